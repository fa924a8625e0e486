import { marksBetween } from "./find";
import { type FoldedEvent, type Mark, SHOWN_CHARACTERS, type ShownLine } from "../protocol";
import { type AnsiStyle, PLAIN, styleAfter } from "../store/ansi-style";
import { plainText } from "../store/plain-text";
import { foldEvent } from "../events/fold-event";

const MOST_HITS = 20; // lines with a hit that a folded event shows besides: about a screen

/** An event's text as the log has it, and the style that the line before has left switched on. */
interface Event {
  text: string;
  begin: AnsiStyle | undefined;
}

interface EventLine extends ShownLine {
  folded: boolean;
  /** Where it begins and ends in the event's plain text. */
  from: number;
  to: number;
}

/** The lines of an event behind its first, each with its style and with the hits that are in it. */
export function shownLines(event: Event, marks: Mark[] = []): ShownLine[] {
  return eventLines(event).map((line) => shownLine(line, 0, marks));
}

/** What of them is shown of a folded event: what its kind says, and what has a hit. */
export function foldedEvent(event: Event, marks: Mark[] = []): FoldedEvent {
  const shown: ShownLine[] = [];
  let skipped = 0;
  let hits = 0;
  for (const line of eventLines(event)) {
    const hasHit = hits < MOST_HITS && marks.some(([start, end]) => start < line.to && end > line.from);
    if (line.folded && !hasHit) {
      skipped += 1;
      continue;
    }
    if (hasHit) hits += 1;
    const cut = line.text.length > SHOWN_CHARACTERS ? `${line.text.slice(0, SHOWN_CHARACTERS)}…` : line.text;
    shown.push(shownLine({ ...line, text: cut }, skipped, marks));
    skipped = 0;
  }
  return { shown, more: skipped };
}

function shownLine(line: EventLine, skipped: number, marks: Mark[]): ShownLine {
  const { text, begin, library, from, to } = line;
  const own = marks.length > 0 ? marksBetween(marks, from, to) : marks;
  return {
    text,
    skipped,
    ...(begin && { begin }),
    ...(library && { library }),
    ...(own.length > 0 && { marks: own }),
  };
}

function eventLines({ text, begin }: Event): EventLine[] {
  const texts = text.split("\n");
  const plain = texts.map(plainText);
  const kinds = foldEvent(plain);
  let style = begin ?? PLAIN;
  let from = 0;
  return texts
    .map((text, index): EventLine => {
      const before = style;
      style = styleAfter(text, style);
      const to = from + plain[index]!.length;
      const { kind, folded } = kinds[index]!;
      const line = { text, folded, from, to, skipped: 0 };
      from = to + 1;
      return {
        ...line,
        ...(before !== PLAIN && { begin: before }),
        ...(kind === "library" && { library: true }),
      };
    })
    .slice(1);
}
