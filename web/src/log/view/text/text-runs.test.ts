import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Mark } from "@/log/engine/protocol";
import { plainText } from "@/log/engine/store/plain-text";
import { type TextRun, textRuns } from "./text-runs";

const plain = (runs: TextRun[]) => runs.map(({ text }) => text).join("");
const hits = (runs: TextRun[]) => runs.filter(({ marked }) => marked).map(({ text }) => text);

describe("a link", () => {
  const links = (text: string) =>
    textRuns(text).flatMap(({ text, href }) => (href === undefined ? [] : [[text, href]]));

  it("is an address in the text, or what the program has made one of", () => {
    expect(
      links("see https://x.org/a, or \x1b]8;id=1;https://y.org/b\x1b\\the \x1b[1mmanual\x1b[0m\x1b]8;;\x07."),
    ).toEqual([
      ["https://x.org/a", "https://x.org/a"],
      ["the ", "https://y.org/b"],
      ["manual", "https://y.org/b"],
    ]);
  });

  it.each([
    "\x1b]8;;javascript:alert(1)\x07click\x1b]8;;\x07",
    "\x1b]8;;file:///etc/passwd\x07click\x1b]8;;\x07",
    "\x1b]8;;/logout\x07click\x1b]8;;\x07",
    "\x1b[=0mclick",
  ])("leads to nothing but a web page: not %j", (text) => {
    expect(links(text)).toEqual([]);
    expect(plain(textRuns(text))).toBe("click");
  });

  it("keeps its address where a hit is in it", () => {
    expect(
      textRuns("https://x.org/abc", [[14, 15]]).map(({ text, href, marked }) => [text, href, marked]),
    ).toEqual([
      ["https://x.org/", "https://x.org/abc", undefined],
      ["a", "https://x.org/abc", true],
      ["bc", "https://x.org/abc", undefined],
    ]);
  });
});

it("a line begins in the style that the line before has left", () => {
  expect(textRuns("red \x1b[39mnot", [], { color: 1 })).toMatchObject([
    { text: "red ", style: { color: 1 } },
    { text: "not", style: { color: undefined } },
  ]);
});

describe("textRuns", () => {
  it("leaves a line without controls as it is", () => {
    expect(textRuns("GET /\t200 <b>✓</b>")).toEqual([{ text: "GET /\t200 <b>✓</b>", style: {} }]);
  });

  it("makes a run of each style, which ends where the program ends it", () => {
    expect(textRuns("a \x1b[31mred\x1b[0m b \x1b[1;92mgreen\x1b[4m both\x1b[39;24m c")).toEqual([
      { text: "a ", style: {} },
      { text: "red", style: { color: 1 } },
      { text: " b ", style: {} },
      { text: "green", style: { color: 10, bold: true } },
      { text: " both", style: { color: 10, bold: true, underline: true } },
      { text: " c", style: { bold: true } },
    ]);
  });

  it.each([
    ["an entry of the colour cube", "\x1b[38;5;208mx", { color: [255, 135, 0] }],
    ["a grey", "\x1b[38;5;244mx", { color: [128, 128, 128] }],
    ["one of the sixteen by its number in the palette", "\x1b[48;5;9mx", { background: 9 }],
    [
      "true colours with semicolons",
      "\x1b[38;2;1;2;3;48;2;4;5;6mx",
      { color: [1, 2, 3], background: [4, 5, 6] },
    ],
    ["true colours with colons", "\x1b[38:2::1:2:3mx", { color: [1, 2, 3] }],
    ["true colours with colons and no colour space", "\x1b[38:2:1:2:3mx", { color: [1, 2, 3] }],
    ["a colour followed by a style", "\x1b[38;5;9;1mx", { color: 9, bold: true }],
    ["a colour that is none", "\x1b[38;5;999mx", {}],
    ["a colour that is cut off", "\x1b[38;2;1mx", {}],
    ["an underline that is taken back", "\x1b[4:3m\x1b[4:0mx", {}],
    ["a reset without a number", "\x1b[1m\x1b[mx", {}],
  ])("understands %s", (_, text, style) => {
    expect(textRuns(text)).toEqual([{ text: "x", style }]);
  });

  it("shows of a progress bar the last state, in its colour", () => {
    expect(textRuns("10 %\r50 %\r\x1b[32mdone\r")).toEqual([{ text: "done", style: { color: 2 } }]);
  });

  it("cuts the runs at the marks, also where a mark goes over several runs", () => {
    const runs = textRuns("\x1b[31mred\x1b[0m and \x1b[34mblue", [
      [1, 5],
      [7, 9],
    ]);
    expect(runs).toEqual([
      { text: "r", style: { color: 1 } },
      { text: "ed", style: { color: 1 }, marked: true },
      { text: " a", style: {}, marked: true },
      { text: "nd", style: {} },
      { text: " ", style: {}, marked: true },
      { text: "b", style: { color: 4 }, marked: true },
      { text: "lue", style: { color: 4 } },
    ]);
  });

  it("marks what the marks say of the text that search sees, whatever the line holds", () => {
    const parts = fc.constantFrom(
      "\x1b[31m",
      "\x1b[0m",
      "\x1b[38;5;9m",
      "ab",
      " ",
      "\r",
      "\x1b]0;t\x07",
      "é",
      "\x1b[2K",
    );
    fc.assert(
      fc.property(
        fc.array(parts).map((parts) => parts.join("")),
        fc.array(fc.nat(30)),
        (text, cuts) => {
          const seen = plainText(text);
          const places = [...new Set(cuts.filter((cut) => cut <= seen.length))].sort((a, b) => a - b);
          const marks: Mark[] = [];
          for (let at = 0; at + 1 < places.length; at += 2) marks.push([places[at]!, places[at + 1]!]);
          const runs = textRuns(text, marks);
          expect(plain(runs)).toBe(seen);
          expect(hits(runs).join("")).toBe(marks.map(([start, end]) => seen.slice(start, end)).join(""));
        },
      ),
    );
  });
});
