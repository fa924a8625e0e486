import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeInBrowser, rows, useBrowser } from "./console.ts";
import { openLog } from "./open-log.ts";

const REQUESTS = Array.from({ length: 30 }, (_, n) => `INFO GET /api/${n} 200 in ${n} ms`);

describeInBrowser("the patterns of a log", () => {
  useBrowser();

  const WIDE = { viewport: { width: 1200, height: 700 } };

  const items = (page: Page) => page.getByRole("tabpanel").locator(".facet-name").allInnerTexts();
  const item = (page: Page, text: string) => page.getByRole("tabpanel").getByRole("button", { name: text });

  it("are lines of one form as one row, with what varies, by which the filter shows or hides them", async () => {
    const { page } = await openLog([...REQUESTS, "ERROR disk is full"], "", WIDE);
    await expect.poll(async () => (await rows(page)).length).toBeGreaterThan(5);
    await page.keyboard.press("m");
    await expect
      .poll(async () => (await items(page)).map((text) => text.split(/\s*\n\s*/)))
      .toEqual([
        ["I", "INFO GET /api/* 200 in * ms", "30"],
        ["E", "ERROR disk is full", "1"],
      ]);
    await item(page, "INFO GET").click();
    await page.getByText("* 0 – 29, median").first().waitFor();
    await page.getByRole("button", { name: "Without these" }).click();
    await expect.poll(() => rows(page)).toEqual(["ERROR disk is full"]);
    expect(new URL(page.url()).searchParams.get("filter")).toBe('-pattern="INFO GET /api/* 200 in * ms"');
    await page.reload();
    await expect.poll(() => rows(page)).toEqual(["ERROR disk is full"]);
  });

  it("tell what is new since a moment", async () => {
    const { page, talker } = await openLog([...REQUESTS, "INFO stopped"], "", WIDE);
    await expect.poll(async () => (await rows(page)).length).toBeGreaterThan(5);
    await page.keyboard.press("m");
    await page.getByRole("button", { name: "now", exact: true }).click();
    await page.getByText("None.", { exact: true }).waitFor();
    await talker.say("INFO GET /api/7 200 in 3 ms", "WARN something else");
    await expect.poll(() => items(page)).toEqual([expect.stringContaining("WARN something else")]);
    await page.getByRole("button", { name: /^all/ }).click();
    await expect.poll(async () => (await items(page)).join()).toContain("30 → 1");
    await page.getByRole("button", { name: /^gone/ }).click();
    await expect.poll(async () => (await items(page)).join()).toContain("INFO stopped");
  });
});
