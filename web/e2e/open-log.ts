import type { BrowserContextOptions, Page } from "playwright-core";
import { atEnd, consoleUrl, newPage, startBackend, waitForLog } from "./console.ts";
import { Talker } from "./talker.ts";

/** A page of a log with `lines`, opened with `search` in its address. */
export async function openLog(
  lines: string[],
  search = "",
  options?: BrowserContextOptions,
): Promise<{ page: Page; talker: Talker }> {
  const talker = new Talker();
  atEnd(() => talker.close());
  await startBackend([{ id: "talker", command: await talker.command() }]);
  await talker.say(...lines);
  const page = await newPage(options);
  await page.goto(`${consoleUrl}/workloads/talker${search}`);
  await waitForLog(page);
  return { page, talker };
}
