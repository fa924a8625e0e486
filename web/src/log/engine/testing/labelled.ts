import type { Level } from "../protocol";

const LEVELS: Record<string, Level | undefined> = {
  T: "trace",
  D: "debug",
  I: "info",
  W: "warn",
  E: "error",
  F: "fatal",
};

/** Lines by who wrote them, of a text: "# " and a source, then its lines, each after the letter of its level, or "-" if it names none. */
export function labelled(text: string): Record<string, [level: Level | undefined, line: string][]> {
  const sources: Record<string, [level: Level | undefined, line: string][]> = {};
  let source: [level: Level | undefined, line: string][] = [];
  for (const row of text.trim().split("\n")) {
    const line = row.slice(2);
    if (row.startsWith("# ")) source = sources[line] = [];
    else source.push([LEVELS[row[0]!], line]);
  }
  return sources;
}
