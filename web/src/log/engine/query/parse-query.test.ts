import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseQuery } from "./parse-query";
import type { Query } from "./query";

/** A query as it has been understood, with every word of it in the open. */
function shown(query: Query): string {
  switch (query.kind) {
    case "all":
    case "any":
      return `${query.kind}(${query.of.map(shown).join(" ")})`;
    case "not":
      return `not(${shown(query.of)})`;
    case "text":
      return `«${query.text}»`;
    case "regex":
      return `/${query.source}/`;
    case "field":
      return `[${query.name}|${query.operator}|${query.value}]`;
  }
}
const read = (text: string) => {
  const parsed = parseQuery(text);
  return parsed.problem ? `${parsed.problem.at}: ${parsed.problem.message}` : shown(parsed.query);
};

describe("parseQuery", () => {
  it.each([
    ["", "all()"],
    ["disk is full", "«disk is full»"],
    ["  disk   is full ", "«disk   is full»"],
    ["error: disk full", "«error: disk full»"],
    ["GET /api/v1/users 12:30:45", "«GET /api/v1/users 12:30:45»"],
    ["https://example.com/?a=1", "«https://example.com/?a=1»"],
    ["main() f(a, b)", "«main() f(a, b)»"],
    ["a - b --verbose", "«a - b --verbose»"],
    ["a => b x=>y status=", "«a => b x=>y status=»"],
    ["a) b", "«a) b»"],
    ["for or and", "«for or and»"],
  ])("takes what is no term for the text that it is: %j", (text, query) => {
    expect(read(text)).toBe(query);
  });

  it.each([
    ['"level=info OR -x"', "«level=info OR -x»"],
    [String.raw`"say \"hi\" \n \\"`, String.raw`«say "hi" \n \»`],
    ['"not yet clo', "«not yet clo»"],
    ['"a\\', "«a\\»"],
    ['a "b c" d', "all(«a» «b c» «d»)"],
    ["/time.*out/ x", "all(/time.*out/ «x»)"],
    [String.raw`/a\/b c/`, String.raw`/a\/b c/`],
  ])("knows what is quoted, and expressions: %s", (text, query) => {
    expect(read(text)).toBe(query);
  });

  it.each([
    ["status=500", "[status|=|500]"],
    ["status==500", "[status|=|500]"],
    ["status!=500", "[status|!=|500]"],
    ["a>1 b>=2 c<3 d<=4", "all([a|>|1] [b|>=|2] [c|<|3] [d|<=|4])"],
    ["user.name:ada", "[user.name|:|ada]"],
    ['msg="disk is \\"full\\"" x', 'all([msg|=|disk is "full"] «x»)'],
    ['msg="disk is', "[msg|=|disk is]"],
    ['url~/v[12]/ url~"a b" url~a.b', "all([url|~|v[12]] [url|~|a b] [url|~|a.b])"],
    ["trace_id=*", "[trace_id|exists|*]"],
    ["trace_id!=*", "not([trace_id|exists|*])"],
    ['mark="*"', "[mark|=|*]"],
    ['"my field"=1 ""=2', "all([my field|=|1] [|=|2])"],
    ["f=g(x) @timestamp>5", "all([f|=|g(x)] [@timestamp|>|5])"],
    ["disk full status=500 here too", "all(«disk full» [status|=|500] «here too»)"],
    ["localhost:8080", "[localhost|:|8080]"],
  ])("reads terms of fields: %s", (text, query) => {
    expect(read(text)).toBe(query);
  });

  it.each([
    ["-health", "not(«health»)"],
    ["-health check", "all(not(«health») «check»)"],
    ['-"health check"', "not(«health check»)"],
    ["-a=1 -/x/", "all(not([a|=|1]) not(/x/))"],
    ["-(a=1 b)", "not(all([a|=|1] «b»))"],
    ["a b OR c", "any(«a b» «c»)"],
    ["a=1 b OR c=2", "any(all([a|=|1] «b») [c|=|2])"],
    ["(a OR b) c=1", "all(any(«a» «b») [c|=|1])"],
    ["((a) (b OR (c)))", "all(«a» any(«b» «c»))"],
    ["a AND b", "all(«a» «b»)"],
    ["(a OR f(x))", "any(«a» «f(x)»)"],
    ["(level=info OR level=warn)", "any([level|=|info] [level|=|warn])"],
    ["(a OR b", "any(«a» «b»)"],
    ["a OR", "«a»"],
    ["OR a", "«a»"],
    ["( )", "all()"],
  ])("puts together: %s", (text, query) => {
    expect(read(text)).toBe(query);
  });

  it.each([
    ["x level>=wran", "2: `level>=wran`: a level is one of trace, debug, info, warn, error, fatal."],
    [
      "level>other",
      "0: `level>other`: other is above and below no level; level=other finds the lines without one.",
    ],
    ["level~w", "0: `level~w`: a level is compared by =, !=, :, >, >=, < or <=."],
    ["stream=sdterr", "0: `stream=sdterr`: a stream is stdout or stderr."],
    ["workload>a", "0: `workload>a`: a workload is compared by =, !=, : or ~."],
    [
      "time>yesterday",
      "0: `time>yesterday`: a time is written as 14:32, 2026-11-27T14:32, or -15m for a quarter of an hour ago.",
    ],
    ["a /(/", "2: `/(/`: the expression is not valid. Unterminated group."],
    ["a~[", "0: `a~[`: the expression is not valid. Unterminated character class."],
    ["s=(5 OR 6)", "0: `s=(5`: a field has one value; write (s=a OR s=b), or quote the value."],
    ["(".repeat(51) + "a", "50: Parentheses are nested more than 50 deep."],
  ])("says what is wrong with %.20s", (text, problem) => {
    expect(read(text)).toBe(problem);
  });

  it("understands whatever is typed, or says what is wrong, in time that grows with its length", () => {
    const piece = fc.constantFrom(
      '"',
      "\\",
      "/",
      "(",
      ")",
      "-",
      "OR",
      "AND",
      " ",
      "a",
      "=",
      ":",
      "!",
      ">",
      "*",
      "\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const parsed = parseQuery(pieces.join(""));
        expect(parsed.problem ? parsed.problem.message : parsed.query).toBeTruthy();
      }),
      { numRuns: 2_000 },
    );
    for (const hostile of ['"', "a", "/a", "-", "a-", 'a="', ") ", "\\"]) parseQuery(hostile.repeat(100_000));
  });

  it("finds any text that is quoted", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseQuery(`"${text.replace(/["\\]/g, "\\$&")}"`);
        expect(parsed.problem ?? parsed.query).toEqual({ kind: "text", text });
      }),
    );
  });
});
