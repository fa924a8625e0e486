import type { AnsiStyle } from "./ansi-style";
import type { GapRow, Level, StreamName } from "../protocol";

/** What is kept of one row. */
export type StoredRow = StoredLine | StoredGap;

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
  text: string;
  /** The style that the line before has left switched on. */
  begin: AnsiStyle | undefined;
  /** What it counts for in `Limits.bytes`. */
  bytes: number;
  /** What the filter's pattern has found, and the search's, as `MatchIndex` notes it. */
  filter: number;
  search: number;
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

/** A line as it comes. */
export type NewLine = Pick<
  StoredLine,
  "source" | "at" | "timed" | "toldAt" | "stream" | "level" | "cursor" | "text"
> & { begin?: AnsiStyle };
export type NewGap = Pick<StoredGap, "source" | "at" | "missed" | "after">;

// An object of fifteen fields, its time as a boxed number, its text's header, and its cursor: as measured in Chromium.
const ROW_BYTES = 150;

/** A line as it is kept. */
export function storedLine(key: number, line: NewLine): StoredLine {
  const { source, at, timed, toldAt, stream, level, text, begin } = line;
  // V8 has one byte a character for a text that is Latin-1 as a whole, else two.
  const bytes = ROW_BYTES + text.length * (/[^\x00-\xff]/.test(text) ? 2 : 1);
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
    begin,
    bytes,
    filter: 0,
    search: 0,
  };
}

/** A copy: V8 has what is cut out of a longer string, here the parsed response, hold on to the whole of that string. */
export function ownString(text: string): string {
  return ` ${text}`.slice(1);
}

/** The time that a line's row shows, if it shows one. */
export function shownTime({ timed, at }: StoredLine): number | undefined {
  return timed ? at : undefined;
}
