import type { Page } from "playwright-core";
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
  waitForHeading,
  waitForState,
  waitForTitle,
  waitForLog,
} from "./console.ts";
import { Talker } from "./talker.ts";

/** A live log page of a workload that says what the test tells it. */
async function openLog(): Promise<{ page: Page; talker: Talker }> {
  const talker = new Talker();
  atEnd(() => talker.close());
  await startBackend([{ id: "talker", name: "The talker", command: await talker.command() }]);
  await talker.say("hello");
  const page = await newPage();
  await page.goto(`${consoleUrl}/workloads/talker`);
  await waitForLog(page);
  return { page, talker };
}

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`);

const inView = (page: Page, text: string) =>
  line(page, text).evaluate((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return top > 0 && bottom <= innerHeight;
  });

const jumpButton = (page: Page) => page.getByRole("button", { name: /^([\d,]+ new lines?|To the end) ↓$/ });

describeInBrowser("a log's page", () => {
  useBrowser();

  it("says with which exit code the log has ended, and asks no more until it is told to", async () => {
    const { page, talker } = await openLog();
    let requests = 0;
    page.on("request", (request) => (requests += Number(request.url().includes("/logs?"))));
    await talker.tell({ stdout: "goodbye\n", exit: 3 });
    await waitForState(page, "ended");
    expect(await rows(page)).toEqual(["hello", "goodbye", "The log ends here. Look again"]);
    const header = page.getByRole("banner");
    expect(await header.innerText()).toContain("Ended with exit code 3");
    expect(await header.innerText()).not.toContain("running"); // as it was when the page was made
    await header.locator(".badge.text-bad").waitFor(); // as it has failed
    expect(requests).toBe(0);
    await page.getByRole("button", { name: "Look again" }).click();
    await expect.poll(() => requests).toBe(1);
    await waitForState(page, "ended");
    expect((await rows(page)).slice(0, 2)).toEqual(["hello", "goodbye"]);
  });

  it("follows the end until it is told not to, counts what is new, and leads back to the end", async () => {
    const { page, talker } = await openLog();
    await talker.say(...numbered(1, 500));
    await line(page, "line 500").waitFor();
    expect(await inView(page, "line 500")).toBe(true);
    const follow = page.getByRole("button", { name: "Follow the end" });
    expect(await follow.getAttribute("aria-pressed")).toBe("true");

    await follow.click();
    await jumpButton(page).waitFor();
    const before = await line(page, "line 499").boundingBox();
    await talker.say(...numbered(501, 1_500));
    await page.getByRole("button", { name: "1,000 new lines ↓" }).click();
    await expect.poll(() => inView(page, "line 1500")).toBe(true);
    expect(before).not.toBeNull();
    expect(await follow.getAttribute("aria-pressed")).toBe("true");
    await talker.say("line 1501");
    await line(page, "line 1501").waitFor();
    expect(await inView(page, "line 1501")).toBe(true);
    expect(await jumpButton(page).count()).toBe(0);
  });

  it("can be worked with the keyboard alone, and lists its keys", async () => {
    const { page, talker } = await openLog();
    await talker.say(...numbered(1, 200));
    await line(page, "line 200").waitFor();
    const focused: string[] = [];
    for (let tab = 0; tab < 7; tab++) {
      await page.keyboard.press("Tab");
      focused.push(
        await page.evaluate(() => {
          const element = document.activeElement as HTMLElement;
          const { outlineStyle } = getComputedStyle(element);
          return `${element.ariaLabel ?? element.title} ${outlineStyle}`;
        }),
      );
    }
    expect(focused).toEqual([
      "Tailrace: all workloads solid",
      "Connection solid",
      "Follow the end solid",
      "Fields, patterns, watch solid",
      "Download solid",
      "Restart or stop solid",
      "Settings solid",
    ]);
    await page.keyboard.press("p");
    await jumpButton(page).waitFor();
    await page.keyboard.press("p");
    await jumpButton(page).waitFor({ state: "detached" });

    await page.keyboard.press("/");
    expect(await page.evaluate(() => document.activeElement!.ariaLabel)).toBe("Find");
    await page.keyboard.type("p?"); // letters, not commands
    expect(await page.getByRole("textbox", { name: "Find" }).inputValue()).toBe("p?");
    await page.keyboard.press("Escape");
    expect(await page.evaluate(() => document.activeElement!.ariaLabel)).toBe("Log");
    await page.keyboard.press("?");
    const overlay = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    expect(await overlay.innerText()).toContain("next hit");
    await page.keyboard.press("Escape");
    await overlay.waitFor({ state: "hidden" });
    await page.keyboard.press("Escape");
    expect(await page.getByRole("textbox", { name: "Find" }).inputValue()).toBe("");
    await page.keyboard.press("Control+f");
    expect(await page.evaluate(() => document.activeElement!.ariaLabel)).toBe("Find");
  });

  it("remembers how the reader likes it", async () => {
    const { page } = await openLog();
    const times = page.locator("time");
    await times.first().waitFor();
    await page.getByRole("button", { name: "Settings" }).click();
    const settings = page.getByRole("dialog", { name: "Settings" });
    await settings.getByText("Off").click();
    await times.first().waitFor({ state: "detached" });
    await settings.getByLabel("Wrap long lines").uncheck();
    await settings.getByLabel("Lines kept").selectOption("10,000 lines");
    await page.reload();
    await waitForLog(page);
    expect(await times.count()).toBe(0);
    await page.getByRole("button", { name: "Settings" }).click();
    expect(await settings.getByLabel("Wrap long lines").isChecked()).toBe(false);
    expect(await settings.getByLabel("Lines kept").inputValue()).toBe("10000");
  });

  it("tells on demand how it stands with the connection", async () => {
    const { page, talker } = await openLog();
    await talker.say(...numbered(1, 9));
    await line(page, "line 9").waitFor();
    await page.getByRole("button", { name: "Connection" }).click();
    const text = await page.getByRole("dialog", { name: "Connection" }).innerText();
    expect(text).toMatch(/The talker (Live|Quiet)/);
    expect(text).toContain("10 lines received, 10 kept here (0.0 MB)");
  });

  it("leads to a time in the log from the strip of its volume, with the mouse and with the keyboard", async () => {
    const { page, talker } = await openLog();
    for (const burst of ["first", "second", "third"]) {
      await talker.say(...numbered(1, 300).map((text) => `${burst} ${text}`));
      await line(page, `${burst} line 300`).waitFor();
    }
    const strip = page.getByRole("slider", { name: "Volume over time" });
    const { x, y, height } = (await strip.boundingBox())!;
    await page.mouse.move(x + 1, y + height / 2);
    await strip.getByText(/^\d\d:\d\d:\d\d(\.\d{3})?, [\d,]+ lines?$/).waitFor();
    await page.mouse.click(x + 1, y + height / 2);
    await line(page, "hello").waitFor();
    await jumpButton(page).click();
    await line(page, "third line 300").waitFor();

    await strip.focus();
    await page.keyboard.press("Home");
    expect(await strip.getAttribute("aria-valuenow")).toBe("0");
    expect(await strip.getAttribute("aria-valuetext")).toMatch(/^\d\d:\d\d:\d\d(\.\d{3})?, [\d,]+ lines?$/);
    await page.keyboard.press("Enter");
    await line(page, "hello").waitFor();
  });

  it("loads lines from before those that it keeps, until the log begins or no more fit", async () => {
    const { page, talker } = await openLog();
    await talker.say(...numbered(1, 1_000));
    await line(page, "line 1000").waitFor(); // the backend has them all: what comes later is not of the backlog
    const log = page.getByRole("region", { name: "Log" });
    const openWith = async (lines: number, last: number) => {
      await page.evaluate(
        (saved) => localStorage.setItem("tailrace.log-page", saved),
        JSON.stringify({ limits: { lines, bytes: 1_000_000 } }),
      );
      await page.reload();
      await waitForLog(page);
      await line(page, `line ${last}`).waitFor();
      await talker.say(...numbered(last + 1, last + 100));
      await line(page, `line ${last + 100}`).waitFor();
      await log.press("Home");
      await line(page, `line ${last + 101 - lines}`).waitFor();
      await page.getByText("100 earlier lines are no longer kept here.").waitFor();
    };
    await openWith(300, 1_000);
    await page.getByRole("button", { name: "Load earlier" }).click();
    // The rows in sight stay: what has come is above them.
    const atTop = async (text: RegExp) => {
      await log.press("Home");
      return page.locator(".log-head").getByText(text).isVisible();
    };
    await expect.poll(() => atTop(/^The log begins here\.$/)).toBe(true);
    await log.press("Home"); // what came while the key was pressed is above the row that it led to
    await line(page, "hello").waitFor();

    await openWith(200, 1_100);
    await page.getByRole("button", { name: "Load earlier" }).click();
    await expect
      .poll(() => atTop(/^[\d,]+ earlier lines are no longer kept here\. More than these fit/))
      .toBe(true);
  });

  it("stops and starts the workload after a question, and follows its new run", async () => {
    const { page, talker } = await openLog();
    const header = page.getByRole("banner");
    const ask = async (action: "Stop" | "Restart") => {
      await page.getByRole("button", { name: "Restart or stop" }).click();
      await page.getByRole("button", { name: `${action} The talker…` }).click();
    };
    await ask("Stop");
    await page.getByRole("button", { name: "Cancel" }).click();
    await talker.say("runs as before");
    await line(page, "runs as before").waitFor();
    await ask("Stop");
    await page.getByRole("dialog").getByRole("button", { name: "Stop", exact: true }).click();
    await page.getByText("Stop requested: The talker").first().waitFor();
    await waitForState(page, "ended");
    await header.getByText("stopped").waitFor();

    await ask("Restart");
    await page.getByRole("dialog").getByRole("button", { name: "Restart", exact: true }).click();
    await waitForState(page, "live");
    await header.getByText("running").waitFor();
    await talker.say("runs again");
    await line(page, "runs again").waitFor();
    expect(await rows(page)).toEqual(["hello", "runs as before", "runs again"]);
  });
});

describeInBrowser("several logs as one", () => {
  useBrowser();

  it("are named and in order of time, and each can be shown alone", async () => {
    const [api, worker] = [new Talker(), new Talker()];
    atEnd(() => api.close());
    atEnd(() => worker.close());
    await startBackend([
      { id: "api", name: "The API", command: await api.command() },
      { id: "worker", name: "The worker", command: await worker.command() },
    ]);
    const page = await newPage();
    await page.goto(`${consoleUrl}/logs?w=api&w=worker&w=api&w=nobody`);
    await waitForTitle(page, "The API + The worker");
    // Two programs that are told to speak one after the other do not do so unless the first was heard.
    await api.say("one");
    await line(page, "one").waitFor();
    await worker.say("two");
    await line(page, "two").waitFor();
    await page.getByText("The backend has no workload of the id nobody.").waitFor();
    await api.say("three");
    await line(page, "three").waitFor();
    await worker.say("four");
    await line(page, "four").waitFor();
    await expect.poll(() => rows(page)).toEqual(["one", "two", "three", "four"]);
    expect(await page.locator(".log-source").allTextContents()).toEqual([
      "The API",
      "The worker",
      "The API",
      "The worker",
    ]);

    await page.getByRole("group", { name: "Workloads shown" }).getByText("The worker").click();
    await expect.poll(() => rows(page)).toEqual(["two", "four"]);
    expect(new URL(page.url()).search).toBe("?w=api&w=worker&w=api&w=nobody&source=worker");
    await page.reload();
    await expect.poll(() => rows(page)).toEqual(["two", "four"]);
    await page.getByRole("group", { name: "Workloads shown" }).getByText("The worker").click();
    await page.reload(); // now each log comes as a whole
    await expect.poll(() => rows(page)).toEqual(["one", "two", "three", "four"]);
  });

  it("are as one log each, if the address names one, and say so if it names none", async () => {
    const talker = new Talker();
    atEnd(() => talker.close());
    await startBackend([{ id: "solo", name: "The only one", command: await talker.command() }]);
    await talker.say("alone");
    const page = await newPage();
    await page.goto(`${consoleUrl}/logs?w=solo`);
    await line(page, "alone").waitFor();
    await waitForHeading(page, "The only one");
    for (const [address, title] of [
      ["/logs", "No workloads chosen"],
      ["/logs?w=x&w=y", "No such workloads"],
    ] as const) {
      await page.goto(consoleUrl + address);
      await waitForHeading(page, title);
    }
  });

  it("are twenty at most, and say how many are left out", async () => {
    const ids = Array.from({ length: 22 }, (_, index) => `w${index}`);
    await startBackend(ids.map((id) => ({ id, command: ["node", "-e", `console.log("from ${id}")`] })));
    const page = await newPage();
    await page.goto(`${consoleUrl}/logs?${ids.map((id) => `w=${id}`).join("&")}`);
    await page.getByText("One page shows 20 logs at most: 2 more are left out.").waitFor();
    await line(page, "from w19").waitFor();
    expect(await rows(page)).not.toContain("from w20");
  });
});
