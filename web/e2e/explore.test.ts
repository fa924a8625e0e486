import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { violations } from "./axe.ts";
import {
  atEnd,
  consoleUrl,
  describeInBrowser,
  newPage,
  startBackend,
  useBrowser,
  waitForTitle,
} from "./console.ts";
import { misfits } from "./fit.ts";
import { openLog } from "./open-log.ts";
import { Talker } from "./talker.ts";

const [JSON_GOLD, JSON_FREE, LOGFMT, COLOURED] = [
  '{"level":"info","msg":"paid","plan":"gold","user":{"id":7}}',
  '{"level":"info","msg":"refused","plan":"free","user":{"id":8}}',
  'msg="slow answer" plan=gold took=1.5s',
  "\x1b[32mINFO\x1b[0m done \x1b[2mplan=\x1b[0m\x1b[36mgold\x1b[0m and more",
] as const;
const LINES = [JSON_GOLD, JSON_FREE, LOGFMT, COLOURED];
const [ROW_GOLD, ROW_FREE] = ['paid plan=gold user={"id":7}', 'refused plan=free user={"id":8}'];
const ROW_COLOURED = "INFO done plan=gold and more";
const ROWS = [ROW_GOLD, ROW_FREE, LOGFMT, ROW_COLOURED];

const field = (page: Page) => page.getByRole("combobox", { name: "Filter" });
const log = (page: Page) => page.getByRole("region", { name: "Log", exact: true });
async function clear(page: Page): Promise<void> {
  await field(page).fill("");
  await page.keyboard.press("Enter"); // leaves the field, and the list below it goes
}
const menu = (page: Page) => page.getByRole("dialog", { name: "What to do with this value" });
const does = (page: Page, name: string) => menu(page).getByText(name, { exact: true });
const panel = (page: Page) => page.getByRole("region", { name: "Explore" });
/** Not the one that stays for having the focus. */
const ROW = ".log-row:not(.log-row-aside)";
const rows = (page: Page) => page.locator(`${ROW} .log-text`).allTextContents();
/** A value in the log's row of this number. */
const value = (page: Page, row: number, text: string) =>
  page.locator(ROW).nth(row).locator(".log-value").getByText(text, { exact: true });
/** Of the panel's open field: each value, and how often it is there. */
const counted = (page: Page) => panel(page).locator(".facet-only").allInnerTexts();
const hasFocus = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);

async function openLines(options?: BrowserContextOptions) {
  const opened = await openLog(LINES, "", options);
  await expect.poll(() => rows(opened.page)).toEqual(ROWS);
  return opened;
}

/** Selects a text of the row of this number with the mouse. */
async function select(page: Page, row: number, text: string): Promise<void> {
  const box = await page
    .locator(`${ROW} .log-text`)
    .nth(row)
    .evaluate((element, text) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { data } = walker.currentNode as Text;
        const from = data.indexOf(text);
        if (from === -1) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, from);
        range.setEnd(walker.currentNode, from + text.length);
        return range.getBoundingClientRect().toJSON() as DOMRect;
      }
      throw new Error(`There is no ${text}.`);
    }, text);
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 1, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.move(box.x + box.width, y);
  await page.mouse.up();
}

describeInBrowser("a value of a line", () => {
  useBrowser();

  it("leads to the lines with it, and to those without, whoever has written it", async () => {
    const { page } = await openLines();
    for (const row of [0, 2, 3]) {
      await value(page, row, "gold").click();
      await does(page, "Only lines with it").click();
      await expect.poll(() => rows(page)).toEqual([ROW_GOLD, LOGFMT, ROW_COLOURED]);
      expect(await field(page).inputValue()).toBe("plan=gold");
      await value(page, 0, "gold").click();
      await does(page, "Only lines without it").click();
      await expect.poll(() => rows(page)).toEqual([ROW_FREE]);
      expect(await field(page).inputValue()).toBe("-plan=gold");
      await clear(page);
      await expect.poll(() => rows(page)).toEqual(ROWS);
    }
    await page.reload();
    await expect.poll(() => rows(page)).toEqual(ROWS);
  });

  it("is that of a member of an object where the line is laid out, and a term beside those that are there", async () => {
    const { page } = await openLines();
    await page.getByRole("button", { name: "Unfold the fields" }).first().click();
    await field(page).fill("plan=*");
    await page.keyboard.press("Enter");
    await page.locator(".log-json .log-value").getByText("7", { exact: true }).click();
    expect(await menu(page).locator(".value-menu-title").textContent()).toBe("user.id=7");
    await does(page, "Only lines with it").click();
    await expect.poll(() => page.locator(ROW).count()).toBe(1);
    expect(await field(page).inputValue()).toBe("user.id=7 plan=*");
    expect(new URL(page.url()).searchParams.get("filter")).toBe("user.id=7 plan=*");
  });

  it("is found, and copied", async () => {
    const { page } = await openLines({ permissions: ["clipboard-read", "clipboard-write"] });
    await value(page, 2, "slow answer")
      .or(value(page, 2, '"slow answer"'))
      .click();
    await does(page, "Find it").click();
    await expect.poll(() => page.locator(".log-hit").allTextContents()).toEqual(["slow answer"]);
    expect(await page.getByRole("textbox", { name: "Find" }).inputValue()).toBe("slow answer");
    expect(await rows(page)).toEqual(ROWS);
    await value(page, 0, "gold").click();
    await does(page, "Copy it").click();
    await page.getByText("Copied.", { exact: true }).first().waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("gold");
  });

  it("has a column of its own, and is hidden, for as long as that is wanted: the address has it", async () => {
    const { page } = await openLines();
    const columns = () => page.locator(".log-column").allTextContents();
    await value(page, 0, "gold").click();
    await does(page, "A column for plan").click();
    await expect.poll(columns).toEqual(["gold", "free", "gold", "gold"]);
    expect((await rows(page)).slice(0, 2)).toEqual(['paid user={"id":7}', 'refused user={"id":8}']);
    expect(new URL(page.url()).searchParams.getAll("column")).toEqual(["plan"]);
    await page.reload();
    await expect.poll(columns).toEqual(["gold", "free", "gold", "gold"]);
    await page.locator(".log-column").first().click();
    await does(page, "No column for plan").click();
    await expect.poll(() => rows(page)).toEqual(ROWS);
    expect(await columns()).toEqual([]);

    await value(page, 0, "gold").click();
    await does(page, "Hide plan").click();
    await expect.poll(async () => (await rows(page))[0]).toBe('paid user={"id":7}');
    expect(new URL(page.url()).searchParams.getAll("hide")).toEqual(["plan"]);
    await page.reload();
    await expect.poll(async () => (await rows(page))[1]).toBe('refused user={"id":8}');
    // What is found is seen, hidden or not.
    await page.getByRole("textbox", { name: "Find" }).fill("free");
    await expect.poll(async () => (await rows(page))[1]).toBe(ROW_FREE);
    await value(page, 2, "gold").click();
    await does(page, "Show plan").click();
    await expect.poll(() => rows(page)).toEqual(ROWS);
    expect(new URL(page.url()).searchParams.has("hide")).toBe(false);
  });

  it("is looked for in the logs of all workloads, in the order of their times", async () => {
    const talkers = [new Talker(), new Talker()] as const;
    for (const talker of talkers) atEnd(() => talker.close());
    await startBackend([
      { id: "one", name: "One", command: await talkers[0].command() },
      { id: "two", name: "Two", command: await talkers[1].command() },
    ]);
    const page = await newPage();
    await page.goto(`${consoleUrl}/logs?w=one&w=two`);
    for (const [talker, text] of [
      [0, "first trace=7a"],
      [1, "second trace=7a"],
      [0, "third trace=7b"],
      [0, "fourth trace=7a"],
      [1, "fifth trace=7a"],
    ] as const) {
      await talkers[talker].say(text);
      await page.getByText(text).waitFor(); // so that the next one is later
    }
    await page.goto(`${consoleUrl}/workloads/two?column=trace`);
    await page.getByText("fifth").waitFor();
    await value(page, 0, "7a").first().click();
    await menu(page).getByRole("link", { name: "In the logs of all workloads" }).click();
    await waitForTitle(page, "All logs");
    await expect
      .poll(() => rows(page))
      .toEqual(["first trace=7a", "second trace=7a", "fourth trace=7a", "fifth trace=7a"]);
    expect(await page.locator(".log-source").allTextContents()).toEqual(["One", "Two", "One", "Two"]);
    expect(await field(page).inputValue()).toBe("trace=7a");
    await talkers[0].say("sixth trace=7b", "seventh trace=7a");
    await page.getByText("seventh").waitFor();
    expect(await rows(page)).toHaveLength(5);
  });

  it("is no value that no line has: a stack trace in JSON that the row shows the first line of", async () => {
    const error = { type: "TypeError", stack: "TypeError: no card\n    at charge (bill.js:12:9)" };
    const { page } = await openLog([
      JSON.stringify({ level: "error", msg: "failed", plan: "gold", err: error }),
    ]);
    await page.getByText("TypeError: no card +1 line").waitFor();
    expect(await page.locator(`${ROW} .log-value`).allTextContents()).toEqual(["gold"]);
    // Laid out it is all there.
    await page.getByRole("button", { name: "Unfold the fields" }).click();
    await page.locator(".log-json .log-value").getByText("at charge").click();
    await does(page, "Only lines without it").click();
    await expect.poll(() => rows(page)).toEqual([]);
  });

  it("that leads elsewhere by itself is a link, and nothing besides", async () => {
    const { page } = await openLog(['{"msg":"called","url":"http://127.0.0.1:9/x","plan":"gold"}']);
    await value(page, 0, "gold").click(); // has the menu loaded
    await does(page, "Copy it").waitFor();
    await page.keyboard.press("Escape");
    const [opened] = await Promise.all([
      page.context().waitForEvent("page"),
      page.getByRole("link", { name: "http://127.0.0.1:9/x" }).click(),
    ]);
    await opened.close();
    expect(await menu(page).count()).toBe(0);
  });
});

describeInBrowser("a text that is selected in a row", () => {
  useBrowser();

  it("leads to the lines with it, without it, and is found", async () => {
    const { page } = await openLines();
    await select(page, 2, "slow answer");
    expect(await menu(page).locator(".value-menu-title").textContent()).toBe("slow answer");
    expect(await does(page, "A column for msg").count()).toBe(0);
    await does(page, "Only lines with it").click();
    await expect.poll(() => rows(page)).toEqual([LOGFMT]);
    expect(await field(page).inputValue()).toBe('"slow answer"');
    await page.getByRole("heading", { level: 1 }).click(); // or what is selected is dragged
    await select(page, 0, "slow answer");
    await does(page, "Only lines without it").click();
    await expect.poll(() => rows(page)).toEqual([ROW_GOLD, ROW_FREE, ROW_COLOURED]);
    expect(await field(page).inputValue()).toBe('-"slow answer"');
    await select(page, 2, "and more");
    await does(page, "Find it").click();
    await expect.poll(() => page.locator(".log-hit").allTextContents()).toEqual(["and more"]);
  });

  it("asks nothing of who presses a button of the row while it is selected", async () => {
    const { page } = await openLines();
    await select(page, 0, "paid");
    await does(page, "Copy it").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Unfold the fields" }).first().click();
    await page.locator(".log-json").waitFor();
    expect(await menu(page).count()).toBe(0);
  });
});

describeInBrowser("a value's menu", () => {
  useBrowser();

  it("has the focus, is closed by Escape and by a click elsewhere, and gives the focus back", async () => {
    const { page } = await openLines();
    await value(page, 1, "free").click();
    await expect.poll(() => hasFocus(does(page, "Only lines with it"))).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect.poll(() => menu(page).count()).toBe(0);
    expect(await hasFocus(page.locator(ROW).nth(1))).toBe(true);
    await value(page, 1, "free").click();
    await does(page, "Copy it").waitFor();
    await page.getByRole("heading", { level: 1 }).click();
    await expect.poll(() => menu(page).count()).toBe(0);
    await value(page, 1, "free").click();
    for (const key of ["Tab", "Enter"]) await page.keyboard.press(key);
    await expect.poll(() => rows(page)).toEqual([ROW_GOLD, LOGFMT, ROW_COLOURED]);
  });

  it("fits a phone's screen wherever the finger was, and has items that a finger meets", async () => {
    const { page } = await openLines({
      viewport: { width: 360, height: 740 },
      isMobile: true,
      hasTouch: true,
    });
    for (const row of [0, 3]) {
      await value(page, row, "gold").tap();
      await does(page, "Copy it").waitFor();
      expect(await misfits(page)).toEqual([]);
      const heights = await menu(page)
        .locator("button, a")
        .evaluateAll((items) => items.map((item) => item.getBoundingClientRect().height));
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(40);
      await page.keyboard.press("Escape");
      await expect.poll(() => menu(page).count()).toBe(0);
    }
  });
});

describeInBrowser("the fields beside the log", () => {
  useBrowser();

  it("are those of the lines shown; each has its values, how often, and how many others", async () => {
    const numbers = Array.from({ length: 12 }, (_, n) => `n=${n} of=twelve`);
    const { page } = await openLog([...numbers, "n=3 of=twelve", "nothing"]);
    await page.keyboard.press("e");
    await panel(page).getByRole("button", { name: "n 12 values" }).click();
    await expect.poll(async () => (await counted(page)).length).toBe(10);
    expect((await counted(page))[0]).toMatch(/^3\s+2$/);
    await panel(page).getByText("and 2 others").waitFor();
    await panel(page).getByRole("button", { name: "of 1 value" }).click();
    await expect.poll(() => counted(page)).toEqual([expect.stringMatching(/^twelve\s+13$/)]);
    expect(await violations(page)).toEqual([]);
  });

  it("have lines shown with a value or without it, in columns of their own, or not at all", async () => {
    const { page } = await openLines();
    await page.getByRole("button", { name: "Fields, patterns, watch" }).click();
    await panel(page).getByRole("button", { name: "plan 2 values" }).click();
    await expect
      .poll(() => counted(page))
      .toEqual([expect.stringMatching(/^gold\s+3$/), expect.stringMatching(/^free\s+1$/)]);
    const only = (value: string) => panel(page).getByTitle(`Only lines with plan=${value}`);
    await only("gold").click();
    await expect.poll(() => rows(page)).toEqual([ROW_GOLD, LOGFMT, ROW_COLOURED]);
    expect(await only("gold").getAttribute("aria-pressed")).toBe("true");
    await expect.poll(() => counted(page)).toHaveLength(1); // of the lines that are shown
    await only("gold").click();
    await expect.poll(() => rows(page)).toEqual(ROWS);
    await panel(page).getByRole("button", { name: "Only lines without plan=gold" }).click();
    await expect.poll(() => rows(page)).toEqual([ROW_FREE]);
    expect(await field(page).inputValue()).toBe("-plan=gold");
    await clear(page);
    await panel(page).getByRole("button", { name: "Column" }).click();
    await expect
      .poll(() => page.locator(".log-column").allTextContents())
      .toEqual(["gold", "free", "gold", "gold"]);
    await panel(page).getByRole("button", { name: "Column" }).click();
    await panel(page).getByRole("button", { name: "Hidden" }).click();
    await expect.poll(async () => (await rows(page))[1]).toBe('refused user={"id":8}');
    expect(new URL(page.url()).search).toBe("?hide=plan");
  });

  it("count the lines that come", async () => {
    const { page, talker } = await openLines();
    await page.keyboard.press("e");
    await panel(page).getByRole("button", { name: "plan 2 values" }).click();
    await talker.say("plan=gold", "plan=silver shade=grey");
    await expect
      .poll(() => counted(page))
      .toEqual([
        expect.stringMatching(/^gold\s+4$/),
        expect.stringMatching(/^free\s+1$/),
        expect.stringMatching(/^silver\s+1$/),
      ]);
    await panel(page).getByRole("button", { name: "plan 3 values" }).waitFor();
    await panel(page).getByRole("button", { name: "shade 1 value" }).waitFor();
  });

  it("are there for the keyboard alone, and give the focus back to the log", async () => {
    const { page } = await openLines();
    const tabTo = async (target: Locator) => {
      await target.waitFor();
      for (let tabs = 0; tabs < 20 && !(await hasFocus(target)); tabs++) await page.keyboard.press("Tab");
      expect(await hasFocus(target)).toBe(true);
    };
    await log(page).focus();
    await page.keyboard.press("e");
    await tabTo(panel(page).getByRole("tab", { name: "Fields" }));
    await tabTo(panel(page).getByRole("button", { name: "plan 2 values" }));
    await page.keyboard.press("Enter");
    await tabTo(panel(page).getByTitle("Only lines with plan=free"));
    await page.keyboard.press("Enter");
    await expect.poll(() => rows(page)).toEqual([ROW_FREE]);
    await tabTo(panel(page).getByRole("button", { name: "Only lines without plan=free" }));
    await page.keyboard.press("Enter");
    await expect.poll(() => rows(page)).toEqual([ROW_GOLD, LOGFMT, ROW_COLOURED]);
    await page.keyboard.press("Escape");
    await expect.poll(() => panel(page).count()).toBe(0);
    expect(await hasFocus(log(page))).toBe(true);

    await page.keyboard.press("e");
    await tabTo(panel(page).getByRole("tab", { name: "Fields" }));
    await page.keyboard.press("e");
    await expect.poll(() => panel(page).count()).toBe(0);
    expect(await hasFocus(log(page))).toBe(true);
    const button = page.getByRole("button", { name: "Fields, patterns, watch" });
    for (const open of [1, 0]) {
      await button.click();
      await expect.poll(() => panel(page).count()).toBe(open);
      expect(await hasFocus(button)).toBe(true);
    }
  });

  it("are over the lower half of a phone's log, with what a finger meets", async () => {
    const { page } = await openLines({
      viewport: { width: 360, height: 740 },
      isMobile: true,
      hasTouch: true,
    });
    await page.getByRole("button", { name: "Fields, patterns, watch" }).tap();
    await panel(page).getByRole("button", { name: "plan 2 values" }).tap();
    await panel(page).getByTitle("Only lines with plan=free").waitFor();
    expect(await misfits(page)).toEqual([]);
    const small = await panel(page)
      .getByRole("button")
      .evaluateAll((buttons) =>
        buttons
          .map((button) => ({
            name: button.ariaLabel ?? button.textContent,
            box: button.getBoundingClientRect(),
          }))
          .filter(({ box }) => box.height < 40 || box.width < 40)
          .map(({ name, box }) => `${name}: ${box.width} × ${box.height}`),
      );
    expect(small).toEqual([]);
    await panel(page).getByTitle("Only lines with plan=free").tap();
    await expect.poll(() => rows(page)).toEqual([ROW_FREE]);
    await panel(page).getByRole("button", { name: "Close" }).tap();
    await expect.poll(() => panel(page).count()).toBe(0);
  });
});
