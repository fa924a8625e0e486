import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeInBrowser, rows, useBrowser } from "./console.ts";
import { openLog } from "./open-log.ts";

describeInBrowser("a watch", () => {
  useBrowser();

  const WIDE = { viewport: { width: 1200, height: 700 } };

  async function watchFor(page: Page, rule: string): Promise<void> {
    await page.keyboard.press("b");
    const field = page.getByRole("textbox", { name: "Filter to watch for" });
    await field.fill(rule);
    await field.press("Enter");
  }

  it("marks the lines that it is for, now and after a reload, until it is taken away", async () => {
    const { page, talker } = await openLog(["INFO one", "ERROR two"], "", WIDE);
    await expect.poll(() => rows(page)).toEqual(["INFO one", "ERROR two"]);
    await watchFor(page, "level>=error");
    const marked = page.locator(".log-row-watched .log-text");
    await expect.poll(() => marked.allTextContents()).toEqual(["ERROR two"]);
    await talker.say("INFO three", "FATAL four");
    await expect.poll(() => marked.allTextContents()).toEqual(["ERROR two", "FATAL four"]);
    await page.getByText("1 line since this page was opened.").waitFor();
    await page.reload();
    await expect.poll(() => marked.allTextContents()).toEqual(["ERROR two", "FATAL four"]);
    await page.keyboard.press("b");
    await page.getByRole("button", { name: "Watch no more for level>=error" }).click();
    await expect.poll(() => marked.count()).toBe(0);
  });

  it("counts what comes while the reader is elsewhere in the tab's title and icon, until he is back", async () => {
    const { page, talker } = await openLog(["INFO one"], "", WIDE);
    await expect.poll(() => rows(page)).toEqual(["INFO one"]);
    await watchFor(page, "boom");
    await page.getByText("0 lines since this page was opened.").waitFor();
    const title = await page.title();
    const icon = () => page.evaluate(() => document.querySelector<HTMLLinkElement>("link[rel~=icon]")!.href);
    const own = await icon();
    await page.evaluate(() => (document.hasFocus = () => false)); // headless, every page has it
    await talker.say("boom", "nothing", "boom");
    await expect.poll(() => page.title()).toBe(`(2) ${title}`);
    expect(await icon()).toMatch(/watched.*\.svg$/);
    expect((await page.request.get(await icon())).headers()["content-type"]).toBe("image/svg+xml");
    await page.evaluate(() => dispatchEvent(new Event("focus")));
    expect(await page.title()).toBe(title);
    expect(await icon()).toBe(own);
  });

  it("says what is wrong with a rule, and takes none such", async () => {
    const { page } = await openLog(["INFO one"], "", WIDE);
    await watchFor(page, "level>=wran");
    await page.getByRole("alert").getByText("a level is one of").waitFor();
    expect(await page.getByRole("list", { name: "Watched for" }).count()).toBe(0);
  });
});
