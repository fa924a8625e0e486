import type { ServerResponse } from "node:http";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { atEnd, consoleUrl, describeInBrowser, newPage, useBrowser } from "./console.ts";
import { lineEvents, startLogs, stream } from "./scripted.ts";

const WORDS = "word ".repeat(2_000); // 10,000 characters: more than a row has of its line
const SHOWN_CHARACTERS = 4_000; // as in src/log/engine/protocol.ts
const LINES_EVERY_MS = 20; // the page draws anew with each; more often than the fastest answer below

/**
 * The page of a log with one long line, that goes on. What the page asks its worker for by `textOf` is asked for `delayMs`
 * later, or for what the worker does not have.
 */
async function openLongLine(long: string, { delayMs = 0, fails = false } = {}): Promise<Page> {
  await startLogs((_request, response) => {
    stream(response, `id: long\ndata: ${long}\n\n${lineEvents(1, 100)}`); // longer than the window is high
    goOn(response, 100);
  });
  const page = await newPage({ permissions: ["clipboard-read", "clipboard-write"] });
  await page.addInitScript(
    ([delayMs, fails]) => {
      const scope = globalThis as unknown as { asked: number };
      scope.asked = 0;
      const send: (message: unknown, transfer: Transferable[]) => void = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (message: { path?: string[] }, transfer: never) {
        if (message.path?.at(-1) !== "textOf") return send.call(this, message, transfer);
        scope.asked++;
        const sent = fails ? { ...message, path: ["nothing"] } : message;
        setTimeout(() => send.call(this, sent, transfer), delayMs);
      };
    },
    [delayMs, fails] as const,
  );
  await page.goto(`${consoleUrl}/workloads/scripted`);
  return page;
}

function goOn(response: ServerResponse, line: number): void {
  const timer = setInterval(() => response.write(lineEvents(++line)), LINES_EVERY_MS);
  response.on("close", () => clearInterval(timer));
  atEnd(() => clearInterval(timer));
}

/** How often the worker was asked for the whole of a line. */
const asked = (page: Page) => page.evaluate(() => (globalThis as unknown as { asked: number }).asked);

async function toStart(page: Page): Promise<void> {
  await page.locator(".log-text").first().waitFor();
  await page.getByRole("region", { name: "Log" }).press("Home");
  await page.getByRole("button", { name: /new line/ }).waitFor();
}

describeInBrowser("a line that is longer than what a row has of it, in a log that goes on", () => {
  useBrowser();

  it.each([50, 500, 3_000])(
    "is shown whole when the worker answers after %i ms, asked once",
    async (delayMs) => {
      const page = await openLongLine(`${WORDS}END`, { delayMs });
      await toStart(page);
      await page.getByRole("button", { name: "… show all 10,003 characters" }).click();
      await page.locator(".log-whole").waitFor();
      expect(await page.locator(".log-whole").textContent()).toBe(`${WORDS}END`);
      expect(await asked(page)).toBe(1);
      await page.getByRole("button", { name: "show less" }).click();
      await page.getByRole("button", { name: /show all/ }).waitFor();
    },
  );

  it.each([50, 500, 3_000])(
    "of JSON is laid out when the worker answers after %i ms, asked once",
    async (delayMs) => {
      const page = await openLongLine(JSON.stringify({ message: "long", words: WORDS, last: "END" }), {
        delayMs,
      });
      await toStart(page);
      await page.getByRole("button", { name: "Unfold the fields" }).click();
      await page.locator(".log-json").getByText('"END"').waitFor();
      expect(await asked(page)).toBe(1);
    },
  );

  it("says that it cannot be read whole when the worker fails, and asks again on demand", async () => {
    const page = await openLongLine(WORDS, { fails: true });
    await toStart(page);
    await page.getByRole("button", { name: /show all/ }).click();
    await page.getByRole("status").getByText("All of this line could not be read.").waitFor();
    await page.locator(".log-text").first().selectText();
    await page.keyboard.press("ControlOrMeta+c");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(WORDS.slice(0, SHOWN_CHARACTERS)); // and nothing of what the page says
    await page.getByRole("button", { name: "show less" }).click();
    await page.getByRole("button", { name: /show all/ }).click();
    await expect.poll(() => asked(page)).toBe(2);
  });
});
