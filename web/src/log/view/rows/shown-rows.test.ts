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
  ...more,
});
const gap = (state: "loadable" | "loading"): Row => ({ kind: "gap", key: 9, source: 0, missed: 3, state });

describe("shownRows", () => {
  const before = shownRows(update([line(1), line(2, { marks: [[0, 1]] }), gap("loadable")]), NO_ROWS);

  it("keeps the rows that are as they were, so that they are not drawn anew", () => {
    const after = shownRows(update([line(1), line(2, { marks: [[0, 1]] }), gap("loadable")]), before);
    expect(after.rows.map((row, index) => row === before.rows[index])).toEqual([true, true, true]);
  });

  it("takes rows whose hits, state or surroundings have changed", () => {
    const after = shownRows(
      update([line(1, { context: true }), line(2, { marks: [[0, 0]] }), gap("loading")]),
      before,
    );
    expect(after.rows.map((row, index) => row === before.rows[index])).toEqual([false, false, false]);
  });
});
