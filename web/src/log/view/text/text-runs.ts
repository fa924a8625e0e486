import type { Mark } from "@/log/engine/protocol";
import { withoutControls } from "@/log/engine/store/plain-text";
import { type AnsiStyle, nextStyle } from "./ansi-style";

/** A run of text in one style. */
export interface TextRun {
  text: string;
  style: AnsiStyle;
  /** Part of a hit of the search. */
  marked?: true;
}

const PLAIN: AnsiStyle = {};

/**
 * The text of a line as a terminal shows it, cut into runs of one style: colours become styles, every other control goes, and of
 * what a progress bar wrote over itself the last state stays. `marks` are positions in the text that is left, in order.
 */
export function textRuns(text: string, marks: Mark[] = []): TextRun[] {
  const runs = styledRuns(text);
  return marks.length === 0 ? runs : markedRuns(runs, marks);
}

/** Those of `marks` that are between two positions, as far as they are, counted from the first of these. */
export function marksBetween(marks: Mark[] | undefined, from: number, to: number): Mark[] | undefined {
  const between = marks?.filter(([start, end]) => start < to && end > from);
  return between?.length
    ? between.map(([start, end]) => [Math.max(start, from) - from, Math.min(end, to) - from])
    : undefined;
}

const STYLE = /\x1b\[([\d;:]*)m/g;

function styledRuns(text: string): TextRun[] {
  const styled = withoutControls(text, (parameters, final) =>
    final === "m" && /^[\d;:]*$/.test(parameters) ? `\x1b[${parameters}m` : "",
  );
  if (!styled.includes("\x1b")) return [{ text: styled, style: PLAIN }];
  const runs: TextRun[] = [];
  let style = PLAIN;
  let from = 0;
  const addTo = (to: number) => {
    if (to > from) runs.push({ text: styled.slice(from, to), style });
  };
  for (const { index, 0: sequence, 1: parameters } of styled.matchAll(STYLE)) {
    addTo(index);
    from = index + sequence.length;
    style = nextStyle(style, parameters!);
  }
  addTo(styled.length);
  return runs;
}

function markedRuns(runs: TextRun[], marks: Mark[]): TextRun[] {
  const cut: TextRun[] = [];
  let runStart = 0;
  let next = 0; // the first mark that does not end before this run
  for (const { text, style } of runs) {
    const runEnd = runStart + text.length;
    let at = runStart;
    while (next < marks.length && marks[next]![0] < runEnd) {
      const start = Math.max(marks[next]![0], at);
      const end = Math.min(marks[next]![1], runEnd);
      if (start > at) cut.push({ text: text.slice(at - runStart, start - runStart), style });
      if (end > start) cut.push({ text: text.slice(start - runStart, end - runStart), style, marked: true });
      at = Math.max(at, end);
      if (marks[next]![1] > runEnd) break; // goes on in the next run
      next++;
    }
    if (at < runEnd) cut.push({ text: text.slice(at - runStart), style });
    runStart = runEnd;
  }
  return cut;
}
