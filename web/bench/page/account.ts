import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";

/**
 * How many of a log's first `lines` lines are neither kept by the page nor counted as dropped, or are there twice, or out of
 * order. Asks the page as a reader would, by what stands before its first row and by a file of what is shown; so nothing may
 * come meanwhile.
 */
export async function account(page: Page, lines: number): Promise<number> {
  const log = page.getByRole("region", { name: "Log", exact: true });
  await log.focus();
  await page.keyboard.press("Control+Home");
  const head = await page.locator(".log-head").innerText();
  const dropped = Number(/^([\d,]+) earlier lines/.exec(head)?.[1]!.replaceAll(",", "") ?? 0);
  await page.keyboard.press("Control+End");

  await page.getByRole("button", { name: "Download", exact: true }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: /^What is shown/ }).click(),
  ]);
  await page.keyboard.press("Escape");
  let [wrong, next] = [0, dropped];
  for (const line of (await readFile(await file.path(), "utf8")).split("\n")) {
    const number = Number(/#(\d+) /.exec(line)?.[1] ?? NaN);
    if (Number.isNaN(number)) continue;
    wrong += Math.abs(number - next);
    next = number + 1;
  }
  return wrong + Math.max(0, lines - next);
}
