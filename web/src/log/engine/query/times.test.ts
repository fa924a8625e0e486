import { describe, expect, it } from "vitest";
import { timeSpan } from "./times";

const NOON = new Date(2024, 4, 1, 12).getTime();
const shown = (text: string) => {
  const span = timeSpan(text, NOON);
  return span && [new Date(span.from).toString().slice(4, 24), span.to - span.from];
};

describe("timeSpan", () => {
  it.each([
    ["11:30", "May 01 2024 11:30:00", 60_000],
    ["12:30", "Apr 30 2024 12:30:00", 60_000],
    ["12:00:00", "May 01 2024 12:00:00", 1_000],
    ["11:59:59.25", "May 01 2024 11:59:59", 10],
    ["-15m", "May 01 2024 11:45:00", 0],
    ["-1h30m", "May 01 2024 10:30:00", 0],
    ["2024-04-01", "Apr 01 2024 00:00:00", 86_400_000],
    ["2024-04-01T14:32", "Apr 01 2024 14:32:00", 60_000],
    ["2024-04-01 14:32:10.123456789", "Apr 01 2024 14:32:10", 1],
  ])("takes %s for %s, by the reader's clock", (text, begin, length) => {
    expect(shown(text)).toEqual([`${begin} `.trim(), length]);
  });

  it("knows zones", () => {
    const at = Date.UTC(2024, 4, 1, 12, 30);
    for (const text of ["2024-05-01T12:30Z", "2024-05-01T14:30+02:00", "2024-05-01T14:30:00+0200"])
      expect(timeSpan(text, NOON)!.from).toBe(at);
  });

  it.each(["yesterday", "25:00", "15m", "-15", "2024-13-01", "12", ""])("does not know %j", (text) => {
    expect(timeSpan(text, NOON)).toBeUndefined();
  });
});
