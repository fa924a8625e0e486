import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Filter, Level, Pattern } from "../protocol";
import { LineStore } from "../store/line-store";
import type { NewLine, StoredLine, StoredRow } from "../store/stored-row";
import { inPlaceFinder } from "../testing/in-place-finder";
import { Finder } from "./finder";
import { MatchIndex } from "./match-index";
import { patternMatcher } from "./matcher";
import { patternExpression } from "./pattern";
import { View } from "./view";

function setUp(byTime = false, lines = Infinity) {
  const store = new LineStore({ lines, bytes: Infinity }, byTime);
  const finder = new Finder(inPlaceFinder);
  const filterIndex = new MatchIndex(store, patternMatcher(finder), "filter", () => {});
  const searchIndex = new MatchIndex(store, patternMatcher(finder), "search", () => {});
  const view = new View(store, filterIndex, searchIndex);
  return {
    store,
    searchIndex,
    view,
    async settle() {
      for (const index of [filterIndex, searchIndex]) {
        index.look();
        while (index.searching) await index.progress();
      }
      view.refresh();
    },
    setFilter(filter: Filter) {
      filterIndex.setPattern(filter.pattern);
      view.setFilter(filter);
    },
  };
}

function newLine(text: string, more: Partial<NewLine> = {}): NewLine {
  const line = {
    source: 0,
    at: 0,
    timed: "backend" as const,
    toldAt: undefined,
    stream: undefined,
    level: undefined,
    cursor: undefined,
  };
  return { ...line, text, ...more };
}

const plain = (text: string): Pattern => ({ text, regex: false, caseSensitive: true });
const allRows = (store: LineStore) => store.chunks.flatMap((chunk) => chunk.rows);
const texts = (rows: StoredRow[]) => rows.map((row) => (row.kind === "line" ? row.text : "gap"));

/** The same by the simplest means. */
function naiveView(
  rows: StoredRow[],
  { pattern, levels, streams, sources, context = 0, from = -Infinity, to = Infinity }: Filter,
): StoredRow[] {
  const isInRange = ({ at }: StoredRow) => at >= from && at < to;
  const isNeighbour = (row: StoredRow) =>
    row.kind === "line" && (!sources?.length || sources.includes(row.source)) && isInRange(row);
  const matches = (row: StoredRow) =>
    row.kind === "line" &&
    isNeighbour(row) &&
    (!levels?.length || levels.includes(row.level ?? "other")) &&
    (!streams?.length || (row.stream && streams.includes(row.stream))) &&
    (!pattern || patternExpression(pattern).test(row.text));
  const neighbours = rows.filter(isNeighbour);
  const near = new Set<StoredRow>();
  neighbours.forEach((row, index) => {
    if (!matches(row)) return;
    for (const other of neighbours.slice(Math.max(0, index - context), index + context + 1)) near.add(other);
  });
  return rows.filter((row) => (row.kind === "gap" && isInRange(row)) || near.has(row));
}

describe("View", () => {
  it("shows, counts and finds what the simplest filter does, whatever comes, goes and is asked for", async () => {
    const level = fc.constantFrom<Level | undefined>("error", "info", undefined);
    const line = fc.record({
      text: fc.constantFrom("a", "b", "ab", "c", "\x1b[1ma"),
      at: fc.nat(20),
      source: fc.nat(1),
      level,
      stream: fc.constantFrom("stdout" as const, "stderr" as const, undefined),
    });
    const lines = fc.record({ lines: fc.array(line, { minLength: 1, maxLength: 40 }), times: fc.nat(30) });
    const filter = fc.record({
      filter: fc.record(
        {
          pattern: fc.constantFrom(plain("a"), plain("b"), plain("zzz")),
          levels: fc.subarray(["error", "other"] as const),
          streams: fc.subarray(["stderr"] as const),
          from: fc.nat(20),
          to: fc.nat(20),
          sources: fc.subarray([0, 1]),
          context: fc.nat(3),
        },
        { requiredKeys: [] },
      ),
    });
    const search = fc.record({ search: fc.option(fc.constantFrom(plain("a"), plain("c"))) });
    const gap = fc.record({ gap: fc.nat(1) });
    const limit = fc.record({ limit: fc.integer({ min: 1, max: 3_000 }) });
    const events = fc.array(fc.oneof(lines, filter, search, gap, limit), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(events, fc.boolean(), async (events, byTime) => {
        const { store, view, settle, setFilter, searchIndex } = setUp(byTime, 3_000);
        let filter: Filter = {};
        let search: Pattern | undefined;
        for (const event of events) {
          if ("lines" in event)
            for (let time = 0; time <= event.times; time++)
              for (const line of event.lines) store.addLine(newLine(line.text, line));
          if ("filter" in event) setFilter((filter = event.filter));
          if ("search" in event) searchIndex.setPattern((search = event.search ?? undefined));
          if ("gap" in event) store.addGap({ source: event.gap, at: 10, missed: 1, after: undefined });
          if ("limit" in event) store.setLimits({ lines: event.limit, bytes: Infinity });
          await settle();

          const expected = naiveView(allRows(store), filter);
          expect(view.rows(0, Infinity)).toEqual(expected);
          const each: StoredRow[] = [];
          view.forEach((row) => each.push(row));
          expect(each).toEqual(expected);
          expect(view.count).toBe(expected.length);
          const [from, to] = [expected.length >> 2, expected.length >> 1];
          expect(view.rows(from, to)).toEqual(expected.slice(from, to));
          for (const index of [0, from, to, expected.length - 1]) {
            const key = expected[index]?.key;
            if (key !== undefined) expect(view.placeOfKey(key)).toEqual({ index, key });
          }

          const isHit = (row: StoredRow): row is StoredLine =>
            search !== undefined && row.kind === "line" && patternExpression(search).test(row.text);
          const hits = expected.map((row, index) => ({ row, index })).filter(({ row }) => isHit(row));
          expect(view.hits).toBe(hits.length);
          const middle = expected[from];
          if (!middle) continue;
          const next = hits.find(({ index }) => index > from) ?? hits[0];
          const previous = hits.findLast(({ index }) => index < from) ?? hits.at(-1);
          expect(view.hitFrom(middle.key, 1, store.nextKey)).toEqual(next && hitOf(next));
          expect(view.hitFrom(middle.key, -1, store.nextKey)).toEqual(previous && hitOf(previous));
          expect(view.hitFrom(undefined, -1, store.nextKey)).toEqual(hits.at(-1) && hitOf(hits.at(-1)!));

          function hitOf({ row, index }: { row: StoredRow; index: number }) {
            return {
              index,
              key: row.key,
              ordinal: hits.findIndex((hit) => hit.row === row) + 1,
              of: hits.length,
            };
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("takes context from neighbouring chunks, but not from sources that are not to be seen", async () => {
    const { store, view, settle, setFilter } = setUp();
    for (let number = 0; number < 3_000; number++) {
      store.addLine(newLine(number === 1_000 ? "hit" : `line ${number}`));
      store.addLine(newLine("other", { source: 1 }));
    }
    setFilter({ pattern: plain("hit"), sources: [0], context: 2 });
    await settle();
    const shown = view.rows(0, 10);
    expect(texts(shown)).toEqual(["line 998", "line 999", "hit", "line 1001", "line 1002"]);
    expect(shown.map((row) => view.isContext(row as StoredLine))).toEqual([true, true, false, true, true]);
  });

  it("leads to the next row in the view from one that the filter hides, or that is no longer kept", async () => {
    const { store, view, settle, setFilter } = setUp(false, 1_500);
    for (let number = 0; number < 3_000; number++) store.addLine(newLine(`line ${number}`));
    setFilter({ pattern: plain("00") });
    await settle();
    const [, , hidden] = allRows(store);
    const place = view.placeOfKey(hidden!.key)!;
    expect(texts(view.rows(place.index, place.index + 1))).toEqual(["line 1600"]);
    expect(view.placeOfKey(7)!.index).toBe(0);
    expect(view.placeOfKey(allRows(store).at(-1)!.key)).toBeUndefined();
  });

  it("asks to wait for lines that are not looked through yet, but not for those that came later", async () => {
    const { store, view, settle, searchIndex } = setUp();
    store.addLine(newLine("hit"));
    searchIndex.setPattern(plain("hit"));
    await settle();
    const until = store.nextKey;
    store.addLine(newLine("hit again"));
    view.refresh();
    expect(view.hitFrom(undefined, -1, until)).toMatchObject({ index: 0, ordinal: 1, of: 1 });
    expect(view.hitFrom(undefined, -1, store.nextKey)).toBe("unknown");
    await settle();
    expect(view.hitFrom(undefined, -1, until)).toMatchObject({ index: 1, ordinal: 2, of: 2 });
  });

  it("leads to the first row at or after a time", async () => {
    const { store, view, settle } = setUp();
    for (let number = 0; number < 3_000; number++) store.addLine(newLine("", { at: number * 10 }));
    await settle();
    expect(view.placeOfTime(15_001)!.index).toBe(1_501);
    expect(view.placeOfTime(-1)!.index).toBe(0);
    expect(view.placeOfTime(30_000)).toBeUndefined();
  });
});
