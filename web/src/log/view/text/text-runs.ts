import { eachPair, pairText } from "@/log/engine/query/key-values";
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
  /** The field whose value it is, or a part of it. */
  field?: TextField;
}

export interface TextField {
  name: string;
  value: string;
}

/**
 * The text of a line as a terminal shows it, cut into runs of one style: colours become styles, every other control goes, and of
 * what a progress bar wrote over itself the last state stays. `marks` are positions in the text that is left, in order.
 */
export function textRuns(text: string, marks: Mark[] = [], begin: AnsiStyle = PLAIN): TextRun[] {
  const runs = withFields(styledRuns(text, begin).flatMap(withUrls));
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

/** Runs, cut where the value of a `name=value` begins and ends. */
function withFields(runs: TextRun[]): TextRun[] {
  const text = runs.map((run) => run.text).join("");
  if (!text.includes("=") || text.length > LONG_CHARACTERS) return runs;
  const places: { from: number; to: number; field: TextField }[] = [];
  eachPair(text, 0, text.length, (name, sign, from, to) => {
    if (to === from) return;
    places.push({ from, to, field: { name: text.slice(name, sign), value: pairText(text.slice(from, to)) } });
  });
  return cutRuns(runs, places, (run, { field }) => (run.href === undefined ? { ...run, field } : run));
}

const LONG_CHARACTERS = 8_000; // a block of a line of many: a text that is no line for a reader to click in

/** Runs, cut at the begin and end of each of `places`, in their order, and what is in one made by `make`. */
function cutRuns<Place extends { from: number; to: number }>(
  runs: TextRun[],
  places: Place[],
  make: (run: TextRun, place: Place) => TextRun,
): TextRun[] {
  const cut: TextRun[] = [];
  let runStart = 0;
  let next = 0; // the first place that does not end before this run
  for (const run of runs) {
    const runEnd = runStart + run.text.length;
    const part = (from: number, to: number) => ({
      ...run,
      text: run.text.slice(from - runStart, to - runStart),
    });
    let at = runStart;
    while (next < places.length && places[next]!.from < runEnd) {
      const place = places[next]!;
      const start = Math.max(place.from, at);
      const end = Math.min(place.to, runEnd);
      if (start > at) cut.push(part(at, start));
      if (end > start) cut.push(make(part(start, end), place));
      at = Math.max(at, end);
      if (place.to > runEnd) break; // goes on in the next run
      next++;
    }
    if (at < runEnd) cut.push(part(at, runEnd));
    runStart = runEnd;
  }
  return cut;
}

function markedRuns(runs: TextRun[], marks: Mark[]): TextRun[] {
  const places = marks.map(([from, to]) => ({ from, to }));
  return cutRuns(runs, places, (run) => ({ ...run, marked: true }));
}
