import { LEVELS, type Mark, type Pattern, type StreamName } from "../protocol.ts";
import type { Candidate } from "../query/built-in.ts";
import { formMatcher } from "../patterns/template.ts";
import { compileQuery } from "../query/compile-query.ts";
import { parseQuery } from "../query/parse-query.ts";
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

/** What a query asks of lines besides their texts, in the form in which it is sent: one of each for a line. */
export interface About {
  /** Index in `LEVELS`; of a line without a level what none has. */
  levels: Uint8Array;
  /** Index in `STREAMS`. */
  streams: Uint8Array;
  /** Index in `workloads`. */
  sources: Uint16Array;
  /** Milliseconds since the epoch; NaN: it tells none. */
  times: Float64Array;
  workloads: string[];
}

export const STREAMS: readonly (StreamName | undefined)[] = ["stdout", "stderr", undefined];

/** A query, and when it was asked: what its relative times are counted from, in milliseconds since the epoch. */
export interface AskedQuery extends Omit<Pattern, "regex"> {
  now: number;
}

/** Indices of the lines with the texts in `joined` that a query lets through, ascending; of one that cannot be read none. */
export function findPassing({ text, ...options }: AskedQuery, joined: string, about: About): Uint32Array {
  const parsed = parseQuery(text);
  if (parsed.problem) return new Uint32Array();
  const passes = compileQuery(parsed.query, { ...options, formTest: formMatcher });
  const found: number[] = [];
  joined.split(SEPARATOR).forEach((text, index) => {
    if (passes(candidate(text, index, about))) found.push(index);
  });
  return Uint32Array.from(found);
}

function candidate(text: string, index: number, about: About): Candidate {
  const at = about.times[index]!;
  return {
    text,
    level: LEVELS[about.levels[index]!],
    stream: STREAMS[about.streams[index]!],
    workload: about.workloads[about.sources[index]!]!,
    at: Number.isNaN(at) ? undefined : at,
  };
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
