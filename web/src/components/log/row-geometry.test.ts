import { describe, expect, it } from "vitest";
import { covers, Estimate, rangeInView } from "./row-geometry";

describe("Estimate", () => {
  it("finds the row at a place that it gave the row", () => {
    for (const [count, px] of [
      [200_000, 20],
      [200_000, 57.3],
      [10_000_000, 20],
    ] as const) {
      const estimate = new Estimate(count, px);
      for (const index of [0, 1, 77_777, count - 1]) {
        expect(Math.abs(estimate.index(estimate.top(index) + 1) - index)).toBeLessThanOrEqual(
          1 / estimate.rowPx + 1,
        );
      }
    }
  });

  it("stays within what a browser can lay out, however many rows there are", () => {
    expect(new Estimate(50_000_000, 60).top(50_000_000)).toBeLessThanOrEqual(16_000_000);
  });

  it("never names a row that does not exist", () => {
    expect(new Estimate(10, 20).index(9_999)).toBe(9);
    expect(new Estimate(0, 20).index(9_999)).toBe(0);
  });
});

describe("rangeInView", () => {
  it("covers the view whatever the rows' heights, with a margin, within what there is", () => {
    expect(rangeInView(100, 0, 400, 10, 1_000)).toEqual({ from: 90, to: 131 });
    expect(rangeInView(100, 200, 400, 0, 1_000)).toEqual({ from: 90, to: 111 });
    expect(rangeInView(2, 0, 400, 10, 15)).toEqual({ from: 0, to: 15 });
  });

  it("needs less than it asks for, so that not every pixel asks anew", () => {
    expect(covers(rangeInView(100, 0, 400, 40, 1_000), rangeInView(110, -7, 400, 20, 1_000))).toBe(true);
    expect(covers(rangeInView(100, 0, 400, 40, 1_000), rangeInView(130, 0, 400, 20, 1_000))).toBe(false);
  });
});
