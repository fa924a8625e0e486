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
  waitForLog,
} from "./console.ts";
import { Talker } from "./talker.ts";

/** A live log page of a workload that says what the test tells it. */
async function openLog(): Promise<{ page: Page; talker: Talker }> {
  const talker = new Talker();
  atEnd(() => talker.close());
  await startBackend([{ id: "talker", command: await talker.command() }]);
  await talker.say("hello");
  const page = await newPage();
  await page.goto(`${consoleUrl}/workloads/talker`);
  await waitForLog(page);
  return { page, talker };
}

describeInBrowser("a workload's log", () => {
  useBrowser();

  it("shows colours as colours, markup as text, and marks what came on stderr", async () => {
    const { page, talker } = await openLog();
    await talker.say(
      "\x1b[32mgreen\x1b[0m\x1b[2K \x1b]0;title\x07done",
      "<b>bold</b> & <script>alert(1)</script>",
    );
    await talker.tell({ stderr: "\x1b[1;31mbroken\x1b[0m\n" });
    await line(page, "broken").waitFor();
    expect(await rows(page)).toEqual([
      "hello",
      "green done",
      "<b>bold</b> & <script>alert(1)</script>",
      "broken",
    ]);
    const row = page.getByRole("listitem").filter({ hasText: "broken" });
    expect(await row.innerText()).toMatch(/^\d\d:\d\d:\d\d\.\d{3}\s+err\s+broken$/);
    expect(await page.locator(".log-text b, .log-text script").count()).toBe(0);
    const color = (text: string) =>
      page.getByText(text, { exact: true }).evaluate((e) => getComputedStyle(e).color);
    expect(await color("green")).not.toBe(await color("hello"));
  });

  it("gives the program's text, and nothing of the page's own, to who selects and copies lines", async () => {
    const { page, talker } = await openLog();
    await talker.say("  two  spaces", "", "last");
    await line(page, "last").waitFor();
    const selected = await page.evaluate(() => {
      getSelection()!.selectAllChildren(document.querySelector("[role=list]")!);
      return getSelection()!.toString();
    });
    expect(selected.trimEnd()).toBe("hello\n  two  spaces\n\nlast");
  });
});
