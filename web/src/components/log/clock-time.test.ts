import { describe, expect, it } from "vitest";
import { clockTime } from "./clock-time";

const TIME = Date.parse("2026-03-01T12:00:08.093Z");

describe("clockTime", () => {
  it("is the time of day", () => {
    expect(clockTime(TIME, true, 60_000)).toBe("12:00:08");
  });

  it("has the date on a scale of days", () => {
    expect(clockTime(TIME, true, 86_400_000)).toBe("03-01 12:00");
  });

  it("is the reader's own unless it is to be UTC", () => {
    const pad = (n: number) => String(n).padStart(2, "0");
    const time = new Date(TIME);
    expect(clockTime(TIME, false, 0)).toBe(`${pad(time.getHours())}:${pad(time.getMinutes())}:08`);
  });
});
