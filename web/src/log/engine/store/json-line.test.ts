import { describe, expect, it } from "vitest";
import { foldJson, searchedText } from "./json-line";

describe("foldJson", () => {
  it("takes message, time and level out, and keeps the other fields in their order, values as JSON unless strings", () => {
    expect(foldJson('{"level":30,"time":1,"user":"a b","msg":"hello","n":1.5,"o":{"x":[null]}}')).toEqual({
      message: "hello",
      fields: [
        ["user", "a b"],
        ["n", "1.5"],
        ["o", '{"x":[null]}'],
      ],
    });
  });

  it("prefers a field that is called message to one that may be something else", () => {
    const fields = [["event", "paid"]];
    expect(foldJson('{"event":"paid","message":"An order was paid."}')).toEqual({
      message: "An order was paid.",
      fields,
    });
    expect(foldJson('{"event":"paid"}')).toEqual({ message: "paid", fields: [] });
  });

  it("has no message where none is a text", () => {
    expect(foldJson('{"message":{"a":1}}')).toEqual({ message: "", fields: [["message", '{"a":1}']] });
  });

  it("cuts a message that is too long to be laid out", () => {
    const message = foldJson(JSON.stringify({ message: "x".repeat(10_000) }))!.message;
    expect(message).toBe("x".repeat(4_000) + "…");
  });

  it.each([
    "[1,2]",
    "hello",
    '{"a":1} trailing',
    '{"a":',
    "",
    "null",
    JSON.stringify({ a: "x".repeat(70_000) }),
  ])("leaves %.20s as it is", (line) => {
    expect(foldJson(line)).toBeUndefined();
  });
});

describe("searchedText", () => {
  it("has what a JSON line's row shows besides what the program wrote", () => {
    const written = String.raw`{"msg":"open \"/etc/x\" failed","path":"C:\\tmp","red":"\u001b[31mred\u0000"}`;
    expect(searchedText(written).split("\n")).toEqual([written, "C:\\tmp", "red", 'open "/etc/x" failed']);
  });

  it.each(['{"msg":"no escapes"}', String.raw`a \" b`, String.raw`{"no \" json`])(
    "is the text of %s",
    (line) => {
      expect(searchedText(line)).toBe(line);
    },
  );
});
