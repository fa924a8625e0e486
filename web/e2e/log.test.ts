import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import {
  atEnd,
  describeInBrowser,
  line,
  newPage,
  rows,
  startBackend,
  startWeb,
  useBrowser,
  waitForState,
} from "./console.ts";
import { Talker } from "./talker.ts";

/** A live log page of a workload that says what the test tells it. */
async function openLog(): Promise<{ page: Page; talker: Talker }> {
  const talker = new Talker();
  atEnd(() => talker.close());
  const backend = await startBackend([{ id: "talker", command: await talker.command() }]);
  const web = await startWeb(backend.url);
  await talker.say("hello");
  const page = await newPage();
  await page.goto(`${web.url}/workloads/talker`);
  await line(page, "hello").waitFor();
  return { page, talker };
}

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`);

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
    expect(await page.locator(".log-message b, .log-message script").count()).toBe(0);
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

  it("says with which exit code the log has ended, and asks no more", async () => {
    const { page, talker } = await openLog();
    let requests = 0;
    page.on("request", (request) => (requests += Number(request.url().includes("/logs?"))));
    await talker.tell({ stdout: "goodbye\n", exit: 3 });
    await waitForState(page, "ended");
    expect(await rows(page)).toEqual(["hello", "goodbye", "The log has ended with exit code 3. Look again"]);
    const heading = await page.getByRole("banner").innerText();
    expect(heading).toContain("Ended with exit code 3");
    expect(heading).not.toContain("running"); // as it was when the page was made
    expect(requests).toBe(0);
    await page.getByRole("button", { name: "Look again" }).click();
    await expect.poll(() => requests).toBe(1);
    await waitForState(page, "ended");
    expect((await rows(page)).slice(0, 2)).toEqual(["hello", "goodbye"]);
  });

  it("stands still while paused, counts what is new, and shows it on resuming", async () => {
    const { page, talker } = await openLog();
    await page.getByRole("button", { name: "Pause" }).click();
    await talker.say(...numbered(1, 30));
    await page.getByRole("button", { name: "Resume (30 new)" }).waitFor();
    expect(await rows(page)).toEqual(["hello"]);
    await page.getByRole("button", { name: "Resume" }).click();
    await line(page, "line 30").waitFor();
    expect(await rows(page)).toEqual(["hello", ...numbered(1, 30)]);
  });

  it("follows the end, stays where a reader has scrolled to, and leads back to the end", async () => {
    const { page, talker } = await openLog();
    await talker.say(...numbered(1, 500));
    await line(page, "line 500").waitFor();
    const inView = (text: string) =>
      line(page, text).evaluate((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return top > 0 && bottom <= innerHeight;
      });
    expect(await inView("line 500")).toBe(true);

    await page.mouse.move(400, 300);
    await page.mouse.wheel(0, -2_000);
    const jump = page.getByRole("button", { name: "To the end" });
    await jump.waitFor();
    const seen = line(page, "line 380");
    expect(await inView("line 380")).toBe(true);
    const before = await seen.boundingBox();
    await talker.say(...numbered(501, 1_500));
    await page.getByRole("button", { name: "1,000 new lines" }).waitFor();
    expect(await seen.boundingBox()).toEqual(before);

    await page.getByRole("button", { name: "1,000 new lines" }).click();
    await expect.poll(() => inView("line 1500")).toBe(true);
    await talker.say("line 1501");
    await expect.poll(() => inView("line 1501")).toBe(true);
    expect(await page.getByRole("button", { name: /new line|end/ }).count()).toBe(0);
  });

  it("keeps a bounded number of rows and says how many it has dropped, without moving who has scrolled up", async () => {
    const { page, talker } = await openLog();
    await talker.say(...numbered(1, 4_990));
    await line(page, "line 4990").waitFor();
    await page.mouse.move(400, 300);
    await page.mouse.wheel(0, -2_000);
    await page.getByRole("button", { name: "To the end" }).waitFor();
    const seen = line(page, "line 4870");
    const before = await seen.boundingBox();

    await talker.say(...numbered(4_991, 7_000));
    await page.getByRole("button", { name: "2,010 new lines" }).waitFor();
    const [first, ...kept] = await rows(page);
    expect(kept.length).toBeLessThanOrEqual(5_000);
    expect(kept.length).toBeGreaterThan(4_800);
    expect(kept).toEqual(numbered(7_001 - kept.length, 7_000));
    // One more than the lines before the first kept one: "hello".
    expect(first).toBe(
      `${(7_001 - kept.length).toLocaleString("en")} earlier lines are no longer kept here.`,
    );
    expect(await seen.boundingBox()).toEqual(before);
  });

  it("can be read and left with the keyboard alone", async () => {
    const { page, talker } = await openLog();
    await talker.say(...numbered(1, 200));
    await line(page, "line 200").waitFor();
    const focused: string[] = [];
    for (let tab = 0; tab < 3; tab++) {
      await page.keyboard.press("Tab");
      focused.push(
        await page.evaluate(() => {
          const element = document.activeElement!;
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          return `${element.ariaLabel ?? element.textContent} ${outlineStyle} ${outlineWidth}`;
        }),
      );
    }
    expect(focused).toEqual(["Tailrace solid 2px", "Pause solid 2px", "Log solid 2px"]);
    await page.keyboard.press("Home");
    await page.getByRole("button", { name: "To the end" }).waitFor();
    await page.keyboard.press("End");
    await page.getByRole("button", { name: "To the end" }).waitFor({ state: "detached" });
  });
});
