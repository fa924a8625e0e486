import { describe, expect, it } from "vitest";
import { lastState, plainText, withoutControls } from "./plain-text";

describe("plainText", () => {
  it("leaves a line without controls as it is", () => {
    expect(plainText("GET /\t200 <b>✓</b>")).toBe("GET /\t200 <b>✓</b>");
  });

  it.each([
    ["colours", "\x1b[1;31mdone\x1b[0m"],
    ["cursor movement", "\x1b[2K\x1b[1Gdone\x1b[?25h"],
    ["a hyperlink", "\x1b]8;;https://example.com\x1b\\done\x1b]8;;\x1b\\"],
    ["a character set", "\x1b(B\x1b)0done\x1b=\x1b7"],
    ["eight-bit controls", "\x9b31mdone\x9b0m\x9d0;title\x9c"],
    ["NUL, which separates the texts that are sent to be searched", "do\0ne"],
    ["a sequence that is cut off", "done\x1b[38;5"],
    ["what backspaces have written over", "|\b/\b-\bd\bd\x1b[1mo_\bn\x1b[0me"],
    ["a progress bar's earlier states", "10 %\r50 %\rdone\r\r"],
  ])("leaves nothing of %s", (_, text) => {
    expect(plainText(text)).toBe("done");
  });

  it("takes a million escapes in time that grows with their number, not with its square", () => {
    // With the square, the runner's own time limit ends this.
    plainText("\x1b[".repeat(500_000));
    plainText("ab\b".repeat(300_000) + "\b".repeat(300_000) + "x");
    plainText("\r".repeat(500_000) + "x" + "\r".repeat(500_000));
    expect(plainText("\x1b]".repeat(500_000))).toBe(plainText("\x1b]"));
  });
});

it("withoutControls gives its caller each control sequence", () => {
  const kept = withoutControls("\x1b[31mred\x1b[0m\x1b[2K", (parameters, final) => `<${parameters}${final}>`);
  expect(kept).toBe("<31m>red<0m><2K>");
});

it("lastState is what follows the last carriage return that something follows", () => {
  expect(lastState("1\r2\r\x1b[31m3\r")).toBe("\x1b[31m3");
});
