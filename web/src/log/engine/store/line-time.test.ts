import { describe, expect, it } from "vitest";
import { ownTime } from "./line-time";

const NOON = Date.UTC(2024, 4, 1, 12);

describe("ownTime", () => {
  it.each([
    // in a field
    '{"time":1714564800000}',
    '{"ts":1714564800.25,"msg":"x"}',
    '{"ts":"1714564800"}',
    '{"timestamp":1714564800000000}',
    '{"time":1714564800000000000}',
    '{"ts":1.7145648e+09}',
    '{"@timestamp":"2024-05-01T12:00:00.000Z"}',
    '{"time":"2024-05-01T14:00:00+02:00"}',
    '{"asctime":"2024-05-01 12:00:00,250"}',
    '{"t":{"$date":"2024-05-01T12:00:00.000+00:00"},"s":"I"}',
    // at the begin
    "2024-05-01T12:00:00Z hello",
    "2024-05-01T12:00:00.123456789+00:00 hello",
    "2024-05-01T14:00:00.000+0200 hello",
    "2024-05-01 12:00:00,250 INFO hello",
    "2024-05-01 12:00:00 UTC [71] LOG:  hello",
    "[2024-05-01T12:00:00,000][INFO ] hello",
    "2024/05/01 12:00:00 [error] 31#31: hello",
    "I0501 12:00:00.000001       1 server.go:12] hello",
    "May  1 12:00:00 host app: hello",
    "<134>May  1 12:00:00 host app: hello",
    "<134>1 2024-05-01T12:00:00Z host app - - - hello",
    "[Wed May 01 12:00:00.000 2024] [core:error] hello",
    "[01-May-2024 12:00:00 UTC] PHP Warning:  hello",
    "1:M 01 May 2024 12:00:00.000 * hello",
    "05-01 12:00:00.250  1234  5678 E Tag: hello",
    "E, [2024-05-01T12:00:00.123456 #71] ERROR -- : hello",
    '10.2.3.4 - - [01/May/2024:14:00:00 +0200] "GET / HTTP/1.1" 200 1',
    "time=2024-05-01T12:00:00Z level=info",
    'time="2024-05-01T12:00:00Z" level=info',
    "1714564800.123 hello",
    "[1714564800] hello",
    "12:00:00.250 [main] INFO hello",
    "\x1b[2m2024-05-01T12:00:00Z\x1b[0m hello",
  ])("reads that of %s", (line) => {
    const { at } = ownTime(line, NOON + 100)!;
    expect(Math.floor(at / 1_000)).toBe(NOON / 1_000);
  });

  it("takes the zone that is not told for the one that makes it agree, else for UTC or the reader's", () => {
    expect(ownTime("2024-05-01 17:45:00 hello", NOON + 100)!.at).toBe(NOON); // Nepal
    expect(ownTime("2024-05-01 12:00:20 hello", NOON)!.at).toBe(NOON + 20_000);
  });

  it("takes the day and the year that are not told for the nearest", () => {
    const newYear = Date.UTC(2024, 0, 1);
    expect(ownTime("Dec 31 23:59:59 host app: x", newYear)!.at).toBe(newYear - 1_000);
    expect(ownTime("23:59:59 x", newYear)!.at).toBe(newYear - 1_000);
  });

  it("says which field it is, of several the one that is meant for it", () => {
    const line = '{"date":"2020-01-01T00:00:00Z","time":"2024-05-01T12:00:00Z"}';
    expect(ownTime(line, 0)).toEqual({ at: NOON, member: { name: "time", value: '"2024-05-01T12:00:00Z"' } });
  });

  it.each([
    "hello 2024-05-01T12:00:00Z",
    '{"time":1}',
    '{"time":"soon"}',
    '{"user":{"time":1714564800000}}',
    "2024-13-41 12:00:00 x",
    "12345 lines",
    "10:30",
    "",
  ])("finds none in %s", (line) => {
    expect(ownTime(line, NOON)).toBeUndefined();
  });
});
