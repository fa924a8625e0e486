import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import {
  atEnd,
  consoleUrl,
  describeInBrowser,
  line,
  newPage,
  rows,
  startBackend,
  useBrowser,
  waitForLog,
} from "./console.ts";
import { Talker } from "./talker.ts";

/** The live page of a log with `lines`. */
async function openLog(lines: string[]): Promise<{ page: Page; talker: Talker }> {
  const talker = new Talker();
  atEnd(() => talker.close());
  await startBackend([{ id: "talker", command: await talker.command() }]);
  await talker.say(...lines);
  const page = await newPage({
    permissions: ["clipboard-read", "clipboard-write"],
    timezoneId: "Asia/Kolkata",
  });
  await page.goto(`${consoleUrl}/workloads/talker`);
  await waitForLog(page);
  return { page, talker };
}

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`);
const row = (page: Page, text: string): Locator => page.getByRole("listitem").filter({ hasText: text });
const log = (page: Page) => page.getByRole("region", { name: "Log" });
const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const follows = (page: Page) =>
  page.getByRole("button", { name: "Follow the end" }).getAttribute("aria-pressed");
/** Where a line is on the screen. */
const topOf = (page: Page, text: string) =>
  line(page, text).evaluate((element) => element.getBoundingClientRect().top);

describeInBrowser("the rows of a log", () => {
  useBrowser();

  it("have the colours that the program chose, and of a progress bar its last state", async () => {
    const { page } = await openLog([
      "\x1b[38;5;208morange\x1b[0m and \x1b[38;2;1;200;3mgreen\x1b[0m",
      " 1%\r 50%\r100%",
      "last",
    ]);
    expect(await rows(page)).toEqual(["orange and green", "100%", "last"]);
    const colors = await page
      .locator(".log-text span")
      .evaluateAll((spans) => spans.map((span) => span.style.color));
    // In a dark scheme as they are; in a light one as dark as reading asks for.
    expect(colors).toEqual([
      expect.stringContaining("rgb(255, 135, 0)"),
      expect.stringContaining("rgb(1, 200, 3)"),
    ]);
  });

  it("tell a screen reader what the last of several actions has come to, and once in 3 s at most", async () => {
    const { page } = await openLog(numbered(1, 3));
    await page.evaluate(() => {
      const region = document.querySelector("[role=status]")!;
      const said: [text: string, at: number][] = [];
      Object.assign(window, { said });
      new MutationObserver(() => said.push([region.textContent, performance.now()])).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    const saysThat = (text: string) =>
      page
        .getByRole("status")
        .filter({ hasText: new RegExp(`^${text}$`) })
        .waitFor();
    await row(page, "line 2").focus();
    await page.keyboard.press("c");
    await saysThat("Line copied.");
    for (const [key, text] of [
      ["l", "Link to the line copied."],
      ["c", "Line copied."],
      ["l", "Link to the line copied."],
    ] as const) {
      await page.keyboard.press(key);
      await page
        .locator(".toast")
        .filter({ hasText: new RegExp(`^${text}$`) })
        .waitFor();
    }
    await saysThat("Link to the line copied.");
    const said = await page.evaluate(() => (window as unknown as { said: [string, number][] }).said);
    expect(said.slice(-2).map(([text]) => text)).toEqual(["Line copied.", "Link to the line copied."]);
    expect(said.at(-1)![1] - said.at(-2)![1]).toBeGreaterThan(2_900);
  });

  it("never take what a program wrote for markup or a script, and for a link only what leads to the web", async () => {
    const lines = [
      "<img src=x onerror=\"document.title='broken'\">",
      '{"msg":"<iframe srcdoc=x>","link":"javascript:alert(1)"}',
      "\x1b]8;;javascript:alert(1)\x1b\\a link\x1b]8;;\x1b\\ and \x1b]8;;https://example.com\x07another\x1b]8;;\x07",
    ];
    const { page } = await openLog([...lines, "last"]);
    await row(page, "iframe").getByRole("button", { name: "Unfold" }).click();
    await page.locator(".log-json").waitFor();
    expect(await page.locator(".log-rows :is(img, iframe, script)").count()).toBe(0);
    const links = await page
      .locator(".log-rows a")
      .evaluateAll((all) => all.map((link) => [link.textContent, link.getAttribute("href")]));
    expect(links).toEqual([["another", "https://example.com"]]);
    expect((await rows(page)).slice(2)).toEqual(["a link and another", "last"]);
    expect(await page.title()).toBe("talker · Tailrace");
  });

  it("of JSON have message and fields, and are unfolded and folded with mouse and keyboard", async () => {
    const { page } = await openLog([
      '{"level":"warn","msg":"disk full","free":{"mb":[1]},"id":12345678901234567890}',
      "last",
    ]);
    expect((await rows(page))[0]).toBe('disk full free={"mb":[1]} id=12345678901234567890');
    const json = page.locator(".log-json");
    await row(page, "disk full").getByRole("button", { name: "Unfold the fields" }).click();
    expect(await json.innerText()).toBe(
      '{\n  "level": "warn",\n  "msg": "disk full",\n  "free": {\n    "mb": [\n      1\n    ]\n  },\n  "id": 12345678901234567890\n}',
    );
    await row(page, "disk full").getByRole("button", { name: "Fold the fields" }).click();
    await json.waitFor({ state: "detached" });
    await log(page).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await json.waitFor();
    await page.keyboard.press("Enter");
    await json.waitFor({ state: "detached" });
  });

  it("have their time as the reader wants it", async () => {
    const { page } = await openLog(["one"]);
    const time = page.locator("time");
    const shown = () => time.evaluateAll((times) => times.map(({ textContent }) => textContent));
    const iso = (await time.getAttribute("datetime"))!;
    const local = new Date(Date.parse(iso) + 5.5 * 3_600_000).toISOString(); // India's offset
    expect(await shown()).toEqual([local.slice(11, 23)]);
    await page.keyboard.press("t");
    await expect.poll(shown).toEqual([iso.slice(11, 23) + "Z"]);
    await page.keyboard.press("t");
    await expect.poll(async () => (await shown())[0]).toMatch(/^(now|\d+[sm] ago)$/);
    await page.keyboard.press("t");
    await expect.poll(shown).toEqual([]);
    await page.keyboard.press("t");
    await expect.poll(shown).toEqual([local.slice(11, 23)]);
  });

  it("stay where they are when long lines are wrapped, or are not any more", async () => {
    const long = numbered(1, 300).map((text) => `${text} ${"word ".repeat(60)}.`);
    const { page } = await openLog([...long, "last"]);
    await log(page).focus();
    await page.keyboard.press("PageUp");
    await page.keyboard.press("PageUp");
    // The reader's line is the first one that begins in sight.
    const first = () =>
      page.getByRole("listitem").evaluateAll((items) => {
        const top = document.querySelector(".log-rows")!.getBoundingClientRect().top;
        const item = items.find((item) => item.getBoundingClientRect().top >= top)!;
        return `${/line \d+/.exec(item.textContent)} ${Math.round(item.getBoundingClientRect().top - top)}`;
      });
    const before = await first();
    const wrapped = () => page.locator(".log-rows-wrap").count();
    await page.keyboard.press("w");
    await expect.poll(wrapped).toBe(0);
    await page.keyboard.press("w");
    await expect.poll(wrapped).toBe(1);
    await expect.poll(first).toBe(before);
  });
});

describeInBrowser("following a log", () => {
  useBrowser();

  it.each(["wheel", "PageUp", "ArrowUp", "Shift+Space", "scroll bar"])(
    "ends by %s, the reader's row stays where it is, and End goes on",
    async (way) => {
      const { page, talker } = await openLog(numbered(1, 500));
      await log(page).focus();
      if (way === "wheel") {
        await page.mouse.move(500, 300);
        await page.mouse.wheel(0, -300);
      } else if (way === "scroll bar") await log(page).evaluate((scroller) => (scroller.scrollTop -= 300));
      else await page.keyboard.press(way);
      await expect.poll(() => follows(page)).toBe("false");
      const top = await topOf(page, "line 480");
      await talker.say(...numbered(501, 3_000));
      await page.getByRole("button", { name: "2,500 new lines ↓" }).waitFor();
      expect(Math.abs((await topOf(page, "line 480")) - top)).toBeLessThanOrEqual(1);
      await page.keyboard.press("End");
      await line(page, "line 3000").waitFor();
      expect(await follows(page)).toBe("true");
      await page.keyboard.press("Home");
      await line(page, "line 1").waitFor();
      expect(await log(page).evaluate(({ scrollTop }) => scrollTop)).toBe(0);
      expect(await follows(page)).toBe("false");
    },
  );

  it("counts as new what has come since it ended, whatever the filter lets through by then", async () => {
    const mixed = numbered(1, 1_000).map((text, index) => (index % 10 === 0 ? `keep ${text}` : text));
    const { page, talker } = await openLog([...mixed, "last"]);
    const filter = page.getByRole("combobox", { name: "Filter" });
    await filter.fill("keep");
    await expect.poll(() => rows(page)).not.toContain("last");
    await page.getByRole("button", { name: "Follow the end" }).click();
    await talker.say("keep new", "new", "keep newer");
    await page.getByRole("button", { name: "2 new lines ↓" }).waitFor();
    await filter.fill("");
    await page.getByRole("button", { name: "3 new lines ↓" }).waitFor();
    await filter.fill("keep");
    await page.getByRole("button", { name: "2 new lines ↓" }).click();
    await line(page, "keep newer").waitFor();
  });
});

describeInBrowser("following the end", () => {
  useBrowser();

  it("goes on when the window becomes higher and narrower under the pointer", async () => {
    const { page } = await openLog([...Array<string>(300).fill("a line that is wrapped ".repeat(6)), "last"]);
    for (const size of [
      { width: 1_440, height: 500 },
      { width: 500, height: 740 },
      { width: 900, height: 800 },
    ]) {
      await page.setViewportSize(size);
      await page.mouse.move(0, 0); // has the browser lay the page out between two frames
      await expect
        .poll(() => topOf(page, "last"), { message: `${size.width} px` })
        .toBeGreaterThan(size.height - 60);
      expect(await follows(page)).toBe("true");
    }
  });
});

describeInBrowser("selecting and copying", () => {
  useBrowser();

  it("gives all lines between two, also those that are not drawn, while more come", async () => {
    const { page, talker } = await openLog(numbered(1, 2_000));
    await log(page).focus();
    await page.keyboard.press("Home");
    const start = (await line(page, "line 3").boundingBox())!;
    await page.mouse.move(start.x + 1, start.y + 10);
    await page.mouse.down();
    const next = (await line(page, "line 5").boundingBox())!;
    await page.mouse.move(next.x + 100, next.y + 10, { steps: 3 });
    await page.mouse.up();
    await page.mouse.wheel(0, 1e6);
    await line(page, "line 1990").waitFor();
    await page.mouse.wheel(0, -100); // at the end the rows would move as new ones come
    await expect.poll(() => follows(page)).toBe("false");
    await talker.say(...numbered(2_001, 2_500));
    await page.getByRole("button", { name: "500 new lines ↓" }).waitFor();
    const end = (await line(page, "line 1989").boundingBox())!;
    await page.keyboard.down("Shift");
    await page.mouse.click(end.x + 200, end.y + 10); // behind its last character, and before the row's buttons
    await page.keyboard.up("Shift");
    const wanted = numbered(3, 1_989).join("\n");
    await expect
      .poll(async () => {
        await page.keyboard.press("Control+c");
        return copied(page);
      })
      .toBe(wanted);
  });

  it("gives all that is shown after Ctrl+A", async () => {
    const { page } = await openLog([
      "drop",
      "\x1b[31mkeep\x1b[0m 1",
      ...numbered(1, 500),
      '{"msg":"keep 2"}',
      "last",
    ]);
    await page.getByRole("combobox", { name: "Filter" }).fill("keep");
    await expect.poll(() => rows(page)).toEqual(["keep 1", "keep 2"]);
    await log(page).focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+c");
    await expect.poll(() => copied(page)).toBe('keep 1\n{"msg":"keep 2"}\n');
  });

  it("gives, of several logs, each line's workload and time before it", async () => {
    await startBackend([
      { id: "a", name: "The first", command: ["node", "-e", "console.log('hello')"] },
      { id: "b", name: "The second", command: ["node", "-e", "console.log('\\x1b[31mgood\\x1b[0mbye')"] },
    ]);
    const page = await newPage({ permissions: ["clipboard-read", "clipboard-write"] });
    await page.goto(`${consoleUrl}/logs?w=a&w=b`);
    await line(page, "hello").waitFor();
    await line(page, "goodbye").waitFor();
    await log(page).focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+c");
    const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;
    await expect
      .poll(async () => (await copied(page)).trimEnd().split("\n").sort())
      .toEqual([
        expect.stringMatching(new RegExp(`^The first\t${time}\thello$`)),
        expect.stringMatching(new RegExp(`^The second\t${time}\tgoodbye$`)),
      ]);
  });

  it("works where the browser gives a page no clipboard of its own, as without TLS", async () => {
    const { page } = await openLog(["\x1b[31mone\x1b[0m", "two"]);
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await line(page, "one").hover();
    await page.getByRole("button", { name: "Copy line" }).click();
    await page.getByText("Line copied.").first().waitFor();
    await page.keyboard.press("/");
    await page.keyboard.press("Control+v");
    expect(await page.getByRole("textbox", { name: "Find" }).inputValue()).toBe("one");
  });
});
