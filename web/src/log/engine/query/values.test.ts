import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparisonWith } from "./values";

const SIGNS: Record<string, number> = { "<": -1, "=": 0, ">": 1 };
const compare = (value: string, wanted: string, name = "x") => {
  const order = comparisonWith(name, wanted)(value);
  return order === undefined ? undefined : Math.sign(order) + 0;
};

describe("comparisonWith", () => {
  it.each([
    "1.10 = 1.1",
    "500 > 99",
    "-2 < -1.5",
    "-0 = 0.0",
    "1234567890123456789 > 1234567890123456788",
    "0.1234567890123456789 < 0.1234567890123456790",
    "1e400 > 9e399",
    "1E-400 > 0",
    "100e-2 = 1",
    "1500ms = 1.5s",
    "4.35s = 4350ms",
    "1m30s > 89s",
    "2h < 1d",
    "900µs < 1ms",
    "900μs = 900us",
    "-1s < 1ns",
    "PT1.5S = 1500ms",
    "P1DT1H = 25h",
    "10kB < 10KiB",
    "1MiB = 1048576",
    "512 < 1kB",
    "1Gi > 1GB",
    "2024-05-01T12:00:00Z = 2024-05-01T14:00:00+02:00",
    "2024-05-01T12:00:00.5Z > 2024-05-01T12:00:00Z",
    "1714564800000 = 2024-05-01T12:00:00Z",
    "1714564800 < 2024-05-01T12:00:01Z",
    "1.10.0 > 1.9.3",
    "v1.2.0 = 1.2",
    "2 > 1.9.3",
    "1.0.0-alpha < 1.0.0-alpha.1",
    "1.0.0-alpha.1 < 1.0.0-alpha.beta",
    "1.0.0-beta.2 < 1.0.0-beta.11",
    "1.0.0-rc.1 < 1.0.0",
    "10.0.0.9 < 10.0.0.10",
    "ada < bob",
  ])("knows that %s", (text) => {
    const [value, sign, wanted] = text.split(" ") as [string, string, string];
    expect(compare(value, wanted)).toBe(SIGNS[sign]);
    expect(compare(wanted, value)).toBe(0 - SIGNS[sign]!);
  });

  it.each([
    ["500", "1s"],
    ["500ms", "1"],
    ["1kB", "1s"],
    ["abc", "5"],
    ["5", "abc"],
    ["", "0"],
    ["1s", "abc"],
    ["5", "2024-05-01"],
    ["1.2.3", "2024-05-01"],
    ["1e1234567890", "5"],
    ["9".repeat(1_001), "5"],
  ])("compares %.10s with %s in no way", (value, wanted) => {
    expect(compare(value, wanted)).toBeUndefined();
  });

  it.each([
    ["duration_ms", "1500", 0],
    ["elapsed_s", "1.5", 0],
    ["latencyMs", "1501", 1],
    ["took.seconds", "1", -1],
    ["duration_ms", "2s", 1],
    ["duration", "1500", undefined],
    ["items", "1500", undefined],
    ["params", "1500", undefined],
  ])("takes a number for a duration if the name %s says of what: %s", (name, value, order) => {
    expect(compare(value, "1.5s", name)).toBe(order);
  });

  it("orders integers of any size as they are", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(), (a, b) => {
        expect(compare(`${a}`, `${b}`)).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  it("orders doubles as they are, however they are written", () => {
    const double = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(double, double, (a, b) => {
        expect(compare(a.toExponential(), b.toExponential())).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });
});
