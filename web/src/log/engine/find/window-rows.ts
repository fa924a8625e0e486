import { type LineRow, type Mark, type Row, SHOWN_CHARACTERS } from "../protocol";
import { foldJson, shownText } from "../store/json-line";
import { agrees, ownTime } from "../store/line-time";
import { lastState } from "../store/plain-text";
import { shownTime, type StoredLine, type StoredRow } from "../store/stored-row";
import type { Finder } from "./finder";
import type { MatchIndex } from "./match-index";

/**
 * The rows of the page's window as the page is to show them: cut, JSON folded, with the hits of the search marked. Where
 * the hits are is asked of the finder: rows come without marks first, and `onMarks` says that there are some now.
 */
export class WindowRows {
  readonly #finder: Finder;
  readonly #search: MatchIndex;
  readonly #onMarks: () => void;
  /** The lines of the last window, and their marks; undefined: asked for. */
  #lines = new Map<StoredLine, LineRow>();
  #marks = new Map<StoredLine, Mark[] | undefined>();
  #marksNumber = 0;

  constructor(finder: Finder, search: MatchIndex, onMarks: () => void) {
    this.#finder = finder;
    this.#search = search;
    this.#onMarks = onMarks;
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
      const line = this.#lines.get(row) ?? shownLine(row);
      lines.set(row, line);
      const context = isContext(row) ? true : undefined;
      if (!this.#search.pattern || !this.#search.matches(row)) return context ? { ...line, context } : line;
      if (!this.#marks.has(row)) unmarked.push(row);
      marks.set(row, this.#marks.get(row));
      return { ...line, context, marks: this.#marks.get(row) };
    });
    this.#lines = lines;
    this.#marks = marks;
    if (unmarked.length > 0) void this.#findMarks(unmarked);
    return shown;
  }

  async #findMarks(rows: StoredLine[]): Promise<void> {
    const number = this.#marksNumber;
    const texts = rows.map((row) => {
      const { json, text } = this.#lines.get(row)!;
      return shownText(text, json);
    });
    try {
      const found = await this.#finder.marks(this.#search.pattern!, texts);
      if (number !== this.#marksNumber) return;
      rows.forEach((row, index) => {
        if (this.#marks.has(row)) this.#marks.set(row, found[index]);
      });
      this.#onMarks();
    } catch (error) {
      // An expression that finds its first hit in time may take too long for the others.
      if (number === this.#search.number) this.#search.giveUp(error as Error);
    }
  }
}

function shownLine(line: StoredLine): LineRow {
  const { key, source, cursor, timed, at, toldAt, stream, level, text } = line;
  // Of a line that is to be cut only what is to be seen of it.
  const cut = text.length > SHOWN_CHARACTERS ? lastState(text).slice(0, SHOWN_CHARACTERS) : text;
  const time = shownTime(line);
  const other = timed === "backend" ? ownTime(text, at)?.at : toldAt;
  const otherTime = other !== undefined && !agrees(other, at) ? other : undefined;
  const json = foldJson(text, time);
  const length = text.length;
  return { kind: "line", key, source, cursor, time, otherTime, stream, level, text: cut, length, json };
}
