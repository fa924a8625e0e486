import { describe, expect, it } from "vitest";
import { covers, Estimate, MeanHeight, rangeInView } from "./row-geometry";

describe("Estimate", () => {
  it("stays within what a browser can lay out, however many rows there are", () => {
    expect(new Estimate(50_000_000, 60).top(50_000_000)).toBeLessThanOrEqual(8_000_000);
  });
});

describe("MeanHeight", () => {
  const rows = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => ({ key: from + index }));

  it("is the mean of all rows that have been drawn, each counted once for as long as it is drawn", () => {
    const mean = new MeanHeight();
    mean.measure(rows(0, 10), 10 * 20, 1_000, "wide");
    expect(mean.px).toBe(20);
    mean.measure(rows(500, 530), 30 * 60, 1_000, "wide");
    expect(mean.px).toBe(50);
    mean.measure(rows(500, 530), 30 * 600, 1_000, "wide"); // unfolded, or drawn once more
    expect(mean.px).toBe(50);
    mean.measure(rows(510, 540), 30 * 90, 1_000, "wide"); // ten that are new
    expect(mean.px).toBe(58);
  });

  it("begins anew when heights are others, as with another width", () => {
    const mean = new MeanHeight();
    const same = rows(0, 10);
    mean.measure(same, 10 * 20, 1_000, "wide");
    mean.measure(same, 10 * 80, 1_000, "narrow");
    expect(mean.px).toBe(80);
  });

  it("forgets what it measured more rows ago than there are", () => {
    const mean = new MeanHeight();
    for (let from = 0; from < 100_000; from += 10) mean.measure(rows(from, from + 10), 10 * 20, 100, "wide");
    for (let from = 0; from < 1_000; from += 10) mean.measure(rows(-from - 10, -from), 10 * 60, 100, "wide");
    expect(mean.px).toBeCloseTo(60, 0);
  });

  it("is that of a row without wrapping at least", () => {
    const mean = new MeanHeight();
    mean.measure([], 0, 0, "wide");
    mean.measure(rows(0, 1), 0, 1, "wide");
    expect(mean.px).toBe(20);
  });
});

describe("rangeInView", () => {
  it("covers the view whatever the rows' heights, with a margin", () => {
    expect(rangeInView({ from: 100, to: 100 }, 0, 400, 10)).toEqual({ from: 90, to: 130 });
    expect(rangeInView({ from: 100, to: 103 }, 200, 15, 0)).toEqual({ from: 90, to: 104 });
    expect(rangeInView({ from: 2, to: 2 }, 0, 400, 10)).toEqual({ from: 0, to: 32 });
  });

  it("needs less than it asks for, so that not every pixel asks anew", () => {
    const asked = rangeInView({ from: 100, to: 120 }, 0, 0, 40);
    expect(covers(asked, rangeInView({ from: 110, to: 131 }, -7, -3, 20))).toBe(true);
    expect(covers(asked, rangeInView({ from: 130, to: 150 }, 0, 0, 20))).toBe(false);
  });
});
