import type { ServerResponse } from "node:http";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, it } from "vitest";
import { atEnd, consoleUrl, describeInBrowser, newPage, useBrowser, waitForState } from "./console.ts";
import { startLogs, stream } from "./scripted.ts";

const LARGE = { viewport: { width: 1440, height: 900 } };
const SMALL = { viewport: { width: 900, height: 700 } };

// At 60 frames a second: 100 ms. Of a machine that is busy with other things the frames are longer.
const FRAMES = 6;
// Of the space and of the block: when the scroll bar moves, when the rows come, and when it rests.
const WRITES = 10;

/** Numbers from 0 to 1 that are the same in each run. */
function random(seed = 1): () => number {
  return () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647; // Lehmer's, as in C++'s minstd_rand0
}

/** Line `n`, of one row on most screens, and sometimes of many. */
const mixed = (n: number) => `line ${n} ${"word ".repeat((n * 7_919) % 13 === 0 ? 300 : (n * 104_729) % 40)}`;

/** Line `n`, of 1 to 400 rows: of as many as tens as of hundreds. */
function tall(n: number): string {
  const rows = Math.floor(400 ** random(n * 7_919)());
  return `line ${n}${"\nrow".repeat(rows - 1)}`;
}

const lineThat = (page: Page, begins: string) =>
  page.locator(".log-text").filter({ hasText: new RegExp(`^${begins}\\b`) });

interface OpenLog {
  page: Page;
  /** Has the program write so many lines more. */
  write(lines: number): void;
  /** Ends the log. */
  end(): Promise<void>;
}

/** The page of a log of `count` lines; it keeps `kept` at most. */
async function openLog(
  text: (n: number) => string,
  count: number,
  options: BrowserContextOptions,
  kept = 200_000,
): Promise<OpenLog> {
  const events = (from: number, to: number) => {
    let written = "";
    for (let n = from; n <= to; n++) written += `id: ${n}\ndata: ${text(n).replaceAll("\n", "\ndata: ")}\n\n`;
    return written;
  };
  let follower: ServerResponse;
  let last = count;
  await startLogs(({ url = "" }, response) => {
    const query = new URL(url, "http://backend").searchParams;
    const tail = Number(query.get("tail") ?? last);
    stream(response, events(Math.max(1, last - tail + 1), last));
    if (query.get("follow") === "false") response.end();
    else follower = response;
  });
  const page = await newPage(options);
  await page.addInitScript(
    (saved) => localStorage.setItem("tailrace.log-page", saved),
    JSON.stringify({ limits: { lines: kept, bytes: 100_000_000 } }),
  );
  await page.addInitScript(addProbe);
  await page.goto(`${consoleUrl}/workloads/scripted`);
  await lineThat(page, `line ${count}`).waitFor({ timeout: 30_000 });
  return {
    page,
    write(lines) {
      last += lines;
      follower.write(events(last - lines + 1, last));
    },
    async end() {
      follower.end('event: end\ndata: {"exitCode":0}\n\n');
      await waitForState(page, "ended");
    },
  };
}

interface Jump {
  /** Where the scroll bar was put, as a part of its way. */
  place: number;
  /** Frames until there were rows all over the view; Infinity: there never were, or not for long. */
  frames: number;
  /** Number of the topmost line in view. */
  top: number;
  /** How far that line then moved, in pixels; 0 if it was dropped. */
  moved: number;
  /** How often the style of the space or the block was written until then. */
  writes: number;
}

/** What the tests see of the page, from within. */
interface Probe {
  jump(place: number, also?: "load earlier"): Promise<Jump>;
  isCovered(): boolean;
  /** Whether the scroll bar is at its end. */
  isAtEnd(): boolean;
  /** Number of the topmost line in view. */
  topLine(): number;
  /** How often the style of the space or the block is written in so many milliseconds. */
  writes(ms: number): Promise<number>;
}

/** Runs in the page. */
function addProbe(): void {
  const scroller = () => document.querySelector<HTMLElement>(".log-rows")!;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const rect = (element: Element) => element.getBoundingClientRect();
  const rows = () => [...document.querySelectorAll<HTMLElement>(".log-row:not(.log-row-aside)")];
  const countWrites = () => {
    let writes = 0;
    const observer = new MutationObserver((records) => (writes += records.length));
    observer.observe(scroller(), { subtree: true, attributeFilter: ["style"] });
    return () => (observer.disconnect(), writes);
  };
  const isCovered = () => {
    const { top } = rect(scroller());
    const [head, tail] = ["first", "last"].map((end) => [
      ...document.querySelectorAll(`.log-rows-block > :${end}-child:not(.log-rows-list)`),
    ]);
    let y = top;
    for (const { top, bottom } of [...head!, ...rows(), ...tail!].map(rect))
      if (top <= y + 0.5) y = Math.max(y, bottom);
    return y >= top + scroller().clientHeight - 6; // below the last row
  };
  const firstRow = () => rows().find((row) => rect(row).bottom > rect(scroller()).top)!;
  const numberOf = (row: HTMLElement) => Number(/line (\d+)/.exec(row.textContent)![1]);
  const probe: Probe = {
    async jump(place, also) {
      const writes = countWrites();
      scroller().scrollTop = scroller().scrollHeight * place;
      if (also === "load earlier") document.querySelector<HTMLElement>(".log-head button")!.click();
      let frames = 0;
      do await frame();
      while (++frames < 60 && !isCovered());
      const first = firstRow();
      const before = rect(first).top;
      const covered = isCovered();
      for (let n = 0; n < 3; n++) await frame();
      return {
        place,
        frames: covered && isCovered() ? frames : Infinity,
        top: numberOf(first),
        moved: first.isConnected ? rect(first).top - before : 0,
        writes: writes(),
      };
    },
    isCovered,
    isAtEnd: () => scroller().scrollHeight - scroller().clientHeight - scroller().scrollTop < 1,
    topLine: () => numberOf(firstRow()),
    async writes(ms) {
      const writes = countWrites();
      await new Promise((resolve) => setTimeout(resolve, ms));
      return writes();
    },
  };
  Object.assign(window, { probe });
}

type Probed = Window & { probe: Probe };

async function jump(page: Page, places: number[], also?: "load earlier"): Promise<Jump[]> {
  const jumps = [];
  for (const place of places)
    jumps.push(
      await page.evaluate(([place, also]) => (window as unknown as Probed).probe.jump(place, also), [
        place,
        also,
      ] as const),
    );
  return jumps;
}

const topLine = (page: Page) => page.evaluate(() => (window as unknown as Probed).probe.topLine());
const isCovered = (page: Page) => page.evaluate(() => (window as unknown as Probed).probe.isCovered());
const isAtEnd = (page: Page) => page.evaluate(() => (window as unknown as Probed).probe.isAtEnd());

/** How often styles are written from half a second from now on, in another half. */
async function writesLater(page: Page): Promise<number> {
  await page.waitForTimeout(500);
  return page.evaluate(() => (window as unknown as Probed).probe.writes(500));
}

/** Expects that all `jumps` brought rows in time, and were at rest then. */
function expectRows(jumps: Jump[], most: { frames?: number; writes?: number } = {}): void {
  const { frames: mostFrames = FRAMES, writes: mostWrites = WRITES } = most;
  expect(jumps.filter(({ frames }) => frames === Infinity)).toEqual([]);
  const frames = jumps.map(({ frames }) => frames).sort((a, b) => a - b);
  expect(frames[Math.floor(frames.length * 0.95)]).toBeLessThanOrEqual(mostFrames);
  expect(jumps.filter(({ moved }) => Math.abs(moved) > 0.01)).toEqual([]);
  expect(jumps.filter(({ writes }) => writes > mostWrites)).toEqual([]);
}

describeInBrowser("a jump with the scroll bar", () => {
  useBrowser({ ignoreDefaultArgs: ["--hide-scrollbars"] });

  it.each([LARGE, SMALL])(
    "leads to the lines of that place, and the page rests then: $viewport.width × $viewport.height",
    async (options) => {
      const { page, end } = await openLog(mixed, 32_000, options);
      await end();
      const jumps = await jump(
        page,
        Array.from({ length: 24 }, (_, k) => (k * 0.618) % 1),
      );
      expectRows(jumps);
      for (const { place, top } of jumps) expect(Math.abs(top / 32_000 - place)).toBeLessThan(0.02);
      expect(await writesLater(page)).toBe(0);
    },
  );

  it.each(["ended", "live"])(
    "does so at 200 places of a log of lines of 1 to 400 rows that is %s",
    { timeout: 180_000 }, // on a machine that is busy; else 30 s
    async (state) => {
      const count = 8_000;
      const { page, write, end } = await openLog(tall, count, LARGE, count);
      if (state === "ended") await end();
      // A line that comes has the first one go.
      const writing = state === "live" ? setInterval(() => write(2), 20) : undefined;
      atEnd(() => clearInterval(writing));
      const next = random();
      // Short of the end, where the page follows, and each line that comes moves those before it.
      const places = Array.from({ length: 200 }, () => 0.98 * next());
      const jumps = await jump(page, places);
      clearInterval(writing);
      expectRows(jumps, { writes: state === "live" ? Infinity : WRITES });
      expect(await writesLater(page)).toBe(0);
    },
  );

  it.each(["ended", "live"])(
    "leads to where the mouse drags it, and to the end, in a log that is %s",
    async (state) => {
      const { page, write, end } = await openLog(mixed, 32_000, LARGE);
      if (state === "ended") await end();
      const { x, y, width, height } = (await page.getByRole("region", { name: "Log" }).boundingBox())!;
      const right = x + width - 7; // the middle of its 15 px
      await page.mouse.move(right, y + height - 22); // where it is at the end, above the button
      await page.mouse.down();
      // While the reader has hold of it, too.
      const writing = state === "live" ? setInterval(() => write(1), 20) : undefined;
      atEnd(() => clearInterval(writing));
      const dragTo = (dragged: number, isThere: () => Promise<boolean>) => {
        let moves = 0;
        return expect.poll(async () => {
          // What Chromium has a busy page scroll for is all moves but the last, until there is another one.
          await page.mouse.move(right, dragged + (moves++ % 2), { steps: 5 });
          return isThere();
        });
      };
      for (const place of [0.8, 0.3, 0.6, 0.1, 0.45]) {
        const isThere = async () => Math.abs((await topLine(page)) / 32_000 - place) < 0.05;
        await dragTo(y + height * place, isThere).toBe(true);
        await expect.poll(() => isCovered(page)).toBe(true);
      }
      clearInterval(writing);
      expect(await writesLater(page)).toBe(0);
      await dragTo(y + height + 20, () => isAtEnd(page)).toBe(true);
      await page.mouse.up();
      await page.getByRole("button", { name: "Follow the end", pressed: true }).waitFor();
      await expect.poll(() => isCovered(page)).toBe(true);
    },
  );

  it("rests, and the rows stay in view, while the mouse is down at the end and lines come", async () => {
    const { page, write } = await openLog(mixed, 1_000, LARGE);
    await page.mouse.move(500, 500);
    await page.mouse.down();
    const top = await topLine(page);
    for (let lines = 0; lines < 200; lines += 10) {
      write(10);
      await page.waitForTimeout(20);
    }
    expect(await topLine(page)).toBe(top);
    expect(await isCovered(page)).toBe(true);
    await page.mouse.up();
    await lineThat(page, "line 1200").waitFor();
  });

  it("leads there also where the wheel goes on before the rows are there", async () => {
    const { page } = await openLog(mixed, 32_000, SMALL);
    await page.mouse.move(500, 500);
    const next = random();
    for (let turn = 0; turn < 8; turn++) {
      for (let tick = 0; tick < 5; tick++) await page.mouse.wheel(0, (next() - 0.6) * 400_000);
      await expect.poll(() => isCovered(page)).toBe(true);
    }
    expect(await writesLater(page)).toBe(0);
    expect(await isCovered(page)).toBe(true);
  });

  it("does so also while earlier lines are loaded", async () => {
    const { page, write } = await openLog(mixed, 20_000, SMALL, 8_000);
    write(100); // of those before as many go: there are earlier ones
    await lineThat(page, "line 20100").waitFor();
    await jump(page, [0]);
    await page.getByRole("button", { name: "Load earlier" }).waitFor();
    // The worker has much to do in the meantime.
    const most = { frames: 60, writes: Infinity };
    expectRows(await jump(page, [0.5], "load earlier"), most);
    expectRows(await jump(page, Array.from({ length: 20 }, random())), most);
    const begin = async () => (await jump(page, [0]))[0]!.top;
    await expect.poll(begin, { timeout: 10_000 }).toBeLessThan(12_000);
    expect(await writesLater(page)).toBe(0);
  });

  it("is not undone by a window of another size", async () => {
    const { page } = await openLog(tall, 8_000, LARGE);
    for (const [place, viewport] of [
      [0.7, SMALL.viewport],
      [0.2, LARGE.viewport],
      [0.95, { width: 400, height: 900 }],
    ] as const) {
      const [{ top }] = (await jump(page, [place])) as [Jump];
      await page.setViewportSize(viewport);
      await expect.poll(() => isCovered(page)).toBe(true);
      expect(await writesLater(page)).toBe(0);
      expect(await topLine(page)).toBe(top);
    }
  });
});

describeInBrowser("the reader's row", () => {
  useBrowser({ ignoreDefaultArgs: ["--hide-scrollbars"] });

  it("stays in view when it is not wrapped any more, and comes back to its place when it is again", async () => {
    const { page } = await openLog(mixed, 2_000, SMALL);
    await jump(page, [0.5]);
    // A view that begins within a line of many rows.
    const within = await page.evaluate(() => {
      const scroller = document.querySelector(".log-rows")!;
      const row = [...document.querySelectorAll(".log-row")].find(({ clientHeight }) => clientHeight > 200)!;
      scroller.scrollTop += row.getBoundingClientRect().top - scroller.getBoundingClientRect().top + 130;
      return row.querySelector(".log-text")!.textContent;
    });
    const line = page.locator(".log-text").filter({ hasText: within });
    const place = () => line.evaluate((element) => element.getBoundingClientRect());
    const view = await page.getByRole("region", { name: "Log" }).evaluate((e) => e.getBoundingClientRect());
    await expect.poll(async () => Math.round((await place()).top - view.top)).toBe(-130);
    const before = await place();
    await page.keyboard.press("w");
    await expect.poll(async () => (await place()).height).toBe(20);
    expect((await place()).top).toBe(view.top);
    await expect.poll(() => isCovered(page)).toBe(true);
    await page.keyboard.press("w");
    await expect.poll(place).toEqual(before);
  });
});
