import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Spread } from "./spread";

const spreadOf = (values: string[]) => {
  const spread = new Spread();
  for (const value of values) spread.add(value);
  return spread.result();
};

describe("Spread", () => {
  it("has the least, the middle and the greatest of numbers", () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 255 }), (numbers) => {
        const sorted = numbers.toSorted((a, b) => a - b);
        expect(spreadOf(numbers.map(String)).numbers).toEqual({
          min: sorted[0],
          median: sorted[sorted.length >> 1],
          max: sorted.at(-1),
          unit: "",
        });
      }),
    );
  });

  it("draws the middle of many from all of them", () => {
    const { median } = spreadOf(Array.from({ length: 100_000 }, (_, index) => `${index}`)).numbers!;
    expect(Math.abs(median - 50_000)).toBeLessThan(12_500);
  });

  it.each([
    [["3ms", "1.5ms"], { min: 1.5, median: 3, max: 3, unit: "ms" }],
    [["50%", "7%"], { min: 7, median: 50, max: 50, unit: "%" }],
    [["850µs", "1.5s", "2ms"], { min: 0.85, median: 2, max: 1_500, unit: "ms" }],
    [["1m30s", "1s"], { min: 1_000, median: 90_000, max: 90_000, unit: "ms" }],
    [["3ms", "3"], undefined],
    [["3", "3ms"], undefined],
    [["3kB", "3s"], undefined],
    [["3", "x"], undefined],
    [["1234567890123456789"], undefined],
    [["10.0.0.1"], undefined],
  ])("takes %j for numbers only if they can be compared", (values, numbers) => {
    expect(spreadOf(values).numbers).toEqual(numbers);
  });

  it("has the three most frequent values, and tells fifty apart", () => {
    const values = Array.from({ length: 60 }, (_, index) => `v${index}`);
    expect(spreadOf([...values, "v7", "v7", "v3", "v59"])).toEqual({
      distinct: 50,
      more: true,
      top: [
        { value: "v7", count: 3 },
        { value: "v3", count: 2 },
        { value: "v0", count: 1 },
      ],
    });
  });

  it("has no most frequent ones of what is different in most lines", () => {
    const { distinct, more, top } = spreadOf(Array.from({ length: 2_000 }, (_, index) => `id${index}`));
    expect([distinct, more, top]).toEqual([50, true, []]);
  });
});
