import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalLog, startLocalLog } from "../testing/local-log.ts";
import { lineEvents, openStream, scriptLog } from "../testing/scripted-log.ts";
import { loadEarlier } from "./load-earlier.ts";
import { loadGap } from "./load-gap.ts";
import { loadSince } from "./load-since.ts";
import { locate } from "./locate.ts";
import type { LogLine } from "../protocol";
import type { LogAddress } from "./log-request.ts";

const { signal } = new AbortController();
const numbers = (lines: LogLine[]) => lines.map(({ message }) => Number(message.slice(5)));
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

let log: LocalLog;
/** Cursor of the line with this number. */
let cursor: (n: number) => string;

// 500 more than the embedded backend keeps.
const WRITTEN = 100_500;
const OLDEST = 501;

beforeAll(async () => {
  log = await startLocalLog(WRITTEN);
  const [epoch] = (await log.lines())[0]!.cursor!.split("-");
  cursor = (n) => `${epoch}-${n}`;
}, 30_000);
afterAll(() => log.close());

const earlier = (first: number, count: number, unseen = 0) =>
  loadEarlier(log.address, { first: cursor(first), since: WRITTEN - unseen - first + 1, count }, signal);

describe("loadSince", () => {
  const timed = (id: number) =>
    `id: e-${id}\ndata: ${JSON.stringify({ time: new Date(id * 1_000).toISOString(), stream: "stdout", message: `line ${id}` })}\n\n`;
  const all = Array.from({ length: 20 }, (_, index) => timed(index + 1)).join("");
  const since = (address: LogAddress, time: number, most = 100) =>
    loadSince(address, { time, first: "e-15", most }, signal);

  it("asks for the lines since a time, and brings those before the first that is there", async () => {
    let query: string | undefined;
    const address = await scriptLog(({ url }, response) => {
      query = url;
      openStream(response, all).end();
    });
    expect(await since(address, 10_000)).toMatchObject(range(10, 14).map((n) => ({ message: `line ${n}` })));
    expect(query).toBe("/logs?follow=false&since=1970-01-01T00%3A00%3A10.000Z");
  });

  it("brings the embedded backend's lines of one moment", async () => {
    const kept = await log.lines();
    const first = kept.at(-1)!;
    const lines = await loadSince(
      log.address,
      { time: kept.at(-500)!.time!, first: first.cursor!, most: WRITTEN },
      signal,
    );
    expect(lines).toEqual(kept.filter((line) => line.time! >= kept.at(-500)!.time!).slice(0, -1));
  });

  it("brings none that a gap separates from the first, none if that does not come, and not more than are allowed", async () => {
    const address = await scriptLog(
      (_, response) => openStream(response, `${timed(12)}event: gap\ndata: {}\n\n${timed(14)}${timed(15)}`),
      (_, response) => openStream(response, timed(12)).end(),
      (_, response) => openStream(response, all),
    );
    expect(await since(address, 0)).toMatchObject([{ message: "line 14" }]);
    expect(await since(address, 0)).toEqual([]);
    expect(await since(address, 0, 5)).toBe("far");
  });
});

describe("loadEarlier", () => {
  it("brings the lines right before one, at least as many as are wanted", async () => {
    expect(numbers(await earlier(90_000, 2_000))).toEqual(range(87_000, 89_999));
  });

  it("brings enough although lines have been written that nobody has counted", async () => {
    expect(numbers(await earlier(90_000, 2_000, 700))).toEqual(range(87_700, 89_999));
  });

  it("brings as many as are kept, and none before the first that is kept or one that is not", async () => {
    expect(numbers(await earlier(OLDEST + 20, 2_000))).toEqual(range(OLDEST, OLDEST + 19));
    expect(await earlier(OLDEST, 2_000)).toEqual([]);
    expect(await earlier(OLDEST - 1, 2_000)).toEqual([]);
  });

  it("stops reading where the line must have come", async () => {
    let left: Promise<unknown>;
    const address = await scriptLog((_, response) => {
      left = new Promise((resolve) => response.on("close", resolve));
      openStream(response, lineEvents(1, 1_200)); // and is not closed
    });
    expect(await loadEarlier(address, { first: "e-9999", since: 1, count: 50 }, signal)).toEqual([]);
    await left!;
  });

  it("leaves out what is separated from the line by a gap", async () => {
    const address = await scriptLog((_, response) =>
      openStream(response, `${lineEvents(1, 3)}event: gap\ndata: {"missed":5}\n\n${lineEvents(9, 12)}`),
    );
    const lines = await loadEarlier(address, { first: "e-12", since: 1, count: 50 }, signal);
    expect(numbers(lines)).toEqual([9, 10, 11]);
  });
});

describe("loadGap", () => {
  const gap = (after: number, before: number, missed: number | null = before - after - 1) =>
    loadGap(log.address, { after: cursor(after), before: cursor(before), missed }, signal);

  it("brings all that is missing", async () => {
    const { lines, ...missed } = await gap(90_000, 91_001);
    expect(numbers(lines)).toEqual(range(90_001, 91_000));
    expect(missed).toEqual({ missedBefore: 0, missedAfter: 0 });
  });

  it("brings what is kept of it, and says what is not", async () => {
    const { lines, ...missed } = await gap(OLDEST - 101, OLDEST + 10);
    expect(numbers(lines)).toEqual(range(OLDEST, OLDEST + 9));
    expect(missed).toEqual({ missedBefore: 100, missedAfter: 0 });
  });

  it("brings nothing when nothing of it is kept, not even the line after it", async () => {
    const lost = { missedBefore: 99, lines: [], missedAfter: 0 };
    expect(await gap(OLDEST - 100, OLDEST)).toEqual(lost);
    expect(await gap(OLDEST - 200, OLDEST - 100)).toEqual(lost);
  });

  it("brings 10,000 lines of a longer one at a time", async () => {
    const first = await gap(50_000, 70_000);
    expect(numbers(first.lines)).toEqual(range(50_001, 60_000));
    expect(first).toMatchObject({ missedBefore: 0, missedAfter: 9_999 });
    expect((await gap(50_000, 70_000, null)).missedAfter).toBe(null);
  });

  it("brings what comes before the next line, after an unknown number, when the line before is another backend's", async () => {
    const unknown = { after: "stale-1", before: cursor(OLDEST + 3), missed: null };
    const { lines, ...missed } = await loadGap(log.address, unknown, signal);
    expect(numbers(lines)).toEqual([OLDEST, OLDEST + 1, OLDEST + 2]);
    expect(missed).toEqual({ missedBefore: null, missedAfter: 0 });
  });

  it("ends where the backend drops lines in the middle", async () => {
    const address = await scriptLog((_, response) =>
      openStream(response, `${lineEvents(2, 3)}event: gap\ndata: {"missed":5}\n\n${lineEvents(9, 12)}`),
    );
    const { lines, ...missed } = await loadGap(address, { after: "e-1", before: "e-20", missed: 18 }, signal);
    expect(numbers(lines)).toEqual([2, 3]);
    expect(missed).toEqual({ missedBefore: 0, missedAfter: 16 });
  });
});

describe("locate", () => {
  const find = (wanted: string, first: number, most = 200_000) =>
    locate(log.address, { cursor: wanted, first: cursor(first), since: WRITTEN - first + 1, most }, signal);

  it("brings all lines from some before the wanted one", async () => {
    const lines = await find(cursor(80_000), 90_000);
    expect(numbers(lines as LogLine[])).toEqual(range(79_000, 89_999));
  });

  it("finds the first line that is kept, and the one right before the first that is there", async () => {
    expect(numbers((await find(cursor(OLDEST), 1_000)) as LogLine[])).toEqual(range(OLDEST, 999));
    expect(numbers((await find(cursor(999), 1_000)) as LogLine[])).toContain(999);
  });

  it.each([
    ["one right before those that are kept", () => cursor(OLDEST - 1)],
    ["one long before them", () => cursor(7)],
    ["one of a backend that was started anew since", () => "stale-70000"],
    ["one that has never been", () => cursor(WRITTEN + 5)],
  ])("says that %s is gone", async (_, wanted) => {
    expect(await find(wanted(), 90_000)).toBe("gone");
  });

  it("loads no more than it may", async () => {
    expect(await find(cursor(80_000), 90_000, 9_999)).toBe("far");
    expect(await find(cursor(80_000), 90_000, 10_001)).not.toBeTypeOf("string");
  });
});
