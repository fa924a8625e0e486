import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldsOf, valuesOf } from "./fields";

const shown = (text: string) => fieldsOf(text).map(({ name, value }) => `${name}=${value}`);

describe("fieldsOf", () => {
  it.each([
    ['{"user":{"id":7,"name":"Ada"},"ok":true}', ["user.id=7", "user.name=Ada", "ok=true"]],
    ['{"id":1234567890123456789,"a":1.10,"b":1e400}', ["id=1234567890123456789", "a=1.10", "b=1e400"]],
    ['{"a":1,"a":2}', ["a=1", "a=2"]],
    ['{"tags":["x","y"],"items":[{"n":1},{"n":2}]}', ["tags=x", "tags=y", "items.n=1", "items.n=2"]],
    ['{"a":{},"b":[],"c":null}', ["a={}", "b=[]", "c=null"]],
    [String.raw`{"q":"say \"hi\"","\u00e9":"\u00e9"}`, ['q=say "hi"', "é=é"]],
    ['{"log.level":"info"}', ["log.level=info"]],
  ])("has the members of %s", (line, fields) => {
    expect(shown(line)).toEqual(fields);
  });

  it.each([
    ['caddy_1  | {"status":200}', ["status=200"]],
    ['2024-05-01T12:00:00.1Z stdout F {"status":200}', ["status=200"]],
    ['INFO request done user=7 {"status":200} in=3ms', ["user=7", "status=200", "in=3ms"]],
    ['set {a} to {"status":200}', ["status=200"]],
    ['got: {\n  "status": 200,\n  "user": {\n    "id": 7\n  }\n}', ["status=200", "user.id=7"]],
  ])("finds the JSON in %j", (line, fields) => {
    expect(shown(line)).toEqual(fields);
  });

  it.each([
    ['{"a":1,"b":2,"c":"cut o', ["a=1", "b=2"]],
    ['{"a":1} {"b":2}', ["a=1"]],
    ["{not json} a=1", ["a=1"]],
    ['{"a" b=1', ["b=1"]],
  ])("has of %s what can be read", (line, fields) => {
    expect(shown(line)).toEqual(fields);
  });

  it.each([
    [
      'ts=2024-05-01T12:00:00Z level=info msg="disk is \\"full\\"" free=',
      ["ts=2024-05-01T12:00:00Z", "level=info", 'msg=disk is "full"', "free="],
    ],
    ["request failed status=502, took=15ms; (retry=3)", ["status=502", "took=15ms", "retry=3"]],
    ["User{id=5, name='A B', tags=[x,y]}", ["id=5", "name=A B", "tags=[x,y]"]],
    ["moved broker=1,topic=a.b,offset=7", ["broker=1", "topic=a.b", "offset=7"]],
    ["call f(x)=y at=main(int)", ["at=main(int)"]],
    ['cut off msg="disk is', ["msg=disk is"]],
    ["app.kubernetes.io/name=web @t=1", ["app.kubernetes.io/name=web", "@t=1"]],
    ["error: a == b, c => d, e != f, x=>1, GET /?q=1&r=2 5=5 YWJj==", []],
    ["no fields here: at all", []],
  ])("has the names and values of %s", (line, fields) => {
    expect(shown(line)).toEqual(fields);
  });

  it("leaves the code in a stack trace out, but not the lines that a program has written below its first", () => {
    expect(shown("failed id=1\n    run(x, timeout=5)\ncode=7")).toEqual(["id=1", "code=7"]);
  });

  it("reads what any JSON object has been written as", () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/);
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(fc.dictionary(name, fc.oneof(value, fc.dictionary(name, value))), (object) => {
        const flat = Object.entries(object).flatMap(([name, value]): [string, unknown][] =>
          value !== null && typeof value === "object" && Object.keys(value).length > 0
            ? Object.entries(value).map(([inner, value]) => [`${name}.${inner}`, value])
            : [[name, value]],
        );
        const fields = fieldsOf(JSON.stringify(object));
        expect(fields.map(({ name }) => name)).toEqual(flat.map(([name]) => name));
        for (const [index, [, value]] of flat.entries())
          if (typeof value !== "string") expect(fields[index]!.value).toBe(JSON.stringify(value));
      }),
    );
  });

  it("is never at a loss, whatever a line is", () => {
    const piece = fc.constantFrom(
      '{"',
      '":',
      "{",
      "}",
      "[",
      "]",
      ",",
      '"',
      "\\",
      "a",
      "=",
      "a=",
      "'",
      " ",
      "\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join("");
        for (const { name, value } of fieldsOf(text)) expect(valuesOf(text, name)).toContain(value);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["braces", "{"],
    ["objects that do not end", '{"a":'],
    ["arrays that do not end", '{"a":['],
    ["quotes", '{"'],
    ["escaped quotes", '\\"'],
    ["backslashes", '{"a":"\\'],
    ["names", "a="],
    ["names in a row", "a=b,"],
    ["quoted values that do not end", 'a="'],
    ["lines", "a=\n"],
    ["brackets behind a value", ")"],
  ])("takes a MiB of %s in time that grows with its length", (_, piece) => {
    // With the square of it, the runner's own time limit ends this.
    const text = piece.repeat(1_048_576 / piece.length);
    fieldsOf(text);
    fieldsOf(`a=${text}`);
    valuesOf(text, "a.a.a");
    fieldsOf(`${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`);
  });

  it("stops at 200 fields", () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`f${index}`, index]));
    expect(fieldsOf(JSON.stringify(many))).toHaveLength(200);
  });
});

describe("valuesOf", () => {
  it("has all that are of one name, and of an object its source", () => {
    const line = 'id=0 {"user":{"id":1},"users":[{"id":2},{"id":3}],"user.id":4,"id":5}';
    expect(valuesOf(line, "user.id")).toEqual(["1", "4"]);
    expect(valuesOf(line, "users.id")).toEqual(["2", "3"]);
    expect(valuesOf(line, "user")).toEqual(['{"id":1}']);
    expect(valuesOf(line, "id")).toEqual(["0", "5"]);
    expect(valuesOf(line, "i")).toEqual([]);
  });
});
