import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { violations } from "./axe.ts";
import {
  atEnd,
  consoleUrl,
  describeInBrowser,
  line,
  newPage,
  startBackend,
  useBrowser,
  waitForHeading,
  waitForState,
} from "./console.ts";
import { Talker } from "./talker.ts";

/** A page of the console whose backend has two workloads. */
async function openPage(path: string): Promise<Page> {
  const talker = new Talker();
  atEnd(() => talker.close());
  await startBackend([
    { id: "talker", name: "Talker", command: await talker.command() },
    { id: "a.b", name: "Dotted job", command: ["node", "-e", "console.log('of the job')"] },
  ]);
  await talker.say("hello");
  const page = await newPage();
  await page.goto(consoleUrl + path);
  return page;
}

async function openLogPage(): Promise<Page> {
  const page = await openPage("/workloads/talker");
  await line(page, "hello").waitFor();
  return page;
}

async function openList(): Promise<Page> {
  const page = await openPage("/");
  await waitForState(page, "live");
  return page;
}

const palette = (page: Page) => page.getByRole("dialog", { name: "Actions and workloads" });
const field = (page: Page) => palette(page).getByRole("combobox", { name: "Action or workload" });
const choices = (page: Page) => palette(page).getByRole("option");
const names = (page: Page) => choices(page).locator(":scope > :first-child").allTextContents();
const chosen = (page: Page) => palette(page).getByRole("option", { selected: true });
const hasFocus = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press("ControlOrMeta+k");
  await field(page).waitFor();
  await expect.poll(() => hasFocus(field(page))).toBe(true);
}

describeInBrowser("the palette", () => {
  useBrowser();

  it("offers a log's actions, each with its keys, and all workloads, by all words of their names", async () => {
    const page = await openLogPage();
    await openPalette(page);
    await expect.poll(() => names(page)).toContain("Log of Dotted job");
    await page.keyboard.type("lines wrap");
    await expect.poll(() => names(page)).toEqual(["Wrap long lines, or not"]);
    expect(await choices(page).locator("kbd").allTextContents()).toEqual(["w"]);
    await field(page).fill("of t log");
    await expect.poll(() => names(page)).toEqual(["Log of Talker", "Log of Dotted job"]);
    await page.keyboard.press("ArrowDown");
    expect(await chosen(page).textContent()).toMatch(/^Log of Dotted job/);
    await page.keyboard.press("ArrowDown"); // around to the first one
    expect(await chosen(page).textContent()).toMatch(/^Log of Talker/);
    await page.keyboard.press("ArrowUp");
    expect(await chosen(page).textContent()).toMatch(/^Log of Dotted job/);
    await field(page).fill("no such thing");
    await palette(page).getByText("Nothing is called so.").waitFor();
    await page.keyboard.press("Enter"); // does nothing
    expect(await palette(page).isVisible()).toBe(true);
  });

  it("does in a log what is chosen, by Enter and by a click", async () => {
    const page = await openLogPage();
    const rows = page.getByRole("region", { name: "Log", exact: true });
    expect(await rows.getAttribute("class")).toContain("log-rows-wrap");
    await openPalette(page);
    await page.keyboard.type("wrap");
    await expect.poll(() => names(page)).toEqual(["Wrap long lines, or not"]);
    await page.keyboard.press("Enter");
    await expect.poll(() => rows.getAttribute("class")).not.toContain("log-rows-wrap");
    expect(await palette(page).count()).toBe(0);
    await openPalette(page);
    await choices(page).getByText("Only errors", { exact: true }).click();
    await expect.poll(() => new URL(page.url()).search).toBe("?level=error");
    await openPalette(page);
    await page.keyboard.type("clear fil");
    await expect.poll(() => names(page)).toEqual(["Clear filter"]);
    await page.keyboard.press("Enter");
    await expect.poll(() => new URL(page.url()).search).toBe("");
    await openPalette(page);
    await page.keyboard.type("filter");
    await expect.poll(() => names(page)).toEqual(["Filter"]);
    await page.keyboard.press("Enter");
    await expect.poll(() => hasFocus(page.getByRole("combobox", { name: "Filter" }))).toBe(true);
  });

  it("opens another workload's log from a log, and from the list", async () => {
    const page = await openLogPage();
    await openPalette(page);
    await page.keyboard.type("dotted");
    await expect.poll(() => names(page)).toEqual(["Log of Dotted job"]);
    await page.keyboard.press("Enter");
    await waitForHeading(page, "Dotted job");
    await line(page, "of the job").waitFor();
    expect(new URL(page.url()).pathname).toBe("/workloads/a.b");
    await openPalette(page);
    await page.keyboard.type("all workloads");
    await expect.poll(() => names(page)).toContain("All workloads");
    await page.keyboard.press("Enter");
    await waitForState(page, "live");
    await page.getByRole("heading", { name: "Workloads" }).waitFor();
    await openPalette(page);
    await page.keyboard.type("log talker");
    await expect.poll(() => names(page)).toEqual(["Log of Talker"]);
    await page.keyboard.press("Enter");
    await waitForHeading(page, "Talker");
    await line(page, "hello").waitFor();
  });

  it("does in the list what is chosen", async () => {
    const page = await openList();
    await openPalette(page);
    await page.keyboard.type("search");
    await expect.poll(() => names(page)).toEqual(["Search the workloads"]);
    expect(await choices(page).locator("kbd").allTextContents()).toEqual(["/"]);
    await page.keyboard.press("Enter");
    await expect.poll(() => hasFocus(page.getByRole("searchbox"))).toBe(true);
    await openPalette(page);
    await page.keyboard.type("logs as one");
    await expect.poll(() => names(page)).toEqual(["Logs of all workloads as one"]);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/logs?all=");
    await line(page, "of the job").waitFor();
  });

  it.each([
    ["a log", openLogPage],
    ["the list", openList],
  ])(
    "is closed in %s by Escape and by its keys, with the focus where it was, and axe finds nothing wrong",
    async (_, open) => {
      const page = await open();
      const before = page.locator(".log-row:focus, [data-workload] a:focus");
      await page.keyboard.press("Tab");
      if (open === openLogPage) await page.getByRole("region", { name: "Log", exact: true }).focus();
      await page.keyboard.press(open === openLogPage ? "k" : "j");
      await before.waitFor();
      for (const key of ["Escape", "ControlOrMeta+k"]) {
        await openPalette(page);
        await expect.poll(() => names(page)).toContain("Log of Talker");
        expect(await violations(page)).toEqual([]);
        await page.keyboard.press(key);
        await expect.poll(() => palette(page).count()).toBe(0);
        expect(await before.count()).toBe(1);
      }
    },
  );

  it("stays closed while something is to be confirmed", async () => {
    const page = await openList();
    await page.getByRole("button", { name: "Stop Talker" }).click();
    await page.getByRole("dialog", { name: "Stop Talker?" }).waitFor();
    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
  });

  it("says that the workloads could not be loaded, and offers the rest", async () => {
    const page = await openLogPage();
    await page.route("**/api/v1/workloads", (route) => route.fulfill({ status: 502 }));
    await openPalette(page);
    await palette(page).getByText("The list of workloads could not be loaded.").waitFor();
    expect(await names(page)).toContain("Only errors");
  });
});
