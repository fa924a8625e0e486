import { describe, expect, it } from "vitest";
import { patternExpression } from "./pattern";

const hits = (text: string, regex: boolean, caseSensitive: boolean, on: string) =>
  [...on.matchAll(patternExpression({ text, regex, caseSensitive }))].map(([hit]) => hit);

describe("patternExpression", () => {
  it("finds plain text as it was typed, whatever its characters mean in an expression", () => {
    const typed = String.raw`a.b*[c]/{1}-(d)|^$?+\e`;
    expect(hits(typed, false, true, `axb ${typed} ${typed}`)).toEqual([typed, typed]);
  });

  it("tells capitals from small letters only if asked to", () => {
    expect(hits("error", false, false, "Error ERROR")).toEqual(["Error", "ERROR"]);
    expect(hits("error|x", true, true, "Error error")).toEqual(["error"]);
  });

  it("takes a character beyond U+FFFF for one", () => {
    expect(hits("^.$", true, false, "😀")).toEqual(["😀"]);
  });

  it("takes each line of a text for one", () => {
    expect(hits("^b$", true, false, "a\nb\nc")).toEqual(["b"]);
  });

  it("allows the needless backslashes and brackets that other tools allow", () => {
    expect(hits(String.raw`\_\-}`, true, false, "_-}")).toEqual(["_-}"]);
  });

  it("says what is wrong with an expression, without repeating it", () => {
    expect(() => patternExpression({ text: "a: (", regex: true, caseSensitive: false })).toThrow(
      /^Unterminated group$/,
    );
  });
});
