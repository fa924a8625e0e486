import type { Level, Limits, StreamName } from "./protocol";

/** One kept line, or a place where lines are missing. */
export type StoredRow = StoredLine | StoredGap;

export interface StoredLine {
  kind: "line";
  key: number;
  source: number;
  /** When it was written or, if the backend does not tell, when it came. */
  at: number;
  /** Whether the backend told. */
  timed: boolean;
  stream: StreamName | undefined;
  level: Level | undefined;
  cursor: string | undefined;
  text: string;
  bytes: number;
}

export interface StoredGap {
  kind: "gap";
  key: number;
  source: number;
  at: number;
  missed: number | null;
  state: "loadable" | "loading" | "lost";
  /** Cursor of the last line before it. */
  after: string | undefined;
}

/** A line as it comes. */
export type NewLine = Pick<StoredLine, "source" | "at" | "timed" | "stream" | "level" | "cursor" | "text">;

/** Rows that stand together. */
export interface Chunk {
  rows: StoredRow[];
}

// Few enough that a change of one row's chunk is a matter of microseconds, and enough that 200,000 rows are 200 chunks.
const CHUNK_ROWS = 1_000;
const ROW_BYTES = 150; // an object of twelve fields, its time as a boxed number, its cursor and the headers of two strings

/** The newest rows of the log, bounded in number and size. */
export class LineStore {
  #limits: Limits;
  #nextKey = 0;
  readonly chunks: Chunk[] = [];
  kept = 0;
  keptBytes = 0;
  received = 0;
  dropped = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  setLimits(limits: Limits): void {
    this.#limits = limits;
    this.#trim();
  }

  addLine(line: NewLine): void {
    const bytes = ROW_BYTES + line.text.length * (/[^\x00-\xff]/.test(line.text) ? 2 : 1);
    this.#append({ kind: "line", key: this.#nextKey++, ...line, bytes });
    this.received += 1;
    this.kept += 1;
    this.keptBytes += bytes;
    this.#trim();
  }

  addGap(gap: Pick<StoredGap, "source" | "at" | "missed" | "after">): void {
    const state = gap.after === undefined ? "lost" : "loadable";
    this.#append({ kind: "gap", key: this.#nextKey++, ...gap, state });
  }

  #append(row: StoredRow): void {
    const last = this.chunks.at(-1);
    if (last && last.rows.length < CHUNK_ROWS) last.rows.push(row);
    else this.chunks.push({ rows: [row] });
  }

  #trim(): void {
    while ((this.kept > this.#limits.lines || this.keptBytes > this.#limits.bytes) && this.kept > 1) {
      const [first] = this.chunks;
      const row = first!.rows.shift()!;
      if (first!.rows.length === 0) this.chunks.shift();
      if (row.kind === "gap") continue;
      this.kept -= 1;
      this.keptBytes -= row.bytes;
      this.dropped += 1;
    }
  }
}
