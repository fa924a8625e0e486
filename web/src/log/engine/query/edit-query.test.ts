import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isBuiltIn } from "./built-in";
import { compileQuery } from "./compile-query";
import { withTerm, withText } from "./edit-query";
import { fieldsOf } from "./fields";
import { parseQuery } from "./parse-query";

const matches = (query: string, text: string) => {
  const parsed = parseQuery(query);
  if (parsed.problem) throw new Error(`${query}: ${parsed.problem.message}`);
  return compileQuery(parsed.query, { caseSensitive: true, now: 0, formTest: () => () => false })({
    text,
    workload: "web",
  });
};

describe("withTerm", () => {
  it.each([
    ["", "a", "1", false, "a=1"],
    ["disk full", "a", "1", true, "-a=1 disk full"],
    ["a=1", "a", "1", false, ""],
    ["-a=1", "a", "1", true, ""],
    ["x a=1 y=2", "a", "1", true, "x -a=1 y=2"],
    ["x -a=1", "a", "1", false, "x a=1"],
    ["x a=1", "a", "1", false, "x"],
    ["a=1 x", "a", "1", false, "x"],
    ["x a=1 y", "a", "1", false, "x AND y"],
    ["x AND a=1 AND y=2", "a", "1", false, "x y=2"],
    ["x OR y", "a", "1", false, "a=1 (x OR y)"],
    ["(a=1 OR y) z", "a", "1", false, "a=1 (a=1 OR y) z"],
    ['"not yet clo', "a", "1", false, 'a=1 "not yet clo'],
    ["level=wran", "a", "1", false, "a=1 level=wran"],
    ["", "user.name", 'Ada "L"', false, 'user.name="Ada \\"L\\""'],
    ["", "my field", "*", false, '"my field"="*"'],
    ["a!=1", "a", "1", false, "a=1 a!=1"],
    ["", "level", "error", true, "-level=error"],
  ])("makes of %j with %s=%s (negated: %s) %j", (text, name, value, negated, query) => {
    expect(withTerm(text, name, value, negated)).toBe(query);
  });

  const anyName = fc.string().filter((name) => !isBuiltIn(name));

  it("finds the line whose field it was, whatever that is, and does not if it is negated", () => {
    fc.assert(
      fc.property(anyName, fc.oneof(fc.string(), fc.double(), fc.bigInt()), (name, value) => {
        const written = typeof value === "bigint" ? `${value}` : JSON.stringify(value);
        const line = `{${JSON.stringify(name)}:${written}}`;
        const [field] = fieldsOf(line);
        const query = withTerm("", field!.name, field!.value, false);
        expect(matches(query, line)).toBe(true);
        expect(matches(query, "{}")).toBe(false);
        expect(matches(withTerm("", field!.name, field!.value, true), line)).toBe(false);
        expect(matches(withTerm(query, field!.name, field!.value, true), line)).toBe(false);
        expect(withTerm(query, field!.name, field!.value, false)).toBe("");
      }),
      { numRuns: 1_000 },
    );
  });

  it("asks for what the query asked for besides, and after a second time for that alone", () => {
    const term = fc.constantFrom(
      ...[
        "disk full",
        '"a b"',
        "/a b/",
        "a=1",
        "-b=2",
        "c>3",
        "(a OR b)",
        "OR",
        "AND",
        "/x",
        "-y",
        '"un',
        "f=",
      ],
    );
    const lines = [
      "disk full",
      "a b",
      "a=1 c=4",
      "disk full a=1 b=2 /x",
      "b=3 y c=4 un OR f=",
      "disk fulla b",
    ];
    fc.assert(
      fc.property(fc.array(term, { maxLength: 6 }), fc.boolean(), (terms, negated) => {
        const text = terms.join(" ");
        const query = withTerm(text, "z", "a/", negated);
        const back = parseQuery(text).problem ? text : withTerm(query, "z", "a/", negated);
        for (const line of lines) {
          for (const tried of [line, `${line} z=a/`]) {
            const wanted = tried.endsWith("z=a/") !== negated && matches(text, tried);
            expect([query, tried, matches(query, tried)]).toEqual([query, tried, wanted]);
            expect([back, tried, matches(back, tried)]).toEqual([back, tried, matches(text, tried)]);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("withText", () => {
  it.each([
    ["", "disk is full", false, '"disk is full"'],
    ["level=warn", "a=1", true, '-"a=1" level=warn'],
    ['"disk" x', "disk", false, "x"],
    ['x "disk"', "disk", true, 'x -"disk"'],
    ["x OR y", 'say "hi"', false, '"say \\"hi\\"" (x OR y)'],
  ])("makes of %j with the text %j (negated: %s) %j", (text, value, negated, query) => {
    expect(withText(text, value, negated)).toBe(query);
  });

  it("finds the line in which it was selected, whatever that is, and does not if it is negated", () => {
    const text = fc.string({ minLength: 1 }).filter((text) => text.trim() !== "");
    fc.assert(
      fc.property(text, (text) => {
        expect(matches(withText("", text, false), `before ${text} behind`)).toBe(true);
        expect(matches(withText("", text, true), `before ${text} behind`)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});
