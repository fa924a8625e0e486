import { expect, it } from "vitest";
import { atEnd, consoleUrl, describeInBrowser, newPage, rows, startBackend, useBrowser } from "./console.ts";
import { Talker } from "./talker.ts";

describeInBrowser("a line of JSON", () => {
  useBrowser();

  it("shows its values as they are written, folded and laid out, and what it shows is found and marked", async () => {
    const talker = new Talker();
    atEnd(() => talker.close());
    await startBackend([{ id: "talker", command: await talker.command() }]);
    const line = String.raw`{"msg":"opened \"a b\"","id":1234567890123456789,"n":1e400,"pid":11867,"nul":"\u0000"}`;
    await talker.say(line, "{}", "[]", '{"level":"info"}');
    const page = await newPage();
    await page.goto(`${consoleUrl}/workloads/talker`);
    await expect
      .poll(() => rows(page))
      .toEqual([
        String.raw`opened "a b" id=1234567890123456789 n=1e400 pid=11867 nul=\u0000`,
        "{}",
        "[]",
        '{"level":"info"}',
      ]);

    const marks = page.locator(".log-hit");
    await page.getByRole("textbox", { name: "Find" }).fill("pid=11867");
    await expect.poll(() => marks.allTextContents()).toEqual(["pid=", "11867"]);
    await page.getByRole("textbox", { name: "Find" }).fill('"a b" id=1');
    await expect.poll(async () => (await marks.allTextContents()).join("")).toBe('"a b" id=1');

    await page.getByRole("button", { name: "Unfold the fields" }).click();
    await expect
      .poll(() => page.locator(".log-json").innerText())
      .toBe(
        String.raw`{
  "msg": "opened \"a b\"",
  "id": 1234567890123456789,
  "n": 1e400,
  "pid": 11867,
  "nul": "\u0000"
}`,
      );
  });
});
