import { describe, expect, it } from "vitest";
import { styledText } from "./styled-text";

const plain = (message: string) =>
  styledText(message)
    .map(({ text }) => text)
    .join("");

describe("styledText", () => {
  it("leaves a line without controls as it is", () => {
    expect(styledText("GET /\t200 <b>✓</b>")).toEqual([{ text: "GET /\t200 <b>✓</b>" }]);
  });

  it("makes a run of each of the sixteen colours", () => {
    expect(styledText("a \x1b[31mred\x1b[0m b \x1b[1;92mgreen\x1b[39m c")).toMatchObject([
      { text: "a " },
      { text: "red", color: "red" },
      { text: " b ", color: undefined },
      { text: "green", color: "green", bold: true },
      { text: " c", color: undefined, bold: true },
    ]);
  });

  it("shows text in other colours, on backgrounds and hidden in the page's own colour", () => {
    const [run] = styledText("\x1b[38;2;1;2;3;48;5;200;8mtext");
    expect(run).toMatchObject({ text: "text", color: undefined });
  });

  it.each([
    ["cursor movement", "\x1b[2K\x1b[1Gdone\x1b[?25h"],
    ["a window title", "\x1b]0;build\x07done"],
    ["a hyperlink", "\x1b]8;;https://example.com\x1b\\done\x1b]8;;\x1b\\"],
    ["a character set", "\x1b(B\x1b)0done\x1b=\x1b7"],
    ["colours with colons", "\x1b[38:2::255:0:0mdone\x1b[4:3m"],
    ["eight-bit controls", "\x9b31mdone\x9b0m\x9d0;title\x9c"],
    ["bell, backspace and NUL", "\x07d\x00o\x08ne\x7f"],
    ["a sequence that is cut off", "done\x1b[38;5"],
    ["a lone escape at the end", "done\x1b"],
    ["a progress bar", "10 %\r50 %\rdone\r"],
  ])("leaves nothing of %s", (_, message) => {
    expect(plain(message)).toBe("done");
  });

  it("keeps the text around an unfinished string's start", () => {
    expect(plain("before\x1b]0;title")).toBe("before");
  });

  it("takes a million escapes in time that grows with their number, not with its square", () => {
    // With the square, the runner's own time limit ends this.
    expect(plain("\x1b[".repeat(500_000))).toBe(plain("\x1b["));
    expect(plain("\x1b]".repeat(500_000))).toBe(plain("\x1b]"));
  });
});
