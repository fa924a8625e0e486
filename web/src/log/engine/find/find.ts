import type { Mark, Pattern } from "../protocol.ts";
import { patternExpression } from "./pattern.ts"; // ".ts": a test has Node run this file in a worker

/** Stands between texts that are sent as one string; no text without its controls has it. */
export const SEPARATOR = "\0";

const MAX_MARKS = 1_000; // more than a row of text has room for

/** Indices of the texts in `joined` that have a hit, ascending. */
export function findLines(pattern: Pattern, joined: string): Uint32Array {
  const expression = patternExpression(pattern);
  const found: number[] = [];
  joined.split(SEPARATOR).forEach((text, index) => {
    expression.lastIndex = 0;
    if (expression.test(text)) found.push(index);
  });
  return Uint32Array.from(found);
}

/** Those of `marks` that are between two positions, as far as they are, counted from the first of these. */
export function marksBetween(marks: Mark[], from: number, to: number): Mark[] {
  return marks
    .filter(([start, end]) => start < to && end > from)
    .map(([start, end]) => [Math.max(start, from) - from, Math.min(end, to) - from]);
}

/** Where the hits in each of the texts in `joined` are. A hit of no characters has nothing to be marked. */
export function findMarks(pattern: Pattern, joined: string): Mark[][] {
  const expression = patternExpression(pattern);
  return joined.split(SEPARATOR).map((text) => {
    const marks: Mark[] = [];
    for (const { index, 0: hit } of text.matchAll(expression)) {
      if (hit.length > 0) marks.push([index, index + hit.length]);
      if (marks.length === MAX_MARKS) break;
    }
    return marks;
  });
}
