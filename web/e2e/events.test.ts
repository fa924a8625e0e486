import type { ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { atEnd, consoleUrl, describeInBrowser, newPage, rows, startBackend, useBrowser } from "./console.ts";
import { startLogs, stream } from "./scripted.ts";
import { Talker } from "./talker.ts";

const FRAMES = Array.from(
  { length: 20 },
  (_, n) => `    at Layer.handle (node_modules/router/layer.js:${n}:3)`,
);
const ERROR = [
  "ERROR could not bill TypeError: no card of customer 7",
  "    at charge (/srv/app/bill.js:12:9)",
  ...FRAMES,
  "    at serve (/srv/app/main.js:40:2)",
];

describeInBrowser("an event of several lines", () => {
  useBrowser();

  async function openTalker(options?: Parameters<typeof newPage>[0]): Promise<[Page, Talker]> {
    const talker = new Talker();
    atEnd(() => talker.close());
    await startBackend([{ id: "talker", command: await talker.command() }]);
    const page = await newPage(options);
    await page.goto(`${consoleUrl}/workloads/talker`);
    return [page, talker];
  }

  const shownLines = async (page: Page, row: number) => (await rows(page))[row]!.split("\n");

  it("is one row that says what it is, and shows all of it by Enter, by its arrow and by what is left out", async () => {
    const [page, talker] = await openTalker();
    await talker.say("INFO before", ...ERROR, "INFO after");
    await expect.poll(async () => (await rows(page)).length).toBe(3);
    const folded = [
      ERROR[0],
      "    at charge (/srv/app/bill.js:12:9)… 20 lines",
      "    at serve (/srv/app/main.js:40:2)",
    ];
    expect(await shownLines(page, 1)).toEqual(folded);
    expect(await page.locator(".log-row-error").count()).toBe(1);

    const region = page.getByRole("region", { name: "Log", exact: true });
    await region.focus();
    for (const key of ["k", "k", "Enter"]) await page.keyboard.press(key);
    await expect.poll(() => shownLines(page, 1)).toEqual(ERROR);
    expect(await page.locator(".log-library").count()).toBe(FRAMES.length);
    await page.keyboard.press("Enter");
    await expect.poll(() => shownLines(page, 1)).toEqual(folded);
    await page.getByRole("button", { name: "… 20 lines" }).click();
    await expect.poll(() => shownLines(page, 1)).toEqual(ERROR);
    await page.getByRole("button", { name: "Fold the lines" }).click();
    await expect.poll(() => shownLines(page, 1)).toEqual(folded);
  });

  it("gets its lines while it is on the page, unfolded too", async () => {
    // All of one moment, however long the page takes: what is told 2 s later goes on with nothing.
    const time = new Date().toISOString();
    const event = (message: string) => `data: ${JSON.stringify({ time, stream: "stdout", message })}\n\n`;
    const opened = Promise.withResolvers<ServerResponse>();
    await startLogs((_, response) =>
      opened.resolve(stream(response, ERROR.slice(0, 16).map(event).join(""))),
    );
    const page = await newPage();
    await page.goto(`${consoleUrl}/workloads/w`);
    await page.getByRole("button", { name: "Unfold the lines" }).click();
    await expect.poll(() => shownLines(page, 0)).toEqual(ERROR.slice(0, 16));
    (await opened.promise).write([...ERROR.slice(16), "INFO after"].map(event).join(""));
    await expect.poll(() => shownLines(page, 0)).toEqual(ERROR);
  });

  it("is filtered, counted and found by any of its lines, and shows the one that was found", async () => {
    const [page, talker] = await openTalker();
    await talker.say("INFO layer.js:7 before", ...ERROR, "INFO after");
    await expect.poll(async () => (await rows(page)).length).toBe(3);
    await page.getByRole("combobox", { name: "Filter" }).fill("bill.js");
    await expect.poll(() => page.locator(".filter-bar output").textContent()).toBe("1 of 3");
    await page.getByRole("combobox", { name: "Filter" }).fill("");
    await page.getByRole("textbox", { name: "Find" }).fill("layer.js:7");
    await expect.poll(() => page.locator(".field-find output").textContent()).toMatch(/2$/);
    await expect.poll(() => shownLines(page, 1)).toContain(`${FRAMES[7]}… 12 lines`);
    expect(await page.locator(".log-hit").allTextContents()).toEqual(["layer.js:7", "layer.js:7"]);
  });

  it("is copied as the program wrote it, with its key and by a selection over rows", async () => {
    const [page, talker] = await openTalker({ permissions: ["clipboard-read", "clipboard-write"] });
    await talker.say("INFO before", ...ERROR, "INFO after");
    await expect.poll(async () => (await rows(page)).length).toBe(3);
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole("region", { name: "Log", exact: true }).focus();
    for (const key of ["k", "k", "c"]) await page.keyboard.press(key);
    await page.getByText("Line copied.", { exact: true }).first().waitFor();
    expect(await clipboard()).toBe(ERROR.join("\n"));
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.press("ControlOrMeta+c");
    await expect.poll(clipboard).toBe(`${["INFO before", ...ERROR, "INFO after"].join("\n")}\n`);
  });

  it("is lines for who wants them plain, now and at the next visit", async () => {
    const [page, talker] = await openTalker();
    await talker.say(...ERROR);
    await expect.poll(async () => (await rows(page)).length).toBe(1);
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByLabel("Stack traces and other lines that belong together as one").click();
    await expect.poll(() => rows(page)).toEqual(ERROR);
    await page.reload();
    await expect.poll(() => rows(page)).toEqual(ERROR);
  });

  it("is in the file as it was written", async () => {
    const [page, talker] = await openTalker();
    await talker.say("INFO before", ...ERROR);
    await expect.poll(async () => (await rows(page)).length).toBe(2);
    await page.getByRole("button", { name: "Download" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: /^What is shown/ }).click(),
    ]);
    expect(await text(await download.createReadStream())).toBe(`${["INFO before", ...ERROR].join("\n")}\n`);
  });
});
