import { describe, expect, it } from "vitest";
import { epochTime, fieldTime } from "./epoch-time";

const NOON = Date.UTC(2024, 4, 1, 12);

it("epochTime tells seconds from milli-, micro- and nanoseconds", () => {
  expect(["1714564800", "1714564800000", "1714564800000000", "1714564800000000000"].map(epochTime)).toEqual(
    Array(4).fill(NOON),
  );
});

describe("fieldTime", () => {
  it.each([
    ["createdAt", "1714564800000", "2024-05-01T12:00:00.000Z"],
    ["exp", "1714564800", "2024-05-01T12:00:00.000Z"],
    ["start_time", "1714564800.25", "2024-05-01T12:00:00.250Z"],
    ["event.ts", "1714564800000000000", "2024-05-01T12:00:00.000Z"],
  ])("%s=%s is %s", (name, value, time) => {
    expect(new Date(fieldTime(name, value)!).toISOString()).toBe(time);
  });

  it.each([
    ["id", "1714564800000"],
    ["format", "1714564800"],
    ["updates", "1714564800"],
    ["time", "12"],
    ["time", "12 s"],
  ])("%s=%s is none", (name, value) => {
    expect(fieldTime(name, value)).toBeUndefined();
  });
});
