import { expect, test } from "vitest";
import { CONTINUED, LineSplitter, MAX_LINE_BYTES } from "./line-splitter.ts";

function split(...chunks: (string | number[] | Buffer)[]): string[] {
  const lines: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line));
  for (const chunk of chunks) splitter.push(Buffer.from(chunk as string));
  splitter.end();
  return lines;
}

test("a line may come in any number of chunks, and a chunk may hold any number of lines", () => {
  expect(split("a\nb", "c", "d\n\ne\n")).toEqual(["a", "bcd", "", "e"]);
});

test("what comes after the last line end is a line of its own, and no empty line follows a last line end", () => {
  expect(split("a\nb")).toEqual(["a", "b"]);
  expect(split("a\n")).toEqual(["a"]);
  expect(split()).toEqual([]);
});

test("CRLF ends a line, also when it is cut in two; a CR anywhere else stays", () => {
  expect(split("a\r\nb\r", "\nc\rd\n\re\r")).toEqual(["a", "b", "c\rd", "\re\r"]);
});

test("a text cut at every byte is the text", () => {
  const text = "é\n漢字🦦\r\n\u0000\ttail";
  const bytes = [...Buffer.from(text)].map((byte) => [byte]);
  expect(split(...bytes)).toEqual(["é", "漢字🦦", "\u0000\ttail"]);
});

test("bytes that are not UTF-8 become U+FFFD and spoil nothing beside them", () => {
  expect(split([0x61, 0xff, 0x62, 0x0a, 0xe6, 0xbc, 0x0a, 0x63])).toEqual(["a\ufffdb", "\ufffd", "c"]);
});

test("a line of exactly the limit stays whole", () => {
  expect(split("x".repeat(MAX_LINE_BYTES) + "\n")).toEqual(["x".repeat(MAX_LINE_BYTES)]);
});

test("a longer line goes on in the next line, marked, with nothing lost and no character cut", () => {
  const line = "x" + "漢".repeat(MAX_LINE_BYTES); // 3 bytes each after an odd one: the limit falls inside one.
  const parts = split(Buffer.from(line).subarray(0, 1000), Buffer.from(line).subarray(1000), "\nnext\n");
  expect(parts.pop()).toBe("next");
  expect(parts).toHaveLength(4);
  expect(parts.slice(0, 3).every((part) => part.endsWith(CONTINUED))).toBe(true);
  expect(parts.every((part) => Buffer.byteLength(part.replace(CONTINUED, "")) <= MAX_LINE_BYTES)).toBe(true);
  expect(parts.map((part) => part.replace(CONTINUED, "")).join("") === line).toBe(true);
});

test("a long line without any UTF-8 in it is cut too", () => {
  const parts = split(Buffer.alloc(MAX_LINE_BYTES + 10, 0x80));
  expect(parts.map((part) => part.replace(CONTINUED, "").length)).toEqual([MAX_LINE_BYTES, 10]);
});
