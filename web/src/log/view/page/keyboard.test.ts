import { describe, expect, it } from "vitest";
import { type Command, COMMANDS, keyHandlers, PAGE_SHORTCUTS, ROW_SHORTCUTS } from "./keyboard";

describe("the log page's keys", () => {
  it("have one meaning each, and none that they have in the rows", () => {
    const keys = Object.values(COMMANDS).flatMap(({ keys }) => keys);
    const rows = ROW_SHORTCUTS.flatMap(({ keys }) => keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => key !== "Enter" && rows.includes(key))).toEqual([]);
  });

  it("call what they are listed for", () => {
    const called: string[] = [];
    const commands = Object.keys(COMMANDS) as Command[];
    const handlers = keyHandlers(
      Object.fromEntries(commands.map((command) => [command, () => void called.push(command)])) as never,
    );
    for (const key of ["/", "n", "N", "f", "Escape"]) handlers[key]!();
    expect(called).toEqual(["find", "nextHit", "previousHit", "filter", "leave"]);
  });

  it("are all in the list that the reader sees, in different words", () => {
    expect(PAGE_SHORTCUTS).toHaveLength(Object.keys(COMMANDS).length);
    const words = [...PAGE_SHORTCUTS, ...ROW_SHORTCUTS].map(({ does }) => does);
    expect(new Set(words).size).toBe(words.length);
  });
});
