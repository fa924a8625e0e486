import { describe, expect, it } from "vitest";
import { Repeats, REPEATS_KNOWN } from "./repeats.ts";

const cursors = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `e-${from + index}`);

describe("Repeats", () => {
  it("knows the last lines of earlier connections, as many as it says", () => {
    const repeats = new Repeats();
    expect(cursors(1, 3_500).filter((cursor) => repeats.has(cursor))).toEqual([]);
    repeats.connect();
    const again = cursors(3_501 - REPEATS_KNOWN, 3_600);
    expect(again.filter((cursor) => repeats.has(cursor))).toEqual(cursors(3_501 - REPEATS_KNOWN, 3_500));
  });

  it("knows them although older ones, long forgotten, come first", () => {
    const repeats = new Repeats();
    cursors(1, 2_000).forEach((cursor) => repeats.has(cursor));
    repeats.connect();
    expect(cursors(900, 1_000).some((cursor) => repeats.has(cursor))).toBe(false);
    expect(cursors(1_001, 2_000).every((cursor) => repeats.has(cursor))).toBe(true);
    expect(repeats.has("e-2001")).toBe(false);
  });

  it("takes no line of the same connection for a repeated one, nor any once new lines have come", () => {
    const repeats = new Repeats();
    expect(["a", "a", "b"].map((cursor) => repeats.has(cursor))).toEqual([false, false, false]);
    repeats.connect();
    expect(["c", "c", "a", "b", "d", "a"].map((cursor) => repeats.has(cursor))).toEqual([
      false,
      false,
      true,
      true,
      false,
      false,
    ]);
  });
});
