import { describe, expect, it } from "vitest";
import { parseEnd, parseGap, parseLine } from "./log-event.ts";

describe("parseLine", () => {
  it("reads a structured line", () => {
    const data = '{"time":"2026-01-02T03:04:05.678+01:00","stream":"stderr","message":"a\\nb"}';
    expect(parseLine(data)).toEqual({
      time: Date.parse("2026-01-02T02:04:05.678Z"),
      stream: "stderr",
      message: "a\nb",
    });
  });

  it("names the line by its event's id", () => {
    expect(parseLine("plain", "e-1")).toEqual({ message: "plain", cursor: "e-1" });
  });

  it.each([
    ["2026-01-02t03:04:05z", "2026-01-02T03:04:05Z"],
    ["2026-01-02T03:04:05.123456789-00:30", "2026-01-02T03:34:05.123Z"],
  ])("reads the time %s", (time, same) => {
    const line = parseLine(JSON.stringify({ time, stream: "stdout", message: "m" }));
    expect(line.time).toBe(Date.parse(same));
  });

  it.each([
    "plain text",
    "",
    "{not json",
    '"a string"',
    '{"level":"info","message":"of a program that logs JSON"}',
    '{"time":"12","stream":"stdout","message":"m"}',
    '{"time":"2026-01-02T03:04:05","stream":"stdout","message":"of no time zone"}',
    '{"time":"2026-13-02T03:04:05Z","stream":"stdout","message":"m"}',
    '{"time":1767323045000,"stream":"stdout","message":"m"}',
    '{"time":"12:00","stream":"stdout","message":"m"}',
    '{"time":"2026-01-02T03:04:05Z","stream":"stdlog","message":"m"}',
    '{"time":"2026-01-02T03:04:05Z","stream":"stdout","message":1}',
  ])("takes %j as the text it is", (data) => {
    expect(parseLine(data)).toEqual({ message: data });
  });
});

describe("parseGap", () => {
  it.each([
    ['{"missed":1204}', 1204],
    ['{"missed":null}', null],
    ['{"missed":0}', null],
    ['{"missed":"many"}', null],
    ["", null],
  ])("reads %s as %s", (data, missed) => {
    expect(parseGap(data)).toBe(missed);
  });
});

describe("parseEnd", () => {
  it.each([
    ['{"exitCode":137}', 137],
    ['{"exitCode":0}', 0],
    ['{"exitCode":"0"}', null],
    ["{}", null],
    ["bye", null],
  ])("reads %s as %s", (data, exitCode) => {
    expect(parseEnd(data)).toBe(exitCode);
  });
});
