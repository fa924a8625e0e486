import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineStore } from "./line-store";
import type { NewLine, StoredRow } from "./stored-row";

const ALL = { lines: Infinity, bytes: Infinity };

function newLine(text: string, at = 0, source = 0): NewLine {
  return {
    source,
    at,
    timed: "backend",
    toldAt: undefined,
    stream: "stdout",
    level: undefined,
    cursor: undefined,
    text,
  };
}

const rows = (store: LineStore): StoredRow[] => store.chunks.flatMap((chunk) => chunk.rows);
const texts = (store: LineStore) =>
  rows(store).map((row) => (row.kind === "line" ? row.text : row.kind === "run" ? "run" : row.missed));
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => newLine(`line ${from + index}`, from + index));

describe("LineStore", () => {
  it("keeps the newest lines up to the limit, and counts the others", () => {
    const store = new LineStore({ lines: 2_500, bytes: Infinity }, false);
    for (const line of numbered(0, 10_000)) store.addLine(line);
    expect(texts(store)).toEqual(numbered(7_500, 10_000).map(({ text }) => text));
    expect(store).toMatchObject({ received: 10_000, kept: 2_500, dropped: 7_500 });
  });

  it("counts two bytes for each character of a line that Latin-1 does not have room for", () => {
    const bytesOf = (text: string) => {
      const store = new LineStore(ALL, false);
      store.addLine(newLine(text));
      return store.keptBytes;
    };
    expect(bytesOf("é".repeat(1_000)) - bytesOf("")).toBe(1_000);
    expect(bytesOf("é✓".repeat(500)) - bytesOf("")).toBe(2_000);
  });

  it("keeps one line that is beyond the limit by itself, and nothing else", () => {
    const store = new LineStore({ lines: 100, bytes: 1_000 }, false);
    for (const line of [newLine("before"), newLine("x".repeat(10_000))]) store.addLine(line);
    expect(texts(store)).toEqual(["x".repeat(10_000)]);
    store.addLine(newLine("after"));
    expect(texts(store)).toEqual(["after"]);
  });

  it("drops at once what a lower limit does not allow", () => {
    const store = new LineStore(ALL, false);
    for (const line of numbered(0, 3_000)) store.addLine(line);
    store.setLimits({ lines: 10, bytes: Infinity });
    expect(texts(store)).toEqual(numbered(2_990, 3_000).map(({ text }) => text));
  });

  it("makes one gap of gaps with no line between", () => {
    const store = new LineStore(ALL, false);
    store.addLine(newLine("a"));
    for (const missed of [3, 4]) store.addGap({ source: 0, at: 0, missed, after: undefined });
    expect(texts(store)).toEqual(["a", 7]);
    store.addGap({ source: 0, at: 0, missed: null, after: undefined });
    expect(texts(store)).toEqual(["a", null]);
  });

  it("puts a gap's lines in its place, and leads who looks for the gap to the first of them", () => {
    const store = new LineStore(ALL, false);
    for (const line of numbered(0, 1_500)) store.addLine(line);
    store.addGap({ source: 0, at: 0, missed: 2_000, after: "c" });
    for (const line of numbered(3_500, 5_000)) store.addLine(line);
    const gap = rows(store)[1_500]!;
    expect(gap).toMatchObject({ kind: "gap", state: "loadable" });

    store.updateGap(gap.key, { state: "loading" });
    store.fillGap(gap.key, numbered(1_500, 2_000), {
      stands: "behind",
      change: { missed: 1_500, state: "loadable", after: "d" },
    });
    expect(texts(store)[2_000]).toBe(1_500);
    store.fillGap(gap.key, numbered(2_000, 3_500));
    expect(texts(store)).toEqual(numbered(0, 5_000).map(({ text }) => text));
    expect(store.rowAt(store.findOrNext(gap.key)!)).toMatchObject({ text: "line 2000" });
    expect(store).toMatchObject({ received: 5_000, kept: 5_000, dropped: 0 });
  });

  it("leaves a gap before the lines that begin after the first of those that are missing", () => {
    const store = new LineStore(ALL, false);
    store.addLine(newLine("a"));
    store.addGap({ source: 0, at: 0, missed: 5, after: "c" });
    const rest = { stands: "before", change: { missed: 3, state: "lost" } } as const;
    store.fillGap(rows(store)[1]!.key, [newLine("b"), newLine("c")], rest);
    expect(texts(store)).toEqual(["a", 3, "b", "c"]);
  });

  it("keeps earlier lines beyond the limit while it is extended, and no longer counts them as dropped", () => {
    const store = new LineStore({ lines: 1_000, bytes: Infinity }, false);
    for (const line of numbered(0, 3_000)) store.addLine(line);
    store.setExtended(true);
    store.addEarlier(numbered(-500, 2_000));
    expect(texts(store)).toEqual(numbered(-500, 3_000).map(({ text }) => text));
    expect(store).toMatchObject({ received: 3_500, kept: 3_500, dropped: 0 });
    expect(store.chunks.length).toBeLessThan(10);
    store.setExtended(false);
    expect(texts(store)).toEqual(numbered(2_000, 3_000).map(({ text }) => text));
    expect(store).toMatchObject({ received: 3_500, kept: 1_000, dropped: 2_500 });
  });

  it("puts late lines where their time says, after those of the same time, and stays in few chunks", () => {
    const times = fc.array(fc.nat(200), { maxLength: 6_000, size: "max" });
    fc.assert(
      fc.property(times, (times) => {
        const store = new LineStore(ALL, true);
        times.forEach((at, index) => store.addLine(newLine(String(index), at)));
        const expected = times.map((at, index) => ({ at, index })).toSorted((a, b) => a.at - b.at);
        expect(texts(store)).toEqual(expected.map(({ index }) => String(index)));
        expect(store.chunks.length).toBeLessThan(4 + times.length / 250);
      }),
      { numRuns: 20 },
    );
  });

  it("has received what it keeps and has dropped, within its limits, and finds each row, whatever happens", () => {
    const line = fc.tuple(fc.constant("line" as const), fc.nat(50), fc.nat(1));
    const gap = fc.tuple(fc.constant("gap" as const), fc.option(fc.integer({ min: 1, max: 9 })), fc.nat(1));
    const fill = fc.tuple(fc.constant("fill" as const), fc.nat(20), fc.nat(1));
    const earlier = fc.tuple(fc.constant("earlier" as const), fc.nat(20), fc.nat(1));
    const limit = fc.tuple(fc.constant("limit" as const), fc.integer({ min: 1, max: 60 }), fc.nat(1));
    const events = fc.array(fc.oneof({ arbitrary: line, weight: 20 }, gap, fill, earlier, limit), {
      maxLength: 300,
      size: "max",
    });
    fc.assert(
      fc.property(events, fc.boolean(), (events, byTime) => {
        let lines = 30;
        const store = new LineStore({ lines, bytes: Infinity }, byTime);
        for (const [what, value, source] of events) {
          const at = value ?? 0;
          if (what === "line") store.addLine(newLine(`${at}`, at, source));
          if (what === "gap") store.addGap({ source, at, missed: value, after: "c" });
          if (what === "earlier") store.addEarlier(Array.from({ length: at }, (_, i) => newLine(`${i}`, i)));
          if (what === "limit") store.setLimits({ lines: (lines = at), bytes: Infinity });
          const firstGap = rows(store).find((row) => row.kind === "gap");
          if (what === "fill" && firstGap) {
            store.fillGap(
              firstGap.key,
              Array.from({ length: at }, (_, i) => newLine(`${i}`, i)),
            );
            expect(store.find(firstGap.key)).toBeUndefined();
          }

          const kept = rows(store).filter((row) => row.kind === "line");
          expect(store.kept).toBe(kept.length);
          expect(store.kept + store.dropped).toBe(store.received);
          expect(store.kept).toBeLessThanOrEqual(lines);
          expect(store.keptBytes).toBe(kept.reduce((sum, { bytes }) => sum + bytes, 0));
        }
        for (const row of rows(store)) expect(store.rowAt(store.find(row.key)!)).toBe(row);
        const order = rows(store).map(({ at }) => at);
        if (byTime) expect(order).toEqual(order.toSorted((a, b) => a - b));
      }),
      { numRuns: 100 },
    );
  });
});
