import { type Limits, LOADED_TIMES, type Run, type RunRow } from "../protocol";
import {
  type NewGap,
  type NewLine,
  type StoredGap,
  type StoredLine,
  type StoredRow,
  extend,
  hasRoom,
  joined,
  linesOf,
  prepend,
  storedLine,
} from "./stored-row";

/** Rows that stand together. */
export interface Chunk {
  rows: StoredRow[];
  /** Another after each change of its rows, or of what is known of them. */
  version: number;
  /** Another after each row that came in. */
  additions: number;
  /** All keys of its rows are between these, both included. */
  lowKey: number;
  highKey: number;
}

/** Where a row is kept: index of its chunk, and in it. */
export type Position = [chunk: number, row: number];

type GapChange = Partial<Pick<StoredGap, "missed" | "state" | "after">>;

/** What is left of a gap. */
export interface GapRest {
  stands: "before" | "behind";
  change: GapChange;
}

// Few enough that going through one chunk is a matter of microseconds, and enough that 200,000 rows are 200 chunks.
const CHUNK_ROWS = 1_000;

/**
 * The newest rows of the log, bounded in number and size. Rows of one source stay in the order in which they came; with
 * `byTime`, for several sources, they are in the order of their times.
 */
export class LineStore {
  #byTime: boolean;
  #limits: Limits;
  #extended = false;
  #nextKey = 0;
  /** For each gap that has been filled, the row that stands where it was. */
  readonly #successors = new Map<number, number>();

  readonly chunks: Chunk[] = [];
  /** Lines kept, what they count for, and how many events they are, of one line or of several. */
  kept = 0;
  keptBytes = 0;
  events = 0;
  /** Lines received; each is kept or dropped. */
  received = 0;
  dropped = 0;

  constructor(limits: Limits, byTime = false) {
    this.#limits = limits;
    this.#byTime = byTime;
  }

  /** The key of the next row that comes in. */
  get nextKey(): number {
    return this.#nextKey;
  }

  /** Has rows kept in the order of their times. Only before the first one has come. */
  orderByTime(): void {
    this.#byTime = true;
  }

  setLimits(limits: Limits): void {
    this.#limits = limits;
    this.#trim();
  }

  /** Keeps `LOADED_TIMES` times as much, for as long as a reader looks at lines that were loaded on demand. */
  setExtended(extended: boolean): void {
    this.#extended = extended;
    this.#trim();
  }

  /** Returns the line as it is kept, for `extendLine`. */
  addLine(line: NewLine): StoredLine {
    this.received += 1;
    const position = this.#keep(line, this.#endFor(line.at));
    const row = this.rowAt(position) as StoredLine;
    this.#trim();
    return row;
  }

  /** Puts a line to the event that `row` is the begin of. False: that is no longer kept, or has no room for it. */
  extendLine(row: StoredLine, line: NewLine): boolean {
    const position = this.find(row.key);
    if (!position || !hasRoom(row, line)) return false;
    this.received += 1;
    this.#change(position, () => extend(row, line));
    this.#trim();
    return true;
  }

  addGap(gap: NewGap): void {
    const last = this.chunks.at(-1)?.rows.at(-1);
    if (last?.kind === "gap" && last.source === gap.source) {
      last.missed = last.missed === null || gap.missed === null ? null : last.missed + gap.missed;
      this.chunks.at(-1)!.version += 1;
      return;
    }
    const state = gap.after === undefined ? "lost" : "loadable";
    this.#insert({ kind: "gap", key: this.#nextKey++, ...gap, state }, this.#endFor(gap.at));
  }

  /** Puts a run's begin before the first row of that time or a later one. */
  addRun(source: number, run: Run): void {
    this.#insertRun({ kind: "run", key: this.#nextKey++, source, ...run });
  }

  #insertRun(run: RunRow): void {
    let [chunk, row] = this.#endFor(run.at);
    // Rows of one source are in the order in which they came, which is mostly that of their times.
    while (chunk > 0 || row > 0) {
      if (row === 0) row = this.chunks[--chunk]!.rows.length;
      else if (this.chunks[chunk]!.rows[row - 1]!.at >= run.at) row -= 1;
      else break;
    }
    this.#insert(run, [chunk, row]);
  }

  /**
   * Puts lines where the gap with this key is. The gap goes, unless lines are still missing: then, as `rest` says, before
   * these lines or behind them.
   */
  fillGap(key: number, lines: NewLine[], rest?: GapRest): void {
    const gap = this.find(key);
    if (!gap) return;
    const firstKey = this.#nextKey;
    this.received += countLines(lines);
    let place = rest?.stands === "before" ? behind(gap) : gap;
    for (const line of lines) place = behind(this.#keep(line, this.#byTime ? this.#endFor(line.at) : place));
    if (rest) this.updateGap(key, rest.change);
    else {
      const [chunk, row] = this.find(key)!;
      const next = this.chunks[chunk]!.rows[row + 1] ?? this.chunks[chunk + 1]?.rows[0];
      this.#successors.set(key, lines.length > 0 ? firstKey : (next?.key ?? this.#nextKey));
      this.#remove([chunk, row]);
    }
    this.#trim();
  }

  updateGap(key: number, change: GapChange): void {
    const position = this.find(key);
    if (!position) return;
    Object.assign(this.rowAt(position), change);
    this.chunks[position[0]]!.version += 1;
  }

  /** Puts lines before all others. Those that were dropped before are then no longer counted as dropped. */
  addEarlier(lines: NewLine[]): void {
    this.#countEarlier(lines);
    // Of a run whose first line was not there its place has not been known.
    const runs: RunRow[] = [];
    for (;;) {
      const row = this.chunks[0]?.rows[0];
      if (row?.kind !== "run") break;
      runs.push(row);
      this.#remove([0, 0]);
    }
    let place: Position = [0, 0];
    for (const line of lines) place = behind(this.#keep(line, this.#byTime ? this.#endFor(line.at) : place));
    for (const run of runs) this.#insertRun(run);
    this.#trim();
  }

  /** The same for lines that are the begin of an event, of which `rows` are the rest: one row then, the last of them. False: they have no room together. */
  prependLines(rows: StoredLine[], begin: NewLine): boolean {
    if (!hasRoom(begin, ...rows)) return false;
    this.#countEarlier([begin]);
    const last = rows.at(-1)!;
    let whole = begin;
    for (const row of rows.slice(0, -1)) {
      whole = joined(whole, row);
      this.#discard(this.find(row.key)!);
      this.#successors.set(row.key, last.key);
    }
    this.#change(this.find(last.key)!, () => prepend(last, whole));
    this.#trim();
    return true;
  }

  /** The lines of one of a source's streams, the first one first. */
  *linesOf({ source, stream }: Pick<StoredLine, "source" | "stream">): Generator<StoredLine> {
    for (const { rows } of this.chunks)
      for (const row of rows)
        if (row.kind === "line" && row.source === source && row.stream === stream) yield row;
  }

  rowAt([chunk, row]: Position): StoredRow {
    return this.chunks[chunk]!.rows[row]!;
  }

  /** The line of a source with this cursor, or the event that it is a part of. */
  lineAt(source: number, cursor: string): StoredLine | undefined {
    for (const { rows } of this.chunks)
      for (const row of rows)
        if (row.kind === "line" && row.source === source && isOrHas(row, cursor)) return row;
    return undefined;
  }

  /** Where the row with this key is. */
  find(key: number): Position | undefined {
    for (let index = this.chunks.length - 1; index >= 0; index--) {
      const { rows, lowKey, highKey } = this.chunks[index]!;
      if (key < lowKey || key > highKey) continue;
      const row = rows.findIndex((row) => row.key === key);
      if (row >= 0) return [index, row];
    }
    return undefined;
  }

  /** The same for a row that is no longer kept: of the one that came after it. Undefined for an empty store. */
  findOrNext(key: number): Position | undefined {
    const found = this.find(key);
    if (found) return found;
    const successor = this.#successors.get(key);
    if (successor !== undefined) return this.findOrNext(successor);
    return this.chunks.length > 0 ? [0, 0] : undefined; // The first rows are those that go.
  }

  /** Keeps a line before the row at `place`. Returns where it is. */
  #keep(line: NewLine, place: Position): Position {
    const row = storedLine(this.#nextKey++, line);
    this.kept += linesOf(row);
    this.keptBytes += row.bytes;
    this.events += 1;
    return this.#insert(row, place);
  }

  /** Has `change` put lines to the row at `position`. */
  #change(position: Position, change: () => void): void {
    const chunk = this.chunks[position[0]]!;
    const row = this.rowAt(position) as StoredLine;
    const [lines, bytes] = [linesOf(row), row.bytes];
    change();
    this.kept += linesOf(row) - lines;
    this.keptBytes += row.bytes - bytes;
    chunk.version += 1;
    chunk.additions += 1;
  }

  #countEarlier(lines: NewLine[]): void {
    const count = countLines(lines);
    const again = Math.min(count, this.dropped);
    this.dropped -= again;
    this.received += count - again;
  }

  /** Behind all rows that are not later. */
  #endFor(at: number): Position {
    const { chunks } = this;
    const last = chunks.at(-1);
    if (!last) return [0, 0];
    if (!this.#byTime || last.rows.at(-1)!.at <= at) return [chunks.length - 1, last.rows.length];
    const chunk = Math.max(0, firstLater(chunks, at, ({ rows }) => rows[0]!.at) - 1);
    return [chunk, firstLater(chunks[chunk]!.rows, at, (row) => row.at)];
  }

  #insert(row: StoredRow, [index, place]: Position): Position {
    const chunk = this.chunks[index];
    const { key } = row;
    if (!chunk || (chunk.rows.length >= CHUNK_ROWS && place === chunk.rows.length)) {
      this.chunks.splice(index + 1, 0, { rows: [row], version: 0, additions: 0, lowKey: key, highKey: key });
      return [chunk ? index + 1 : 0, 0];
    }
    if (place === chunk.rows.length) chunk.rows.push(row);
    else chunk.rows.splice(place, 0, row);
    chunk.version += 1;
    chunk.additions += 1;
    chunk.lowKey = Math.min(chunk.lowKey, key);
    chunk.highKey = Math.max(chunk.highKey, key);
    if (chunk.rows.length <= CHUNK_ROWS) return [index, place];
    // Behind the row, as another is likely to come after it.
    const { lowKey, highKey } = chunk;
    const rest = chunk.rows.splice(place + 1);
    this.chunks.splice(index + 1, 0, { rows: rest, version: 0, additions: 0, lowKey, highKey });
    return [index, place];
  }

  /** Removes a row, which is no longer counted as kept. */
  #discard(position: Position): StoredRow {
    const row = this.#remove(position);
    if (row.kind !== "line") return row;
    this.kept -= linesOf(row);
    this.keptBytes -= row.bytes;
    this.events -= 1;
    return row;
  }

  #remove([index, place]: Position): StoredRow {
    const chunk = this.chunks[index]!;
    const row = place === 0 ? chunk.rows.shift()! : chunk.rows.splice(place, 1)[0]!;
    chunk.version += 1;
    if (chunk.rows.length === 0) this.chunks.splice(index, 1);
    return row;
  }

  #trim(): void {
    const factor = this.#extended ? LOADED_TIMES : 1;
    const lines = this.#limits.lines * factor;
    const bytes = this.#limits.bytes * factor;
    // At least one, however long, so that a line that is too long is seen.
    while ((this.kept > lines || this.keptBytes > bytes) && this.events > 1) {
      const row = this.#discard([0, 0]);
      if (row.kind === "line") this.dropped += linesOf(row);
    }
  }
}

function countLines(rows: NewLine[]): number {
  return rows.reduce((count, { cursors }) => count + 1 + (cursors?.length ?? 0), 0);
}

function isOrHas({ cursor, rest }: StoredLine, wanted: string): boolean {
  return cursor === wanted || rest?.cursors.includes(wanted) === true;
}

const behind = ([chunk, row]: Position): Position => [chunk, row + 1];

/** Index of the first item that is later than `at`, in items ordered by time. */
function firstLater<T>(items: T[], at: number, timeOf: (item: T) => number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeOf(items[middle]!) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
