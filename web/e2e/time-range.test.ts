import type { IncomingMessage, ServerResponse } from "node:http";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { consoleUrl, describeInBrowser, newPage, startScripted, useBrowser, waitForLog } from "./console.ts";
import { stream } from "./scripted.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const LINES = 200; // one a minute, the last one just now

interface TimedLine {
  cursor: number;
  at: number;
}

interface Script {
  /** Whether the backend knows `since`; one that does not gives all that it has. */
  knowsSince?: boolean;
  /** Answers a request for what there is before the lines that were sent first. */
  beforeOlder?: () => Promise<void>;
}

/** A backend with the log of one workload, whose last run began 30 lines ago: its lines, what it was asked for, and a way to another line. */
async function startTimed({ knowsSince = true, beforeOlder }: Script = {}) {
  const now = Date.now();
  const lines: TimedLine[] = Array.from({ length: LINES }, (_, index) => ({
    cursor: index + 1,
    at: now - (LINES - 1 - index) * MINUTE_MS,
  }));
  const startedAt = new Date(lines.at(-30)!.at).toISOString();
  const requests: URLSearchParams[] = [];
  const followers: ServerResponse[] = [];
  const say = () => {
    const line = { cursor: lines.length + 1, at: Date.now() };
    lines.push(line);
    for (const follower of followers) follower.write(event(line));
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url!, "http://backend");
    if (!pathname.endsWith("/logs"))
      return void response.end(JSON.stringify({ id: "timed", name: "Timed", status: "running", startedAt }));
    requests.push(searchParams);
    const [tail, since] = ["tail", "since"].map((name) => searchParams.get(name));
    const asked = lines
      .slice(tail ? -Number(tail) : 0)
      .filter(({ at }) => !since || !knowsSince || at >= Date.parse(since));
    if (since) await beforeOlder?.();
    stream(response, asked.map(event).join(""));
    if (searchParams.get("follow") === "false") response.end();
    else followers.push(response);
  };
  await startScripted((request, response) => void answer(request, response));
  return { lines, requests, say };
}

function event({ cursor, at }: TimedLine): string {
  const line = { time: new Date(at).toISOString(), stream: "stdout", message: `line ${cursor}` };
  return `id: ${cursor}\ndata: ${JSON.stringify(line)}\n\n`;
}

/** The log's page, once it has all lines that come by themselves. */
async function openTimed(search = "", kept = 5_000, options?: BrowserContextOptions): Promise<Page> {
  const page = await newPage({ timezoneId: "UTC", ...options });
  await page.addInitScript(
    (lines) => localStorage.setItem("tailrace.log-page", JSON.stringify({ limits: { lines, bytes: 1e6 } })),
    kept,
  );
  await page.goto(`${consoleUrl}/workloads/timed${search}`);
  await waitForLog(page);
  return page;
}

const strip = (page: Page) => page.getByRole("slider", { name: "Volume over time" });
/** Where the strip is, once it has all lines: it is drawn anew twice a second at most. */
async function drawnStrip(
  page: Page,
  lines: TimedLine[],
): Promise<{ x: number; y: number; width: number; height: number }> {
  // It begins and ends with the first and the last line, or some time around them, and says no date.
  const away = async (label: Locator, { at }: TimedLine) => {
    const [hours, minutes, seconds] = (await label.innerText()).split(":").map(Number);
    const ms = ((hours! * 60 + minutes!) * 60 + seconds!) * 1_000;
    const behind = (ms - (at % DAY_MS) + DAY_MS) % DAY_MS;
    return Math.min(behind, DAY_MS - behind);
  };
  const labels = page.locator(".volume-time");
  await expect.poll(() => away(labels.first(), lines[0]!)).toBeLessThan(5 * MINUTE_MS);
  await expect.poll(() => away(labels.last(), lines.at(-1)!)).toBeLessThan(5 * MINUTE_MS);
  return (await strip(page).boundingBox())!;
}

const chip = (page: Page) => page.locator(".filter-bar [aria-haspopup=dialog]");
const menu = (page: Page) => page.getByRole("dialog", { name: "Time" });
const output = (page: Page) => page.locator(".filter-bar output");

/** The range that the address says. */
function range(page: Page): { from: number; to: number } {
  const { searchParams } = new URL(page.url());
  const [from, to] = ["from", "to"].map((name) => Date.parse(searchParams.get(name) ?? ""));
  return { from: from!, to: to! };
}

/** Waits until the lines of the address's range are shown, of so many; how many they are. */
async function expectRange(page: Page, lines: TimedLine[], kept = lines.length): Promise<number> {
  const { from, to } = range(page);
  const shown = lines.filter(({ at }) => at >= (from || -Infinity) && at < (to || Infinity)).length;
  await expect.poll(() => output(page).textContent()).toBe(`${shown} of ${kept}`);
  return shown;
}

const firstRow = (page: Page) => page.locator(".log-text").first();

describeInBrowser("a range of time", () => {
  useBrowser();

  it("is drawn over the strip of the volume with the mouse, kept in the address, and given up again", async () => {
    const { lines } = await startTimed();
    const page = await openTimed();
    const { x, y, width, height } = await drawnStrip(page, lines);
    await page.mouse.move(x + width * 0.25, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.4, y + height / 2);
    expect(await page.locator(".volume-tip").innerText()).toMatch(/ – .*, \d+ lines$/);
    await page.mouse.move(x + width * 0.5, y + height / 2);
    await page.mouse.up();
    await expect.poll(() => range(page).to).not.toBeNaN();
    const shown = await expectRange(page, lines);
    expect(shown).toBeGreaterThan(LINES * 0.2);
    expect(shown).toBeLessThan(LINES * 0.3);
    expect(await chip(page).innerText()).toMatch(/^[\d:, -]+ – [\d:, -]+$/);
    await page.reload();
    expect(await expectRange(page, lines)).toBe(shown);
    await chip(page).click();
    await menu(page).getByRole("button", { name: "All times" }).click();
    await expect.poll(() => new URL(page.url()).search).toBe("");
    await expect.poll(() => output(page).count()).toBe(0);
    await expect.poll(() => chip(page).innerText()).toBe("Time");
  });

  it("is drawn with a finger, too", async () => {
    const { lines } = await startTimed();
    const page = await openTimed("", 5_000, {
      viewport: { width: 360, height: 740 },
      isMobile: true,
      hasTouch: true,
    });
    const { x, y, width, height } = await drawnStrip(page, lines);
    const client = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...fractions: number[]) =>
      client.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: fractions.map((fraction) => ({ x: x + width * fraction, y: y + height / 2 })),
      });
    await touch("touchStart", 0.25);
    for (const fraction of [0.3, 0.35, 0.4, 0.5]) await touch("touchMove", fraction);
    await touch("touchEnd");
    await expect.poll(() => range(page).to).not.toBeNaN();
    const shown = await expectRange(page, lines);
    expect(shown).toBeGreaterThan(LINES * 0.15);
    expect(shown).toBeLessThan(LINES * 0.35);
  });

  it("is chosen on the strip with Shift and arrows, and left alone by Escape", async () => {
    const { lines } = await startTimed();
    const page = await openTimed();
    await drawnStrip(page, lines);
    await strip(page).focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("PageUp");
    await page.keyboard.press("Shift+ArrowRight");
    expect(await strip(page).getAttribute("aria-valuetext")).toMatch(/ – .*, \d+ lines?$/);
    await page.keyboard.press("Escape");
    expect(await strip(page).getAttribute("aria-valuetext")).not.toContain(" – ");
    await page.keyboard.press("Shift+PageUp");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("Enter");
    await expect.poll(() => range(page).to).not.toBeNaN();
    const shown = await expectRange(page, lines);
    expect(shown).toBeGreaterThan(0);
    expect(shown).toBeLessThan(LINES / 4);
    expect(await strip(page).evaluate((strip) => strip === document.activeElement)).toBe(true);
  });

  it("is not drawn by a click, which goes there", async () => {
    const { lines } = await startTimed();
    const page = await openTimed();
    const { x, y, width, height } = await drawnStrip(page, lines);
    await page.mouse.click(x + width * 0.5, y + height / 2);
    await page.locator(".log-row-marked").waitFor();
    const number = Number((await page.locator(".log-row-marked .log-text").innerText()).split(" ")[1]);
    expect(Math.abs(number - lines.length / 2)).toBeLessThan(5);
    expect(new URL(page.url()).search).toBe("");
  });

  it("is written in the Time menu: the last minutes, this run, and from one time until another", async () => {
    const { lines } = await startTimed();
    const page = await openTimed();
    await chip(page).click();
    await menu(page).getByRole("button", { name: "the last 15 min" }).click();
    await expect.poll(() => range(page).from).not.toBeNaN();
    expect(await expectRange(page, lines)).toBe(15);
    await menu(page).getByRole("button", { name: "this run" }).click();
    await expect.poll(() => range(page).from).toBe(lines.at(-30)!.at);
    expect(await expectRange(page, lines)).toBe(30);

    const [from, to] = [lines[99]!.at, lines[119]!.at].map((at) => new Date(at).toISOString());
    await menu(page).getByLabel("From").fill(from!);
    await menu(page).getByLabel("Until").fill(to!);
    await page.keyboard.press("Enter");
    await expect.poll(() => range(page)).toEqual({ from: lines[99]!.at, to: lines[119]!.at });
    expect(await expectRange(page, lines)).toBe(20);
    await expect.poll(() => firstRow(page).innerText()).toBe("line 100");

    await menu(page).getByLabel("From").fill("");
    await menu(page).getByLabel("Until").fill("-180m");
    await menu(page).getByRole("button", { name: "Show these" }).click();
    await expect.poll(() => range(page).from).toBeNaN();
    expect(await expectRange(page, lines)).toBe(20);
    await page.keyboard.press("Escape");
    await expect.poll(() => menu(page).count()).toBe(0);
    expect(await chip(page).innerText()).toMatch(/^until /);
  });

  it("shows in the Time menu's fields what it is, wherever it was chosen", async () => {
    const { lines } = await startTimed();
    const [from, to] = [lines[9]!.at, lines[19]!.at].map((at) => new Date(at).toISOString());
    const page = await openTimed(`?from=${from}&to=${to}`);
    expect(await expectRange(page, lines)).toBe(10);
    await chip(page).click();
    expect(await menu(page).getByLabel("From").inputValue()).toBe(from);
    expect(await menu(page).getByLabel("Until").inputValue()).toBe(to);
    await menu(page).getByRole("button", { name: "this run" }).click();
    expect(await menu(page).getByLabel("From").inputValue()).toBe(new Date(lines.at(-30)!.at).toISOString());
    expect(await menu(page).getByLabel("Until").inputValue()).toBe("");
  });

  it("says what would be right if a time is none, and changes nothing", async () => {
    await startTimed();
    const page = await openTimed();
    await chip(page).click();
    for (const [label, button] of [
      ["Go to", "Go"],
      ["From", "Show these"],
    ] as const) {
      const field = menu(page).getByLabel(label, { exact: true });
      await field.fill("half past two");
      await menu(page).getByRole("button", { name: button, exact: true }).click();
      const said = await field.evaluate((field: HTMLInputElement) => field.validationMessage);
      expect(said).toBe("A time is written as 14:32, 2026-11-27T14:32, or -15m.");
      expect(await field.evaluate((field) => field === document.activeElement)).toBe(true);
      expect(new URL(page.url()).search).toBe("");
      await field.fill("");
    }
    await page.goto(`${consoleUrl}/workloads/timed?from=noon`);
    await page.locator(".log-row").first().waitFor();
    await expect.poll(() => chip(page).innerText()).toBe("Time");
  });

  it("is not needed to go to a time of day", async () => {
    const { lines } = await startTimed();
    const page = await openTimed();
    await chip(page).click();
    const { at, cursor } = lines[99]!;
    await menu(page).getByLabel("Go to").fill(new Date(at).toISOString().slice(11, 16)); // "14:32"
    await page.keyboard.press("Enter");
    await page.locator(".log-row-marked").waitFor();
    expect(await page.locator(".log-row-marked .log-text").innerText()).toBe(`line ${cursor}`);
    expect(new URL(page.url()).search).toBe("");
  });
});

describeInBrowser("a range that begins before what is kept", () => {
  useBrowser();

  it.each([
    ["knows times", true],
    ["does not know times", false],
  ])("has its lines loaded from a backend that %s, and no others", async (_, knowsSince) => {
    const { lines, requests } = await startTimed({ knowsSince });
    const page = await openTimed("", 50);
    await page.locator(".log-text").getByText(`line ${LINES}`, { exact: true }).waitFor();
    await chip(page).click();
    await menu(page).getByLabel("From").fill(new Date(lines[19]!.at).toISOString());
    await page.keyboard.press("Enter");
    expect(await expectRange(page, lines, LINES - 19)).toBe(LINES - 19);
    expect(requests.filter((request) => request.has("since"))).toHaveLength(1);
    await page.keyboard.press("Escape");
    await page.getByRole("region", { name: "Log", exact: true }).press("Home");
    await expect.poll(() => firstRow(page).innerText()).toBe("line 20");
    await page.getByText(/^Only what was written from .* on, as far as it is kept\.$/).waitFor();
  });

  it("has them loaded for who opens its address, too", async () => {
    const { lines } = await startTimed();
    const [from, to] = [lines[19]!.at, lines[29]!.at].map((at) => new Date(at).toISOString());
    const page = await openTimed(`?from=${from}&to=${to}`, 50);
    await expect.poll(() => page.locator(".log-text").allTextContents()).toHaveLength(10);
    expect(await firstRow(page).innerText()).toBe("line 20");
  });

  it("is loaded though another one was chosen while the first was loaded", async () => {
    const held = Promise.withResolvers<void>();
    const { lines, requests } = await startTimed({ beforeOlder: () => held.promise });
    const page = await openTimed("", 50);
    await page.locator(".log-text").getByText(`line ${LINES}`, { exact: true }).waitFor();
    await chip(page).click();
    for (const line of [99, 19]) {
      await menu(page).getByLabel("From").fill(new Date(lines[line]!.at).toISOString());
      await page.keyboard.press("Enter");
      await expect.poll(() => requests.some((request) => request.has("since"))).toBe(true);
    }
    await expect.poll(() => range(page).from).toBe(lines[19]!.at);
    held.resolve();
    expect(await expectRange(page, lines, LINES - 19)).toBe(LINES - 19);
  });

  it("goes on with the lines that come, and keeps those that were loaded", async () => {
    const { lines, say } = await startTimed();
    const page = await openTimed("?from=2000-01-01T00:00:00Z", 60);
    expect(await expectRange(page, lines)).toBe(LINES);
    for (let more = 1; more <= 3; more++) say();
    await page
      .locator(".log-text")
      .getByText(`line ${LINES + 3}`, { exact: true })
      .waitFor();
    expect(await expectRange(page, lines)).toBe(LINES + 3);
    await page.locator(".log-text").last().click();
    await page.getByRole("region", { name: "Log", exact: true }).press("Home");
    await expect.poll(() => firstRow(page).innerText()).toBe("line 1");
  });
});
