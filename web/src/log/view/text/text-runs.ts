import type { Mark } from "@/log/engine/protocol";
import { withoutControls } from "@/log/engine/store/plain-text";
import { type AnsiStyle, nextStyle, PLAIN } from "@/log/engine/store/ansi-style";
import { linkTarget, urlsIn } from "./links";

/** A run of text in one style. */
export interface TextRun {
  text: string;
  style: AnsiStyle;
  /** Part of a hit of the search. */
  marked?: true;
  /** Where it leads to. */
  href?: string;
}

/**
 * The text of a line as a terminal shows it, cut into runs of one style: colours become styles, every other control goes, and of
 * what a progress bar wrote over itself the last state stays. `marks` are positions in the text that is left, in order.
 */
export function textRuns(text: string, marks: Mark[] = [], begin: AnsiStyle = PLAIN): TextRun[] {
  const runs = styledRuns(text, begin).flatMap(withUrls);
  return marks.length === 0 ? runs : markedRuns(runs, marks);
}

// A style, or the number of a link that begins: `LINK` makes it of the link's own sequence.
const STYLE_OR_LINK = /\x1b\[(=?)([\d;:]*)m/g;
/** A hyperlink's begin, or its end without an address: OSC 8 ; parameters ; address. */
const LINK = /^(?:\x1b\]|\x9d)8;[^;]*;([^\x07\x1b\x9c]*)/;

function styledRuns(text: string, begin: AnsiStyle): TextRun[] {
  const links: (string | undefined)[] = [];
  const styled = withoutControls(
    text,
    (parameters, final) => (final === "m" && /^=?[\d;:]*$/.test(parameters) ? `\x1b[${parameters}m` : ""),
    (string) => {
      const link = LINK.exec(string);
      return link ? `\x1b[=${links.push(linkTarget(link[1]!)) - 1}m` : "";
    },
  );
  if (!styled.includes("\x1b")) return [{ text: styled, style: begin }];
  const runs: TextRun[] = [];
  let style = begin;
  let href: string | undefined;
  let from = 0;
  const addTo = (to: number) => {
    if (to > from) runs.push({ text: styled.slice(from, to), style, ...(href && { href }) });
  };
  for (const { index, 0: sequence, 1: isLink, 2: parameters } of styled.matchAll(STYLE_OR_LINK)) {
    addTo(index);
    from = index + sequence.length;
    if (isLink) href = links[Number(parameters)];
    else style = nextStyle(style, parameters!);
  }
  addTo(styled.length);
  return runs;
}

/** A run, cut where an address begins and ends. */
function withUrls(run: TextRun): TextRun[] {
  if (run.href !== undefined) return [run];
  const cut: TextRun[] = [];
  let from = 0;
  for (const [at, url] of urlsIn(run.text)) {
    if (at > from) cut.push({ ...run, text: run.text.slice(from, at) });
    cut.push({ ...run, text: url, href: url });
    from = at + url.length;
  }
  if (from === 0) return [run];
  if (from < run.text.length) cut.push({ ...run, text: run.text.slice(from) });
  return cut;
}

function markedRuns(runs: TextRun[], marks: Mark[]): TextRun[] {
  const cut: TextRun[] = [];
  let runStart = 0;
  let next = 0; // the first mark that does not end before this run
  for (const { text, ...look } of runs) {
    const runEnd = runStart + text.length;
    let at = runStart;
    while (next < marks.length && marks[next]![0] < runEnd) {
      const start = Math.max(marks[next]![0], at);
      const end = Math.min(marks[next]![1], runEnd);
      if (start > at) cut.push({ text: text.slice(at - runStart, start - runStart), ...look });
      if (end > start)
        cut.push({ text: text.slice(start - runStart, end - runStart), ...look, marked: true });
      at = Math.max(at, end);
      if (marks[next]![1] > runEnd) break; // goes on in the next run
      next++;
    }
    if (at < runEnd) cut.push({ text: text.slice(at - runStart), ...look });
    runStart = runEnd;
  }
  return cut;
}
