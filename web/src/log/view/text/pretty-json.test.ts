import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldsOf } from "@/log/engine/query/fields";
import { prettyJson } from "./pretty-json";

const pretty = (source: string) =>
  prettyJson(source)
    .map(({ text }) => text)
    .join("");

describe("prettyJson", () => {
  it("lays a value out as JSON.stringify does", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const source = JSON.stringify(value);
        fc.pre(!source.includes("\\n") && !source.includes("\\t") && !source.includes("\\r"));
        expect(pretty(source)).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  it("keeps the digits of a number that JavaScript cannot hold, and a name that occurs twice", () => {
    expect(pretty('{"id":12345678901234567890,"a":1,"a":2}')).toBe(
      '{\n  "id": 12345678901234567890,\n  "a": 1,\n  "a": 2\n}',
    );
  });

  it("breaks a stack trace's lines", () => {
    expect(pretty('{"stack":"Error\\n\\tat f (C:\\\\new)"}')).toBe(
      '{\n  "stack": "Error\n    \tat f (C:\\\\new)"\n}',
    );
  });

  it("lays out any depth in room that grows with the length of the source", () => {
    const nested = "[".repeat(30_000) + "]".repeat(30_000);
    expect(pretty(nested).length).toBeLessThan(100 * nested.length);
  });

  it("tells names, strings and other values apart", () => {
    expect(prettyJson('{"a":"b","c":null}').filter(({ kind }) => kind !== "punctuation")).toEqual([
      { kind: "name", text: '"a"', from: 1, to: 4 },
      { kind: "string", text: '"b"', from: 5, to: 8, field: "a" },
      { kind: "name", text: '"c"', from: 9, to: 12 },
      { kind: "literal", text: "null", from: 13, to: 17, field: "c" },
    ]);
  });

  it("tells of each value which field of the line it is", () => {
    const source = '{"a":{"b":[1,{"c":2},3],"d":[]},"x\\"y":[[4]],"e":5}';
    const fields = prettyJson(source).flatMap(({ text, field }) =>
      field === undefined ? [] : [[field, text]],
    );
    expect(fields).toEqual([
      ["a.b", "1"],
      ["a.b.c", "2"],
      ["a.b", "3"],
      ['x"y', "4"],
      ["e", "5"],
    ]);
    expect(fieldsOf(source).filter(({ name }) => name !== "a.d")).toEqual(
      fields.map(([name, value]) => ({ name, value })),
    );
  });
});
