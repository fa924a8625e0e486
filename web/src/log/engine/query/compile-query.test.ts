import { describe, expect, it } from "vitest";
import type { Candidate } from "./built-in";
import { formMatcher } from "../patterns/template";
import { compileQuery } from "./compile-query";
import { parseQuery } from "./parse-query";

const NOW = new Date(2024, 4, 1, 12).getTime();

function matches(query: string, line: string | Partial<Candidate>, caseSensitive = false): boolean {
  const parsed = parseQuery(query);
  if (parsed.problem) throw new Error(parsed.problem.message);
  const candidate = { text: "", workload: "web", ...(typeof line === "string" ? { text: line } : line) };
  return compileQuery(parsed.query, { caseSensitive, now: NOW, formTest: formMatcher })(candidate);
}

const REQUEST =
  '{"level":30,"req":{"method":"GET","url":"/api"},"status":502,"took":"1500ms","tags":["a","b"],"id":12345678901234567890}';

describe("compileQuery", () => {
  it.each([
    ["", true],
    ["GET", true],
    ["get /api", false],
    ['"url":"/api"', true],
    ["-get", false],
    ["/g.t/", true],
    ["status=502", true],
    ["status=502.0", true],
    ["status>=500 status<600", true],
    ["status>502", false],
    ["status=50", false],
    ["status:50", true],
    ["status!=500", true],
    ["status!=502", false],
    ["missing!=1", false],
    ["-missing=1", true],
    ["-status=502", false],
    ["took>1.4s", true],
    ["took>1.5s", false],
    ["took>1", false],
    ["req.method=get", true],
    ["method=GET", false],
    ["req=*", true],
    ["req.url=*", true],
    ["req.body=*", false],
    ["req.body!=*", true],
    ["req.url~^/a", true],
    ["req.url~^a", false],
    ["tags=b", true],
    ["tags!=b", false],
    ["id=12345678901234567890", true],
    ["id=12345678901234567891", false],
    ["(status=404 OR status=502) -took<1s", true],
    ["status=404 OR took<1s", false],
  ])("of a line of JSON, %s: %s", (query, result) => {
    expect(matches(query, REQUEST)).toBe(result);
  });

  it.each([
    ["GET /x?user=5&n=1", "user=5", true],
    ["GET /x?user=55&n=1", "user=5", false],
    ["GET /x?superuser=5", "user=5", false],
    ["waits for localhost:8080", "localhost:8080", true],
    ["if a>b then", "a>b", true],
    ["failed code=5.", "code=5", true],
    ["request done method=GET took=20ms", "took>10ms method=get", true],
    ['msg="disk is full"', 'msg="disk is full"', true],
    ["Head\ncode=7 of it", "code=7", true],
  ])("of the line %j, %s: %s", (line, query, result) => {
    expect(matches(query, line)).toBe(result);
  });

  it("tells capitals from small letters in texts and values if it is to", () => {
    expect(matches("get", REQUEST, true)).toBe(false);
    expect(matches("/get/", REQUEST, true)).toBe(false);
    expect(matches("req.method=get", REQUEST, true)).toBe(false);
    expect(matches("req.method:ge", REQUEST, true)).toBe(false);
    expect(matches("req.method=GET req.method:GE", REQUEST, true)).toBe(true);
  });

  it.each([
    ["level=warn", true],
    ["level:warning", true],
    ["level>=warn", true],
    ["level>warn", false],
    ["level<error", true],
    ["level!=info", true],
    ["level=other", false],
    ["level=*", true],
    ["stream=stderr", true],
    ["stream!=stderr", false],
    ["workload=API", true],
    ["workload:ap", true],
    ["workload~^p", false],
    ["time=11:30", true],
    ["time=11:31", false],
    ["time>=11:30 time<11:31", true],
    ["time>-15m", false],
    ["time>-31m", true],
    ["time>2024-04-30 time=2024-05-01", true],
  ])("of what is known of a line besides its text, %s: %s", (query, result) => {
    const at = new Date(2024, 4, 1, 11, 30, 20).getTime();
    const text = "level=error stream=x workload=y time=1";
    expect(matches(query, { text, level: "warn", stream: "stderr", workload: "api", at })).toBe(result);
  });

  it("takes a line without a level for one of level other, in no order", () => {
    const results = [
      "level=other",
      "level!=error",
      "level=*",
      "level<fatal",
      "level>=trace",
      "-level>=warn",
    ].map((query) => matches(query, "x"));
    expect(results).toEqual([true, true, false, false, false, true]);
  });

  it("asks a line that has no stream, or no time, in vain", () => {
    expect(
      ["stream=stdout", "stream!=stdout", "time>14:00", "time!=14:00"].some((query) => matches(query, "x")),
    ).toBe(false);
  });

  it("gives the same answer to the same line every time", () => {
    const parsed = parseQuery("/a/ b x=1");
    const test = compileQuery(parsed.problem ? { kind: "all", of: [] } : parsed.query, {
      formTest: formMatcher,
      caseSensitive: false,
      now: NOW,
    });
    const line = { text: "a b x=1", workload: "web" };
    expect([test(line), test(line), test(line)]).toEqual([true, true, true]);
  });
});
