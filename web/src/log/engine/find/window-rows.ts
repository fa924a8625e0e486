import { type LineRow, type Mark, type Row, SHOWN_CHARACTERS } from "../protocol";
import { valuesOf } from "../query/fields";
import { foldJson, shownText } from "../store/json-line";
import { agrees, ownTime } from "../store/line-time";
import { lastState, plainText } from "../store/plain-text";
import { linesOf, shownTime, type StoredLine, type StoredRow } from "../store/stored-row";
import { foldedEvent } from "./shown-lines";
import type { Finder } from "./finder";
import { marksBetween } from "./find";
import type { MatchIndex } from "./match-index";

/**
 * The rows of the page's window as the page is to show them: cut, JSON folded, with the hits of the search marked. Where
 * the hits are is asked of the finder: rows come without marks first, and `onMarks` says that there are some now.
 */
export class WindowRows {
  readonly #finder: Finder;
  readonly #search: MatchIndex;
  readonly #watch: MatchIndex;
  readonly #onMarks: () => void;
  /** The lines of the last window, and their marks; undefined: asked for. */
  #lines = new Map<StoredLine, LineRow>();
  #marks = new Map<StoredLine, Mark[] | undefined>();
  #marksNumber = 0;
  #columns: string[] = [];

  constructor(finder: Finder, search: MatchIndex, watch: MatchIndex, onMarks: () => void) {
    this.#finder = finder;
    this.#search = search;
    this.#watch = watch;
    this.#onMarks = onMarks;
  }

  /** Names of the fields that each row tells by itself. */
  setColumns(names: string[]): void {
    this.#columns = names;
    this.#lines = new Map();
  }

  of(rows: StoredRow[], isContext: (line: StoredLine) => boolean): Row[] {
    if (this.#marksNumber !== this.#search.number) this.#marks = new Map();
    this.#marksNumber = this.#search.number;
    const lines = new Map<StoredLine, LineRow>();
    const marks = new Map<StoredLine, Mark[] | undefined>();
    const unmarked: StoredLine[] = [];
    const shown = rows.map((row): Row => {
      const { key, source } = row;
      if (row.kind === "gap") return { kind: "gap", key, source, missed: row.missed, state: row.state };
      if (row.kind === "run") return row;
      const known = this.#lines.get(row);
      const line =
        known?.lines === linesOf(row) ? known : { ...shownLine(row), columns: this.#columnsOf(row) };
      lines.set(row, line);
      // An event has got lines since.
      if (known && line !== known) this.#marks.delete(row);
      const about: Pick<LineRow, "context" | "watched"> = {};
      if (isContext(row)) about.context = true;
      if (this.#watch.pattern && this.#watch.matches(row)) about.watched = true;
      if (!this.#search.pattern || !this.#search.matches(row))
        return about.context || about.watched ? { ...line, ...about } : line;
      if (!this.#marks.has(row)) unmarked.push(row);
      const all = this.#marks.get(row);
      marks.set(row, all);
      return { ...line, ...about, ...(all && { ...marked(row, line, all), found: this.#marksNumber }) };
    });
    this.#lines = lines;
    this.#marks = marks;
    if (unmarked.length > 0) void this.#findMarks(unmarked);
    return shown;
  }

  #columnsOf({ text }: StoredLine): LineRow["columns"] {
    if (this.#columns.length === 0) return undefined;
    const plain = plainText(text);
    return this.#columns.map((name) => valuesOf(plain, name)[0]);
  }

  async #findMarks(rows: StoredLine[]): Promise<void> {
    const number = this.#marksNumber;
    try {
      for (const batch of batches(rows)) {
        const texts = batch.map((row) => shownText(row.text, this.#lines.get(row)?.json));
        const found = await this.#finder.marks(this.#search.pattern!, texts);
        if (number !== this.#marksNumber) return;
        batch.forEach((row, index) => {
          if (this.#marks.has(row)) this.#marks.set(row, found[index]);
        });
        this.#onMarks();
      }
    } catch (error) {
      // An expression that finds its first hit in time may take too long for the others.
      if (number === this.#search.number) this.#search.giveUp(error as Error);
    }
  }
}

const BATCH_CHARACTERS = 1_000_000; // some milliseconds of the worker that runs the pattern

function batches(rows: StoredLine[]): StoredLine[][] {
  const all: StoredLine[][] = [[]];
  let characters = 0;
  for (const row of rows) {
    characters += row.text.length;
    if (characters > BATCH_CHARACTERS && all.at(-1)!.length > 0)
      [characters] = [row.text.length, all.push([])];
    all.at(-1)!.push(row);
  }
  return all;
}

const BEFORE_HIT = 1_000; // characters of a long line shown before its first hit: some rows, to tell where it is

/** A row with its marks; of a line that is cut before the first of them what is around that. */
function marked(row: StoredLine, line: LineRow, marks: Mark[]): Partial<LineRow> {
  const { text } = row;
  if (line.event) {
    return {
      marks: marksBetween(marks, 0, plainText(firstLine(text)).length),
      event: foldedEvent(row, marks),
    };
  }
  if (line.json || line.length === line.text.length) return { marks };
  const [first] = marks;
  const skipped = first && first[1] > SHOWN_CHARACTERS ? Math.max(0, first[0] - BEFORE_HIT) : 0;
  const shown = skipped > 0 ? plainText(text).slice(skipped, skipped + SHOWN_CHARACTERS) : line.text;
  const end = skipped + plainText(shown).length;
  return {
    marks: marksBetween(marks, skipped, end),
    ...(skipped > 0 && { skipped, text: shown }),
  };
}

/** A line as a row of the page, without what a search has found in it. */
export function shownLine(line: StoredLine): LineRow {
  const { key, source, cursor, timed, at, toldAt, stream, level, begin } = line;
  const time = shownTime(line);
  const other = timed === "backend" ? ownTime(line.text, at)?.at : toldAt;
  const otherTime = other !== undefined && !agrees(other, at) ? other : undefined;
  const json = foldJson(line.text, time);
  const event = line.rest && !json ? foldedEvent(line) : undefined;
  const text = event ? firstLine(line.text) : line.text;
  return {
    kind: "line",
    key,
    source,
    cursor,
    time,
    otherTime,
    stream,
    level,
    // Of a line that is to be cut only what is to be seen of it.
    text: text.length > SHOWN_CHARACTERS ? lastState(text).slice(0, SHOWN_CHARACTERS) : text,
    length: text.length,
    lines: linesOf(line),
    json,
    event,
    begin,
  };
}

const firstLine = (text: string) => text.split("\n", 1)[0]!;
