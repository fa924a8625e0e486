import { describe, expect, it } from "vitest";
import type { Row, Update } from "@/log/engine/protocol";
import { NO_ROWS, shownRows } from "./shown-rows";

const update = (rows: Row[]) => ({ count: rows.length, from: 0, rows }) as unknown as Update;
const line = (key: number, more: object = {}): Row => ({
  kind: "line",
  key,
  source: 0,
  text: "x",
  length: 1,
  lines: 1,
  ...more,
});
const gap = (state: "loadable" | "loading"): Row => ({ kind: "gap", key: 9, source: 0, missed: 3, state });

describe("shownRows", () => {
  const before = shownRows(update([line(1), line(2, { marks: [[0, 1]] }), gap("loadable")]), NO_ROWS);

  it("keeps the rows that are as they were, so that they are not drawn anew", () => {
    const after = shownRows(update([line(1), line(2, { marks: [[0, 1]] }), gap("loadable")]), before);
    expect(after.rows.map((row, index) => row === before.rows[index])).toEqual([true, true, true]);
  });

  it("takes an event that has got lines, or hits in its lines", () => {
    const event = (lines: number, ...marks: [number, number][]) =>
      line(1, { lines, event: { shown: [{ text: "at f()", skipped: 0, marks }], more: 0 } });
    const known = shownRows(update([event(2)]), NO_ROWS);
    expect(shownRows(update([event(2)]), known).rows[0]).toBe(known.rows[0]);
    expect(shownRows(update([event(3)]), known).rows[0]).not.toBe(known.rows[0]);
    expect(shownRows(update([event(2, [0, 2])]), known).rows[0]).not.toBe(known.rows[0]);
  });

  it("takes rows whose hits, state or surroundings have changed", () => {
    const after = shownRows(
      update([line(1, { context: true }), line(2, { marks: [[0, 0]] }), gap("loading")]),
      before,
    );
    expect(after.rows.map((row, index) => row === before.rows[index])).toEqual([false, false, false]);
  });
});
