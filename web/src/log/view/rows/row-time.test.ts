import { describe, expect, it } from "vitest";
import { isoTime, repeatedCharacters, rowTime } from "./row-time";

const NOW = Date.UTC(2026, 2, 1, 12, 0, 0);

describe("rowTime", () => {
  it("shows the time of today to the millisecond, in the reader's zone", () => {
    const time = new Date(2026, 2, 1, 3, 4, 5, 67).getTime();
    expect(rowTime(time, "local", new Date(2026, 2, 1, 23).getTime())).toBe("03:04:05.067");
  });

  it("says that UTC is UTC", () => {
    expect(rowTime(Date.UTC(2026, 2, 1, 3, 4, 5, 67), "utc", NOW)).toBe("03:04:05.067Z");
  });

  it("shows the day of another day", () => {
    expect(rowTime(Date.UTC(2026, 1, 28, 23, 59, 59, 999), "utc", NOW)).toBe("02-28 23:59:59.999Z");
  });

  it.each([
    [400, "now"],
    [59_999, "59s ago"],
    [61_000, "1m ago"],
    [3 * 3_600_000, "3h ago"],
    [49 * 3_600_000, "2d ago"],
    [-5_000, "in 5s"],
  ])("shows %i ms as %s", (ms, text) => {
    expect(rowTime(NOW - ms, "relative", NOW)).toBe(text);
  });

  it("does not fail on a time that no calendar has", () => {
    expect(rowTime(9e15, "utc", NOW)).toContain("00:00:00");
    expect(isoTime(Number.NaN)).toBe("1970-01-01T00:00:00.000Z");
  });
});

describe("repeatedCharacters", () => {
  it.each([
    ["12:00:05.120", "12:00:05.007", "12:00:05."],
    ["12:00:05.120", "12:00:05.120", "12:00:05.120"],
    ["12:00:05.120", "12:00:06.120", "12:00:"],
    ["12:00:05.120Z", "12:00:05.121Z", "12:00:05."],
    ["03-01 12:00:05.120", "03-01 11:59:59.999", "03-01 "],
    ["12:00:05.120", "02-28 23:59:59.999", ""],
    ["59s ago", "51s ago", ""],
    ["1m ago", "1m ago", "1m ago"],
  ])("of %s below %s are those of the parts that are the same", (text, above, repeated) => {
    expect(text.slice(0, repeatedCharacters(text, above))).toBe(repeated);
  });
});
