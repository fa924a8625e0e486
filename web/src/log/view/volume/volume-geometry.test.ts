import { describe, expect, it } from "vitest";
import type { Volume } from "@/log/engine/protocol";
import { barsOf, clockTime, columnAt, columnCount, columnOf, fractionOf } from "./volume-geometry";

/** Counts per column: errors, warnings, information, debug, others. */
function volume(...columns: [number, number, number, number, number][]): Volume {
  return { from: 1_000, to: 1_000 + columns.length * 100, counts: Uint32Array.from(columns.flat()) };
}

describe("the volume strip", () => {
  it("has the times and counts of each column", () => {
    const strip = volume([0, 0, 0, 0, 0], [1, 2, 3, 4, 5]);
    expect(columnCount(strip)).toBe(2);
    expect(columnOf(strip, 1)).toEqual({
      from: 1_100,
      to: 1_200,
      counts: { error: 1, warn: 2, info: 3, debug: 4, other: 5 },
      total: 15,
    });
  });

  it("finds the column under the pointer, also at and beyond the edges", () => {
    const strip = volume([0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]);
    expect([-0.1, 0, 0.24, 0.25, 0.99, 1, 1.1].map((at) => columnAt(strip, at))).toEqual([
      0, 0, 0, 1, 3, 3, 3,
    ]);
  });

  it("places times within itself", () => {
    const strip = volume([0, 0, 0, 0, 0], [0, 0, 0, 0, 0]);
    expect([900, 1_000, 1_050, 1_200, 9_999].map((time) => fractionOf(strip, time))).toEqual([
      0, 0, 0.25, 1, 1,
    ]);
    expect(fractionOf({ ...strip, to: strip.from }, 1_000)).toBe(0);
  });

  it("is as high as it may be where most was written, and draws nothing where nothing was", () => {
    const bars = barsOf(volume([0, 0, 800, 0, 0], [0, 0, 0, 0, 0], [0, 0, 100, 0, 0]), 20);
    expect(bars).toEqual([
      { column: 0, class: "info", bottom: 0, height: 20 },
      { column: 2, class: "info", bottom: 0, height: 10 }, // half as high for an eighth
    ]);
  });

  it("shows one error among thousands of lines, at its lower edge", () => {
    const [error, info] = barsOf(volume([1, 0, 9_999, 0, 0]), 20);
    expect(error).toEqual({ column: 0, class: "error", bottom: 0, height: 1.5 });
    expect(info).toMatchObject({ class: "info", bottom: 1.5 });
  });
});

const TIME = Date.parse("2026-03-01T12:00:08.093Z");

describe("clockTime", () => {
  it("is the time of day", () => {
    expect(clockTime(TIME, true, 60_000)).toBe("12:00:08");
  });

  it("has milliseconds where seconds would not tell two columns apart", () => {
    expect(clockTime(TIME, true, 9_999)).toBe("12:00:08.093");
    expect(clockTime(TIME, true, 10_000)).toBe("12:00:08");
  });

  it("has the date on a scale of days", () => {
    expect(clockTime(TIME, true, 86_400_000)).toBe("03-01 12:00");
  });

  it("is the reader's own unless it is to be UTC", () => {
    const pad = (n: number) => String(n).padStart(2, "0");
    const time = new Date(TIME);
    expect(clockTime(TIME, false, 60_000)).toBe(`${pad(time.getHours())}:${pad(time.getMinutes())}:08`);
  });
});
