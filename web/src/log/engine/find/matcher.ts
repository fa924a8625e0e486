import type { Pattern } from "../protocol";
import { parseQuery } from "../query/parse-query";
import { searchedText } from "../store/json-line";
import { shownTime, type StoredLine } from "../store/stored-row";
import type { Finder } from "./finder";
import { patternExpression } from "./pattern";

/** How it is told which lines match what a reader has typed. */
export interface Matcher {
  /** @throws Error whose message says what is wrong with the pattern. */
  check(pattern: Pattern): void;
  /** Indices of the lines that match, ascending. `now`: when it was asked for, in milliseconds since the epoch. */
  matching(pattern: Pattern, lines: StoredLine[], now: number): Promise<Uint32Array>;
}

/** Lines in which the pattern is found. */
export function patternMatcher(finder: Finder): Matcher {
  return {
    check: (pattern) => void patternExpression(pattern), // is made, not run
    matching: (pattern, lines) => finder.lines(pattern, lines.map(textOf)),
  };
}

/** Lines that a query lets through, in the language that `parseQuery` reads; an expression is taken as a pattern. */
export function queryMatcher(finder: Finder, workload: (source: number) => string): Matcher {
  const patterns = patternMatcher(finder);
  return {
    check(pattern) {
      if (pattern.regex) return patterns.check(pattern);
      const { problem } = parseQuery(pattern.text);
      if (problem) throw new Error(problem.message);
    },
    matching(pattern, lines, now) {
      if (pattern.regex) return patterns.matching(pattern, lines, now);
      const { text, caseSensitive } = pattern;
      const candidates = lines.map((line) => ({
        text: textOf(line),
        level: line.level,
        stream: line.stream,
        workload: workload(line.source),
        at: shownTime(line),
      }));
      return finder.passing({ text, caseSensitive, now }, candidates);
    },
  };
}

function textOf(line: StoredLine): string {
  return searchedText(line.text, shownTime(line));
}
