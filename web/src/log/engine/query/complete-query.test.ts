import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { completeQuery, type Known } from "./complete-query";
import { parseQuery } from "./parse-query";

const KNOWN: Known = {
  fields: [
    { name: "status", values: ["200", "404", "500"] },
    { name: "user.name", values: ["Ada L", 'B"x'] },
    { name: "method", values: ["GET", "POST"] },
    { name: "level", values: ["30"] },
  ],
  workloads: ["api", "web"],
};

/** The texts that the query at `|` may become. */
function completed(query: string): string[] {
  const caret = query.indexOf("|");
  const text = query.replace("|", "");
  const { from, to, options } = completeQuery(text, caret, KNOWN);
  return options.map(({ insert }) => text.slice(0, from) + insert + text.slice(to));
}

describe("completeQuery", () => {
  it.each([
    ["|", ["level=", "stream=", "workload=", "time=", "pattern=", "status=", "user.name=", "method="]],
    ["st|", ["stream=", "status="]],
    ["x na|", ["x user.name="]],
    ["(a OR -met|", ["(a OR -method="]],
    ["me|th x", ["method= x", "time= x", "user.name= x"]],
    ["status|", ["=", "!=", ">", ">=", "<", "<=", ":", "~", "=*"].map((sign) => `status${sign}`)],
    ["method|", ["=", "!=", ":", "~", "=*"].map((sign) => `method${sign}`)],
    ["stream|", ["=", "!=", ":", "=*"].map((sign) => `stream${sign}`)],
    ["status=|", ["status=200", "status=404", "status=500"]],
    ["x -status!=5|", ["x -status!=500"]],
    ["status=4|00 y", ["status=404 y"]],
    ["user.name:a|", ['user.name:"Ada L"']],
    ['user.name="A|', ['user.name="Ada L"']],
    ['user.name="Ada |', ['user.name="Ada L"']],
    ["user.name=b|", ['user.name="B\\"x"']],
    ["level>=|", ["trace", "debug", "info", "warn", "error", "fatal"].map((level) => `level>=${level}`)],
    ["level=o|", ["level=other", "level=info", "level=error"]],
    ["workload=|", ["workload=api", "workload=web"]],
    ["time>-1|", ["time>-15m", "time>-1h", "time>-1d"]],
    ["method~|", []],
    ["nothing=|", []],
    ['"sta|', []],
    ['"some st|', []],
  ])("offers for %s", (query, offered) => {
    expect(completed(query)).toEqual(offered);
  });

  it("says what a name and an operator mean", () => {
    const details = (query: string) =>
      completeQuery(query, query.length, KNOWN).options.map(({ label, detail }) => [label, detail]);
    expect(details("stat")).toEqual([["status", "200, 404, 500"]]);
    expect(details("status")).toContainEqual(["status>=", "is at least"]);
    expect(details("time>-1h")).toEqual([["-1h", "1 hour ago"]]);
  });

  it("offers only values that are then asked for, whatever they are", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (value) => {
        const { options } = completeQuery("f=", 2, {
          fields: [{ name: "f", values: [value] }],
          workloads: [],
        });
        const parsed = parseQuery(options[0]!.insert);
        expect(parsed.problem ?? parsed.query).toMatchObject({
          kind: "field",
          name: "f",
          operator: "=",
          value,
        });
      }),
    );
  });
});
