import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Download, Page } from "playwright-core";
import { expect, it } from "vitest";
import {
  atEnd,
  consoleUrl,
  describeInBrowser,
  line,
  newPage,
  rows,
  startBackend,
  startScripted,
  useBrowser,
  waitForLog,
} from "./console.ts";
import { Talker } from "./talker.ts";

interface Opened {
  page: Page;
  talker: Talker;
  address: string;
}

/** The page of a log with `lines`. */
async function openLog(lines: string[]): Promise<Opened> {
  const talker = new Talker();
  atEnd(() => talker.close());
  await startBackend([
    { id: "talker", name: "The talker", command: await talker.command() },
    { id: "other", name: "Other", command: ["node", "-e", "console.log('from the other')"] },
  ]);
  await talker.say(...lines);
  const page = await newPage({ permissions: ["clipboard-read", "clipboard-write"] });
  const address = `${consoleUrl}/workloads/talker`;
  await page.goto(address);
  await waitForLog(page);
  return { page, talker, address };
}

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`);

/** Copies a link to the line as a reader does, and returns it. */
async function share(page: Page, text: string): Promise<string> {
  await line(page, text).hover();
  await page.getByRole("button", { name: "Copy link to this line" }).click();
  await page.getByText("Link to the line copied.").first().waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

async function saved(download: Promise<Download>): Promise<{ name: string; text: string }> {
  const file = await download;
  return { name: file.suggestedFilename(), text: await text(await file.createReadStream()) };
}

const current = (page: Page) => page.locator(".log-row-current .log-text");

describeInBrowser("a link to a line", () => {
  useBrowser();

  it("opens there, marked, however much has come since", async () => {
    const { page, talker } = await openLog(numbered(1, 100));
    const link = await share(page, "line 95");
    await talker.say(...numbered(101, 5_000));
    const reader = await newPage();
    await reader.goto(link);
    await expect.poll(() => current(reader).allTextContents()).toEqual(["line 95"]);
    const inSight = async () => {
      const { y, height } = (await current(reader).boundingBox())!;
      return y > 80 && y + height < 600; // below the page's own rows
    };
    await expect.poll(inSight).toBe(true);
    await reader.getByRole("button", { name: /new line|To the end/ }).waitFor();
  });

  it("opens on a page of several logs, too", async () => {
    const { page, address } = await openLog(numbered(1, 300));
    await page.goto(`${new URL("/logs?w=other&w=talker", address)}`);
    await line(page, "line 300").waitFor();
    const link = await share(page, "line 295");
    expect(new URL(link).hash).toMatch(/^#talker\/.+/);
    const reader = await newPage();
    await reader.goto(link);
    await expect.poll(() => current(reader).allTextContents()).toEqual(["line 295"]);
  });

  it("says so if the line is no longer kept", async () => {
    const { page, address } = await openLog(["here"]);
    await page.goto(`${address}#0123abcd-7`);
    await page.getByRole("alert").getByText("The line of this link is no longer kept.").waitFor();
    await page.getByRole("button", { name: "Dismiss" }).click();
    expect(await page.getByRole("alert").filter({ hasText: "kept" }).count()).toBe(0);
  });

  it("says so if the filter hides the line, and shows it without", async () => {
    const { page } = await openLog(["WARN seen", "plain one", "WARN last"]);
    const link = new URL(await share(page, "plain one"));
    link.search = "?level=warn";
    const reader = await newPage();
    await reader.goto(link.href);
    await reader.getByText("The line of this link is hidden by the filter.").waitFor();
    expect(await rows(reader)).toEqual(["WARN seen", "WARN last"]);
    await reader.getByRole("alert").getByRole("button", { name: "Clear filter" }).click();
    await expect.poll(() => current(reader).allTextContents()).toEqual(["plain one"]);
  });
});

describeInBrowser("the page's address", () => {
  useBrowser();

  it("has what is searched and filtered, and so has whoever opens it", async () => {
    const { page, address } = await openLog(["WARN low disk", "INFO fine", "WARN high load", "ERROR disk"]);
    await page.getByRole("textbox", { name: "Find" }).fill("DISK|load");
    const find = page.getByRole("group", { name: "Find", exact: true });
    await find.getByRole("button", { name: "Regular expression" }).click();
    await page.getByRole("button", { name: "warn", exact: true }).click();
    await expect.poll(() => page.url()).toBe(`${address}?find=DISK%7Cload&re=1&level=warn`);
    const look = async () => {
      await expect.poll(() => rows(page)).toEqual(["WARN low disk", "WARN high load"]);
      await expect.poll(() => find.locator("output").innerText()).toBe("2");
      await expect.poll(() => page.locator(".log-hit").allTextContents()).toEqual(["disk", "load"]);
    };
    await look();
    await page.reload();
    await look();
    await page.getByRole("button", { name: "Clear filter" }).click();
    await page.getByRole("button", { name: "Clear find" }).click();
    await find.getByRole("button", { name: "Regular expression" }).click();
    await expect.poll(() => page.url()).toBe(address);
  });
});

describeInBrowser("a download", () => {
  useBrowser();

  it("has what is shown, as text", async () => {
    const { page } = await openLog(["\x1b[31mkeep\x1b[0m red", "drop", "keep  spaces"]);
    await page.getByRole("combobox", { name: "Filter" }).fill("keep");
    await expect.poll(() => rows(page)).toEqual(["keep red", "keep  spaces"]);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download" }).click();
    await page.getByRole("button", { name: /^What is shown/ }).click();
    const { name, text } = await saved(download);
    expect(name).toMatch(/^The-talker-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.log$/);
    expect(text.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/keep red$/),
      expect.stringMatching(/keep {2}spaces$/),
    ]);
    await page.getByText(`Saved as ${name}`).waitFor();
  });

  it("has the whole log, also what the page does not keep", async () => {
    const { page, talker } = await openLog(["the very first"]);
    await page.evaluate(() =>
      localStorage.setItem("tailrace.log-page", JSON.stringify({ limits: { lines: 100, bytes: 1_000_000 } })),
    );
    await talker.say(...numbered(1, 20_000));
    await page.reload();
    await waitForLog(page);
    await line(page, "line 20000").waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download" }).click();
    await page.getByRole("button", { name: /^The whole log/ }).click();
    const lines = (await saved(download)).text.trimEnd().split("\n");
    expect(lines).toHaveLength(20_001);
    expect(lines[0]).toContain("the very first");
    expect(lines.at(-1)).toContain("line 20000");
  });

  it("has the whole log as it was written or, if that is asked for, without escape sequences", async () => {
    const { page } = await openLog(["\x1b[31mred\x1b[0m", "1 %\r2 %", "end"]);
    const whole = async () => {
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: /^The whole log/ }).click();
      return (await saved(download)).text;
    };
    await page.getByRole("button", { name: "Download" }).click();
    expect(await whole()).toBe("\x1b[31mred\x1b[0m\n1 %\r2 %\nend\n");
    await page.getByRole("checkbox", { name: "Whole logs without escape sequences" }).check();
    expect(await whole()).toBe("red\n2 %\nend\n");
  });

  it("of the whole log tells how far it is, and can be cancelled", async () => {
    const { page } = await openLog(["here"]);
    const { promise: cancelled, resolve: onCancelled } = Promise.withResolvers<void>();
    const other = (_request: IncomingMessage, response: ServerResponse) => {
      response.writeHead(200, { "content-type": "text/event-stream", "access-control-allow-origin": "*" });
      response.write(`data: ${"x".repeat(99)}\n\n`.repeat(10_000)); // and no end
      response.on("close", onCancelled);
    };
    const url = await startScripted(other, 0);
    await page.route(/follow=false/, (route) => route.continue({ url }));
    await page.getByRole("button", { name: "Download" }).click();
    await page.getByRole("button", { name: /^The whole log/ }).click();
    const menu = page.getByRole("dialog", { name: "Download" });
    await menu.getByText("10,000 lines, 1.0 MB").waitFor();
    await menu.getByRole("button", { name: "Cancel" }).click();
    await menu.getByText("Cancelled").waitFor();
    await cancelled;
  });

  it("that the backend does not give says why", async () => {
    const { page } = await openLog(["here"]);
    await page.route(/follow=false/, (route) =>
      route.fulfill({
        status: 503,
        contentType: "application/problem+json",
        body: JSON.stringify({ title: "Service Unavailable", detail: "Too busy for that." }),
      }),
    );
    await page.getByRole("button", { name: "Download" }).click();
    await page.getByRole("button", { name: /^The whole log/ }).click();
    await page.getByRole("alert").getByText("Too busy for that.").waitFor();
  });
});
