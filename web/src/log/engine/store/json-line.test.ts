import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldJson, searchedText, shownText } from "./json-line";

const shown = (line: string) => shownText(line, foldJson(line));

describe("foldJson", () => {
  it("shows a time elsewhere only if that is what the row's time says", () => {
    const line = '{"time":1795786694257,"msg":"x"}';
    expect(shownText(line, foldJson(line, 1795786694900))).toBe("x");
    expect(shownText(line, foldJson(line, 1795786695900))).toBe("x time=1795786694257");
    expect(shown(line)).toBe("x time=1795786694257");
  });

  it("takes message and level out, and keeps the other fields in their order", () => {
    expect(foldJson('{"level":30,"user":"a b","msg":"hello","n":1.5,"o":{"x":[null]}}')).toEqual({
      message: "hello",
      fields: [
        ["user", "a b"],
        ["n", "1.5"],
        ["o", '{"x":[null]}'],
      ],
      more: 0,
    });
  });

  it("says of a value whether what is shown of it is the value", () => {
    const long = "x".repeat(5_000);
    const line = JSON.stringify({ a: "one", b: "one\ntwo", c: "one\n", d: { stack: "E\n  at a" }, e: long });
    const fields = foldJson(line)!.fields.map(([name, , summary]) => [name, summary]);
    expect(fields).toEqual([
      ["a", undefined],
      ["b", true],
      ["c", undefined],
      ["d", true],
      ["e", true],
    ]);
  });

  it.each([
    [String.raw`{"msg":"Error: x\n  at a\n  at b","n":"one\ntwo"}`, "Error: x +2 lines n=one +1 line"],
    [
      String.raw`{"msg":"failed","err":{"type":"E","stack":"Error: x\n  at a\n  at b"},"o":{"a":"b\nc"}}`,
      String.raw`failed err=Error: x +2 lines o={"a":"b\nc"}`,
    ],
    [String.raw`{"msg":"ended\n","stack":"none"}`, "ended\n stack=none"],
    ['{"id":1234567890123456789}', "id=1234567890123456789"],
    ['{"a":1e400,"b":-1E-400}', "a=1e400 b=-1E-400"],
    ['{"a":1.10,"b":-0,"c":1.0e+2}', "a=1.10 b=-0 c=1.0e+2"],
    ['{"a":1,"a":2}', "a=1 a=2"],
    ['{"msg":"first","msg":"last"}', "last msg=first"],
    ['{"a":{"id":12345678901234567890, "id" : 1.0}}', 'a={"id":12345678901234567890, "id" : 1.0}'],
    ['{ "a" : [ 1.0 , "\\u00e9" ] , "b":{}, "c":[] }', 'a=[ 1.0 , "\\u00e9" ] b={} c=[]'],
    [String.raw`{"a":"x\u0000y\u0008\r\u009b"}`, String.raw`a=x\u0000y\u0008\r\u009b`],
    [String.raw`{"a":"\ud83d\ude00 \ud83d \u00E9 \/ \" \\n"}`, 'a=😀 \\ud83d é / " \\n'],
    [String.raw`{"\u00e9":"tab\there"}`, "é=tab\there"],
    ['{"10":"b","9":"a","__proto__":{"x":1}}', '10=b 9=a __proto__={"x":1}'],
    [`{"a":${"[".repeat(20_000)}${"]".repeat(20_000)}}`, `a=${"[".repeat(4_000)}…`],
  ])("shows the values of %.70s as they are written", (line, text) => {
    expect(shown(line)).toBe(text);
  });

  it("shows the source of each value that is no string, whatever it is", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{9,12}$/), fc.jsonValue({ maxDepth: 3 })),
        (object) => {
          fc.pre(Object.keys(object).length > 0 && JSON.stringify(object).length < 4_000);
          const fields = foldJson(JSON.stringify(object))!.fields;
          for (const [index, [name, value]] of Object.entries(object).entries()) {
            if (typeof value !== "string") expect(fields[index]).toEqual([name, JSON.stringify(value)]);
          }
        },
      ),
    );
  });

  it("keeps a level that is none, and one beside the one that it shows", () => {
    expect(shown('{"level":"upper","msg":"x"}')).toBe("x level=upper");
    expect(shown('{"level":400,"level_name":"ERROR","msg":"x"}')).toBe("x level=400");
    expect(shown('{"user":{"level":"fatal"},"level":"info","msg":"x"}')).toBe('x user={"level":"fatal"}');
  });

  it("prefers a field that is called message to one that may be something else", () => {
    expect(shown('{"event":"paid","message":"An order was paid."}')).toBe("An order was paid. event=paid");
    expect(shown('{"event":"paid"}')).toBe("paid");
  });

  it("has no message where none is a text", () => {
    expect(shown('{"message":{"a":1}}')).toBe('message={"a":1}');
  });

  it("cuts a message that is too long to be laid out, and says how many fields there are besides", () => {
    expect(shown(JSON.stringify({ message: "x".repeat(10_000), a: 1 }))).toBe(
      `${"x".repeat(4_000)}… … and 1 more`,
    );
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, index]));
    const { fields, more } = foldJson(JSON.stringify(many))!;
    expect([fields.length, more]).toEqual([200, 4_800]);
  });

  it.each([
    "[1,2]",
    "[]",
    "{}",
    '{"level":"info"}',
    '{"msg":""}',
    "hello",
    '{"a":1} trailing',
    '{"a":',
    "",
    "null",
    JSON.stringify({ a: "x".repeat(70_000) }),
  ])("leaves %.20s as it is", (line) => {
    expect(foldJson(line)).toBeUndefined();
    expect(shown(line)).toBe(line);
  });
});

describe("searchedText", () => {
  it("has what a JSON line's row shows besides what the program wrote", () => {
    const written = String.raw`{"msg":"open \"/etc/x\" failed","pid":11867,"red":"\u001b[31mred\u001b[0m"}`;
    expect(searchedText(written)).toBe(`${written}\nopen "/etc/x" failed pid=11867 red=red`);
  });

  it.each([String.raw`a \" b`, String.raw`{"no \" json`])("is the text of %s", (line) => {
    expect(searchedText(line)).toBe(line);
  });
});
