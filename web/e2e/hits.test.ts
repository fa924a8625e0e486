import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import {
  atEnd,
  consoleUrl,
  describeInBrowser,
  line,
  newPage,
  startBackend,
  useBrowser,
  waitForLog,
} from "./console.ts";
import { Talker } from "./talker.ts";

async function openLog(lines: string[], settings = {}): Promise<Page> {
  const talker = new Talker();
  atEnd(() => talker.close());
  await startBackend([{ id: "talker", command: await talker.command() }]);
  await talker.say(...lines);
  const page = await newPage();
  await page.addInitScript(
    (settings) => localStorage.setItem("tailrace.log-page", JSON.stringify(settings)),
    settings,
  );
  await page.goto(`${consoleUrl}/workloads/talker`);
  await waitForLog(page);
  return page;
}

async function find(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Find" }).fill(text);
  await page.getByRole("textbox", { name: "Find" }).press("Enter");
}

/** Whether all of the first hit's element is in the window. */
async function isInSight(page: Page): Promise<boolean> {
  const box = await page.locator(".log-row-current .log-hit").first().boundingBox();
  return box !== null && box.x >= 0 && box.x + box.width <= 1000 && box.y >= 0 && box.y + box.height <= 600;
}

const FILLER = Array.from({ length: 300 }, (_, index) => `line ${index}`);

describeInBrowser("a hit", () => {
  useBrowser();

  it("far behind in a long line is shown with what is around it", async () => {
    const page = await openLog([
      ...FILLER,
      `${"word ".repeat(4_000)}needle${" word".repeat(100)}`,
      ...FILLER,
    ]);
    await find(page, "needle");
    await expect.poll(() => isInSight(page)).toBe(true);
    const text = await page.locator(".log-row-current .log-text").innerText();
    expect(text).toMatch(/^19,000 characters …/);
    // All of the line has it, too.
    await page.getByRole("button", { name: /show all/ }).click();
    await page.getByRole("button", { name: "show less" }).waitFor();
    await expect.poll(() => page.locator(".log-row-current .log-hit").allTextContents()).toEqual(["needle"]);
  });

  it("is scrolled to sideways where lines are not wrapped", async () => {
    const page = await openLog([...FILLER, `${"word ".repeat(300)}needle`, ...FILLER], { wrap: false });
    await find(page, "needle");
    await expect.poll(() => isInSight(page)).toBe(true);
  });

  it("in what a folded line of JSON does not show unfolds it", async () => {
    const fields = Object.fromEntries(FILLER.map((name, index) => [`f${index}`, name]));
    const page = await openLog([...FILLER, JSON.stringify({ msg: "many", ...fields }), ...FILLER]);
    await find(page, '"f290":"line 290"');
    await expect
      .poll(() => page.locator(".log-json .log-hit").allTextContents())
      .toEqual(['"f290"', '"line 290"']);
    await expect.poll(() => isInSight(page)).toBe(true);
  });

  it("is a mark beside the scroll bar, and so is an error", async () => {
    const page = await openLog([...FILLER, "ERROR boom", ...FILLER, "needle"]);
    const marks = (name: string) =>
      page
        .locator(`.log-overview-${name}`)
        .evaluateAll((all) =>
          all.map((mark) => (mark as HTMLElement).offsetTop / mark.parentElement!.clientHeight),
        );
    await expect.poll(async () => (await marks("error")).map((at) => at.toFixed(1))).toEqual(["0.5"]);
    expect(await marks("hit")).toEqual([]);
    await find(page, "needle");
    await expect.poll(async () => (await marks("hit")).map((at) => at.toFixed(1))).toEqual(["1.0"]);
  });
});

describeInBrowser("a line that is unfolded", () => {
  useBrowser();

  it("ends following, and stays where it is", async () => {
    const page = await openLog([...FILLER, "x".repeat(9_000)]);
    await page.getByRole("button", { name: /show all/ }).click();
    await page.getByRole("button", { name: "Follow the end", pressed: false }).waitFor();
    await line(page, "line 299").waitFor();
  });
});
