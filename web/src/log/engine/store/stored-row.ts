import type { AnsiStyle } from "./ansi-style";
import type { GapRow, Level, RunRow, StreamName } from "../protocol";

/** What is kept of one row. */
export type StoredRow = StoredLine | StoredGap | RunRow;

export interface StoredLine {
  kind: "line";
  key: number;
  source: number;
  /** When it was written, or else when it came. Milliseconds since the epoch. */
  at: number;
  /** Who told: nobody, the backend, or the line itself, in whose place the backend told the time `toldAt`, if it did. */
  timed: false | "backend" | "line";
  toldAt: number | undefined;
  stream: StreamName | undefined;
  level: Level | undefined;
  cursor: string | undefined;
  /** Of an event of several lines all of them, with LF between. */
  text: string;
  /** What there is to say of an event's lines but the first; undefined for a single line. */
  rest: EventRest | undefined;
  /** The style that the line before has left switched on. */
  begin: AnsiStyle | undefined;
  /** What it counts for in `Limits.bytes`. */
  bytes: number;
  /** What the filter's pattern has found, the search's, and the watch's, as `MatchIndex` notes it. */
  filter: number;
  search: number;
  watch: number;
}

export interface EventRest {
  /** One for each line but the first. */
  cursors: (string | undefined)[];
  /** How many lines there were when the filter's pattern, the search's and the watch's were looked for. */
  filter: number;
  search: number;
  watch: number;
}

export interface StoredGap {
  kind: "gap";
  key: number;
  source: number;
  at: number;
  missed: number | null;
  state: GapRow["state"];
  /** Cursor of the last line before it. */
  after: string | undefined;
}

/** A line as it comes, or an event whose lines come together: then with the `cursors` of those behind its first. */
export type NewLine = Pick<
  StoredLine,
  "source" | "at" | "timed" | "toldAt" | "stream" | "level" | "cursor" | "text"
> & { begin?: AnsiStyle; cursors?: (string | undefined)[] };
export type NewGap = Pick<StoredGap, "source" | "at" | "missed" | "after">;

// An object of sixteen fields, its time as a boxed number, its text's header, and its cursor: as measured in Chromium.
const ROW_BYTES = 160;
// The cursor, and the pair that V8 makes of two texts put together.
const EVENT_LINE_BYTES = 100;

/** A line as it is kept. */
export function storedLine(key: number, line: NewLine): StoredLine {
  const { source, at, timed, toldAt, stream, level, text, begin, cursors } = line;
  const bytes = ROW_BYTES + textBytes(text) + (cursors?.length ?? 0) * EVENT_LINE_BYTES;
  const cursor = line.cursor === undefined ? undefined : ownString(line.cursor);
  // All in one literal, so that all lines have one shape.
  return {
    kind: "line",
    key,
    source,
    at,
    timed,
    toldAt,
    stream,
    level,
    cursor,
    text,
    rest: cursors && newRest(cursors),
    begin,
    bytes,
    filter: 0,
    search: 0,
    watch: 0,
  };
}

// As much as is read as JSON (json-line.ts): what is longer is another event, so that no text grows without end.
const EVENT_CHARACTERS = 65_536;

/** Whether the parts of an event are short enough to be kept as one. */
export function hasRoom(...parts: { text: string }[]): boolean {
  return parts.reduce((sum, { text }) => sum + text.length, 0) <= EVENT_CHARACTERS;
}

/** Puts a line behind those of `row`. */
export function extend(row: StoredLine, { text, level, cursor }: NewLine): void {
  row.rest ??= newRest([]);
  row.rest.cursors.push(cursor === undefined ? cursor : ownString(cursor));
  row.text += `\n${text}`;
  row.level ??= level;
  row.bytes += textBytes(text) + EVENT_LINE_BYTES;
}

/** A begin of an event with what was kept of it as a row of its own. */
export function joined(begin: NewLine, { text, level, cursor, rest }: StoredLine): NewLine {
  return {
    ...begin,
    text: `${begin.text}\n${text}`,
    level: begin.level ?? level,
    cursors: [...(begin.cursors ?? []), cursor, ...(rest?.cursors ?? [])],
  };
}

/** Puts an event's begin, found later, before the lines of `row`. */
export function prepend(row: StoredLine, begin: NewLine): void {
  const { cursors = [] } = begin;
  const before = storedLine(row.key, begin);
  row.rest = newRest([...cursors, row.cursor, ...(row.rest?.cursors ?? [])]);
  row.cursor = before.cursor;
  row.text = `${before.text}\n${row.text}`;
  row.level = before.level ?? row.level;
  row.begin = before.begin;
  row.bytes += before.bytes - ROW_BYTES + EVENT_LINE_BYTES;
}

/** How many lines of the log a row is. */
export function linesOf({ rest }: { rest: EventRest | undefined }): number {
  return 1 + (rest?.cursors.length ?? 0);
}

function newRest(cursors: (string | undefined)[]): EventRest {
  return { cursors, filter: 0, search: 0, watch: 0 };
}

/** V8 has one byte a character for a text that is Latin-1 as a whole, else two. */
function textBytes(text: string): number {
  return text.length * (/[^\x00-\xff]/.test(text) ? 2 : 1);
}

/** A copy: V8 has what is cut out of a longer string, here the parsed response, hold on to the whole of that string. */
export function ownString(text: string): string {
  return ` ${text}`.slice(1);
}

/** The time that a line's row shows, if it shows one. */
export function shownTime({ timed, at }: StoredLine): number | undefined {
  return timed ? at : undefined;
}
