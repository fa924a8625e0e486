/**
 * What the page and its log worker say to each other. The worker holds the log: connections, lines, filter and search. The
 * page holds the rows in sight and asks for them by their index in the *view*, the rows that the filter lets through.
 */

import type { AnsiStyle } from "./store/ansi-style";

export const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal"] as const;
export type Level = (typeof LEVELS)[number];

export type StreamName = "stdout" | "stderr";

/** A workload whose log is followed. */
export interface Source {
  id: string;
  name: string;
  /** The address of its log, without a query. */
  url: string;
}

/** What is kept at most; the oldest lines go first, whichever limit is reached. */
export interface Limits {
  lines: number;
  bytes: number;
}

export const DEFAULT_LIMITS: Limits = { lines: 200_000, bytes: 100_000_000 };

/**
 * How many times the limits is kept at most of what a reader loads, until he is back at the end. Not without end: a tab that is
 * left alone like that must not fill the memory.
 */
export const LOADED_TIMES = 4;

export type Clock = "backend" | "line";

export interface SessionOptions {
  sources: Source[];
  limits: Limits;
  /**
   * Milliseconds without a byte after which a connection is taken for dead. A healthy one brings a byte every
   * `STREAM_HEARTBEAT_MS` at the latest (tailrace/src/stream/open-streams.ts: "never late"), so pass that and 2,000 ms more, for a
   * timer or a packet that is.
   */
  silenceLimitMs: number;
  /** Milliseconds without an answer to a request after which it is given up. */
  answerLimitMs: number;
  /** Whose times count, in the order of rows too: the backend's, or those that the lines tell, as far as they do. */
  clock: Clock;
  /** Lines that belong together, a stack trace's, are one row. */
  events: boolean;
  /** How many sources are followed at once; the others wait until one of these has ended. See `streamLimit`. */
  atOnce: number;
  /** Lines of a single source that are here already: it is followed from there on, and those before them are read beside that. */
  first?: FirstLines;
}

/** The last lines of a log, each with a cursor. */
export interface FirstLines {
  lines: LogLine[];
  /** Whether they are all that there are. */
  whole: boolean;
}

/** The same, and the rows that they are on a page of the default settings. */
export interface FirstRows extends FirstLines {
  rows: LineRow[];
}

/** One line of a log. Only a backend that sends structured lines tells when and on which stream it was written. */
export interface LogLine {
  message: string;
  /** Milliseconds since the epoch. */
  time?: number;
  stream?: StreamName;
  /** The backend's name for the line: the id of its event. */
  cursor?: string;
}

/** How it stands with one source's connection. Times are by `Date.now()`. */
export type Connection =
  | { kind: "connecting" }
  | { kind: "live" }
  /** Connected, and its heartbeats come, but no line since. */
  | { kind: "quiet"; since: number }
  | {
      kind: "reconnecting";
      /** Why the last connection, or attempt, is no more. */
      reason: string;
      /** Counted since the last connection that held. */
      attempt: number;
      /** When the attempt begins; undefined while it is under way. */
      retryAt?: number;
    }
  /** The browser has too few connections to one server to follow it besides the others; begins when one of them has ended. */
  | { kind: "waiting" }
  /** Given up because the tab is hidden. */
  | { kind: "paused" }
  /** Nothing more will come. */
  | { kind: "ended"; exitCode: number | null }
  /** Asking again would not help. */
  | { kind: "refused"; reason: string; status?: number; signedOut?: true };

/** Begin and end (exclusive) of a hit, in characters of the text without its escape sequences. */
export type Mark = [start: number, end: number];

export interface LineRow {
  kind: "line";
  /** Unique in the session, and the same for as long as the line is kept. */
  key: number;
  /** Index of its source. */
  source: number;
  /** The backend's name for the line, if it has one. */
  cursor?: string;
  /** Milliseconds since the epoch: when it was written, as the clock that counts tells or, if it does not, the other one. */
  time?: number;
  /** What the other one tells, if that is a second away from it or more. */
  otherTime?: number;
  stream?: StreamName;
  level?: Level;
  /** The text as the program wrote it, escape sequences included, cut after `SHOWN_CHARACTERS`; or what is around a hit behind that. */
  text: string;
  /** The style that the line before has left switched on. */
  begin?: AnsiStyle;
  /** Characters that are left out before `text`. */
  skipped?: number;
  /** Characters of the whole text. */
  length: number;
  /** What a line of JSON is folded into. */
  json?: FoldedJson;
  /** What an event of several lines is folded into; `text` is then its first line alone. */
  event?: FoldedEvent;
  /** How many lines of the log the row is. */
  lines: number;
  /** Its values of the fields that have a column; undefined where it has none. */
  columns?: (string | undefined)[];
  /** Hits of the search in what is to be seen of it: `shownText`. */
  marks?: Mark[];
  /** The number of the search whose hits they are. */
  found?: number;
  /** Shown for being near a line that the filter lets through. */
  context?: true;
  /** Whether it is one that is watched for. */
  watched?: true;
}

/** Lines that the reader wants to be told of. */
export interface Watch {
  /** Queries; a line that one of them lets through is meant. */
  rules: string[];
  /** Also while the tab is hidden, which keeps its connections. */
  hidden: boolean;
}

/** What has come of a watch. */
export interface WatchNews {
  /** Lines that are meant and were written since the page was opened. */
  hits: number;
  /** The last of them: its first line, without escape sequences, and its workload's name. */
  last?: { text: string; workload: string };
  /** Why the rules are not applied. */
  problem?: string;
}

export interface FoldedJson {
  message: string;
  /**
   * The other fields, except time and level, as far as a row has room for them. Values as in the source, strings as text; `summary`:
   * what stands for one that is too long for that.
   */
  fields: [name: string, value: string, summary?: true][];
  /** How many fields there are besides. */
  more: number;
}

/** What a row shows of an event's lines behind the first. */
export interface FoldedEvent {
  shown: ShownLine[];
  /** How many lines are left out behind the last of these. */
  more: number;
}

/** One line of an event. */
export interface ShownLine {
  text: string;
  /** The style that the lines before have left switched on. */
  begin?: AnsiStyle;
  /** A frame of a library, and not of the program's own code. */
  library?: true;
  /** Hits of the search. */
  marks?: Mark[];
  /** How many lines are left out before it. */
  skipped: number;
}

/** A place where lines are missing. */
export interface GapRow {
  kind: "gap";
  key: number;
  source: number;
  /** How many; null: perhaps, and nobody knows how many. */
  missed: number | null;
  /** Whether the backend can be asked for them. `lost`: it has been, or there is nothing to ask by. */
  state: "loadable" | "loading" | "lost";
}

/** Where a run of the workload begins, in a log that has lines of an earlier one. */
export interface RunRow extends Run {
  kind: "run";
  key: number;
  source: number;
}

/** A run of a workload. Times in milliseconds since the epoch. */
export interface Run {
  /** When it began. */
  at: number;
  /** How the run before it has ended, if that is known. */
  ended?: { at?: number; exitCode?: number };
  /** What it runs, where that has changed: version or image, before and now. */
  changed?: [before: string, now: string];
}

export type Row = LineRow | GapRow | RunRow;

/** More than a screen of text; the browser's layout of one line of 1 MiB freezes the page (rancher/dashboard#15845). */
export const SHOWN_CHARACTERS = 4_000;

export interface Pattern {
  text: string;
  regex: boolean;
  caseSensitive: boolean;
}

/** What of the log is in the view; an empty filter lets everything through. Gaps always are. */
export interface Filter {
  pattern?: Pattern;
  /** `other`: no level was recognised. */
  levels?: (Level | "other")[];
  streams?: StreamName[];
  /** Indices of sources. */
  sources?: number[];
  /** Only what was written from then on, and before then (exclusive). Milliseconds since the epoch. */
  from?: number;
  to?: number;
  /** Lines shown before and after each line that the filter lets through. */
  context?: number;
}

/** The rows that the page wants: the last ones, or those of a place. */
export type Window =
  | { kind: "end"; rows: number }
  | {
      kind: "range";
      from: number;
      /** Exclusive. */
      to: number;
      /** The row that must not move on the page. `from` and `to` move with it when its index is another one now. */
      anchor?: Place;
      /** Key of the row that was the last one when the reader left the end. */
      seen?: number;
    };

/** Levels drawn as one colour each in the volume strip; `other` are lines without one. */
export const VOLUME_CLASSES = ["error", "warn", "info", "debug", "other"] as const;

/** Rows of the view over time. */
export interface Volume {
  /** Milliseconds since the epoch, of the first column's begin and the last one's end. */
  from: number;
  to: number;
  /** Rows per column and class, column by column, in the order of `VOLUME_CLASSES`. */
  counts: Uint32Array;
}

/** What there is in each part of the view, from its first row to its last: sums of these. */
export const OVERVIEW = { error: 1, hit: 2 } as const;

/** The state of a search or a text filter that is under way. */
export interface Finding {
  /** Rows of the view with a hit, so far. */
  hits: number;
  /** Whether kept lines are still to be looked through. */
  searching: boolean;
  /** Why there is no result: no valid expression, or one that takes too long. */
  problem?: string;
}

/** What has changed, at most one per frame of the page. */
export interface Update {
  /** Rows in the view, and how many of them are lines, or events. */
  count: number;
  shown: number;
  /** Index of the first of `rows`. */
  from: number;
  rows: Row[];
  /** The window's anchor as it was asked for, and where it is `now` or, if it is not in the view any more, the row after it. */
  anchor?: Place & { now: number };
  /** Rows of the view after the window's `seen`; 0 without it. */
  newRows: number;
  /** Lines received since the session began. */
  received: number;
  /** Lines kept, and how many events they are: rows of the view that no filter hides. */
  kept: number;
  events: number;
  keptBytes: number;
  /** Lines that were received first and are no longer kept. */
  dropped: number;
  /** Whether there may be lines before the first one: nobody has looked, a request is under way, or there are none. */
  earlier: "unknown" | "loading" | "none";
  /** What has been written of lines that have not ended, at most one for each of a source's streams. */
  partials: OpenLine[];
  /** Whether lines come that were written before the page was opened. */
  reading: boolean;
  /** One per source. */
  connections: Connection[];
  /** Undefined: as it was. */
  volume?: Volume;
  /** A sum of `OVERVIEW`'s for each part of the view. Undefined: as it was. */
  overview?: Uint8Array;
  /** Of which filter the rows and numbers here are. */
  filter: Finding & { of: Filter };
  /** With what was searched for: the reader may have typed on since. */
  search: Finding & { pattern?: Pattern };
}

/** A field of lines, and what it is in them. */
export interface FieldFacet {
  name: string;
  /** Lines that have it. */
  count: number;
  /** Different values, as far as they are told apart. */
  distinct: number;
  /** Whether there may be others: after 1,000 no new ones are, nor any that is longer than 200 characters. */
  more: boolean;
  /** The most frequent, the first the most: at most ten. How often each occurs, in a line perhaps twice. */
  top: { value: string; count: number }[];
}

/** Lines of one form. */
export interface PatternSummary {
  /** As `pattern=…` in a query names it. */
  text: string;
  /** How many lines, and how many of them were written before the moment that was asked about. */
  count: number;
  before: number;
  /** The highest of its lines' levels. */
  level?: Level;
  /** Keys of the first and the last of its lines. */
  first: number;
  last: number;
  /** What its places have been, from left to right. */
  places: PlaceSpread[];
}

export interface PatternSummaries {
  /** The most frequent first: at most 300. */
  patterns: PatternSummary[];
  /** How many there are besides, and of how many lines. */
  others: { patterns: number; lines: number };
}

/** What a place has been in the lines of a pattern. */
export interface PlaceSpread {
  /** Different values, as far as they are told apart. */
  distinct: number;
  /** Whether there may be others: after 50 no new ones are told apart, nor any that is longer than 200 characters. */
  more: boolean;
  /** The three most frequent of these, the first the most; none if most lines have another value. */
  top: { value: string; count: number }[];
  /** If they are all numbers. */
  numbers?: {
    min: number;
    /** Of at most 255 of them, drawn at random. */
    median: number;
    max: number;
    /** What stands behind them all; of durations in different units it is ms. Empty: nothing. */
    unit: string;
  };
}

/** A line that is still being written. */
export interface OpenLine {
  source: number;
  stream?: StreamName;
  /** As far as it has come, cut after `SHOWN_CHARACTERS`. */
  text: string;
}

/** Where something is in the view. */
export interface Place {
  index: number;
  key: number;
}

/** One hit of `of`. */
export interface Hit extends Place {
  /** From 1. */
  ordinal: number;
  of: number;
}

/** A file for the reader to save. */
export interface DownloadProgress {
  lines: number;
  bytes: number;
}

/** The worker, as the page calls it (over Comlink, so that each method's answer is a promise there). */
export interface LogSession {
  /** Begins to follow. The next update comes when the promise that `onUpdate` returns has resolved, and something has changed. */
  open(options: SessionOptions, onUpdate: (update: Update) => Promise<void>): void;
  /** Connects now instead of at the next attempt, or once more after the end. */
  connect(): void;
  /** What the tab is: after `open`, as nothing is followed before, and whenever it changes. */
  setHidden(hidden: boolean): void;
  /** The device has lost the network, or has it again. */
  setOnline(online: boolean): void;
  setLimits(limits: Limits): void;
  setWindow(window: Window): void;
  setFilter(filter: Filter): void;
  setSearch(pattern: Pattern | undefined): void;
  /** Names of the fields that each row tells by itself. */
  setColumns(names: string[]): void;
  /** A run of a source has begun: it is shown where its first line is, or will be. */
  addRun(source: number, run: Run): void;
  /** Has lines watched for; undefined: none. `onNews` is called whenever there are further ones, in a hidden tab too. */
  setWatch(watch: Watch | undefined, onNews: (news: WatchNews) => void): void;
  /** The fields of the view's last lines, the most frequent first. */
  fields(): Promise<FieldFacet[]>;
  /** One field of all lines of the view. */
  facet(name: string): Promise<FieldFacet>;
  /** The forms of the view's lines. `since`: a moment in milliseconds since the epoch, before and after which they are counted. */
  patterns(since?: number): Promise<PatternSummaries>;
  /** The first row with a hit after (1) or before (-1) the row with `key`, around the end if need be; undefined: there is none. */
  findHit(key: number | undefined, direction: 1 | -1): Promise<Hit | undefined>;
  /** The row in the view with this key, or the next one in the view. */
  placeOfKey(key: number): Place | undefined;
  /** The first row of the view at or after a time (milliseconds since the epoch). */
  placeOfTime(time: number): Place | undefined;
  /**
   * The row of the line with this cursor, once what the backend keeps has been read as far as need be. `gone`: the backend
   * no longer keeps it; `filtered`: the filter does not let it through.
   */
  placeOfCursor(source: number, cursor: string): Promise<Place | "gone" | "filtered">;
  /** The hits of the search in the whole text of a line, without its escape sequences. Rejects if there is no answer in time. */
  marksOf(key: number): Promise<Mark[]>;
  /** The whole text of a line, as the program wrote it; undefined if it is no longer kept. */
  textOf(key: number): string | undefined;
  /** All lines of an event behind its first, with the hits in them; undefined if it is no longer kept. Rejects as `marksOf` does. */
  linesOf(key: number): Promise<ShownLine[] | undefined>;
  /**
   * The texts of the view's rows from one key to another (both included), escape sequences removed; of several rows of several logs
   * with workload and time before each line.
   * Undefined stands for the view's first row, or its last.
   */
  copy(fromKey: number | undefined, toKey: number | undefined): string[];
  /** Asks the backend for the lines that are missing at a gap, and puts them there. */
  loadGap(key: number): Promise<void>;
  /** Asks the backend for lines before the first kept one. They are kept beyond the limits until the window is the view's end, and its filter has no `from`. */
  loadEarlier(): Promise<void>;
  /** The same for all lines that were written from a time on (milliseconds since the epoch), as far as the backend keeps them. */
  loadSince(time: number): Promise<void>;
  /** What the view shows, as a text file. */
  downloadView(): Promise<Blob>;
  /**
   * Everything the backend keeps of one source, as a text file: as it was written or, `plain`, as a terminal shows it. Rejects when
   * the backend does not give it, or after `cancelDownload`.
   */
  downloadLog(
    source: number,
    plain: boolean,
    onProgress: (progress: DownloadProgress) => void,
  ): Promise<Blob>;
  cancelDownload(): void;
}
