import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { levelOf } from "../store/level";
import type { NewLine } from "../store/stored-row";
import { joinedLines } from "./event-writer";

function eventsOf(lines: string[]): NewLine[] {
  return joinedLines(
    lines.map((text) => ({
      source: 0,
      at: 0,
      timed: "backend",
      toldAt: undefined,
      stream: "stdout",
      level: levelOf(text),
      cursor: undefined,
      text,
    })),
  );
}

describe("an event's level", () => {
  it("is what the head names, else what the first line does that names one", () => {
    expect(eventsOf(["WARN a", "  ERROR: b"])).toMatchObject([{ level: "warn" }]);
    expect(eventsOf(["a", "  b", "  error: c", "  info: d"])).toMatchObject([{ level: "error" }]);
    expect(eventsOf(["a", "  b"])).toMatchObject([{ level: undefined }]);
  });

  it("is that of an error for what was thrown, and fatal for a panic", () => {
    const of = (trace: string, head: string) => {
      const text = readFileSync(new URL(`traces/${trace}.txt`, import.meta.url), "utf8");
      return eventsOf(text.split("\n")).find(({ text }) => text.split("\n", 1)[0]!.includes(head))!.level;
    };
    expect([of("python", "Traceback"), of("java", "worker-1"), of("node", "uncaught.cjs")]).toEqual([
      "error",
      "error",
      "error",
    ]);
    expect([of("go", "panic: "), of("rust", "main"), of("dotnet", "Unhandled")]).toEqual([
      "fatal",
      "fatal",
      "fatal",
    ]);
  });
});
