import type { LogLine } from "@/log/log-event";

/** One row of the page: a line, or a place where lines are missing (null: perhaps, and nobody knows how many). */
export type Row = { key: number; line: LogLine } | { key: number; missed: number | null };

/** Rows that are drawn, and dropped, together. */
export interface Block {
  key: number;
  rows: readonly Row[];
}

/** What the log holds at one moment. A block that has not changed since an earlier snapshot is the same object. */
export interface LogSnapshot {
  blocks: readonly Block[];
  /** Lines received since the start, the dropped ones too. */
  received: number;
  /** Lines that came first and are no longer held. */
  dropped: number;
}

// More rows than anyone reads back through by eye, and few enough that a browser lays them out without a pause.
export const MAX_ROWS = 5_000;
// With MAX_ROWS alone, lines of 1 MiB could take 10 GB.
const MAX_CHARACTERS = 32 * 1024 * 1024;
// Adding a line copies its block, and drawing compares whole blocks: 5,000 rows are 50 of them.
const BLOCK_ROWS = 100;
const BLOCK_CHARACTERS = 1024 * 1024;

export const EMPTY: LogSnapshot = { blocks: [], received: 0, dropped: 0 };

/**
 * The newest rows of one log, bounded in number and size. What came since the last snapshot is published in one go when
 * `schedule` runs its callback: once per frame, however many lines a frame brings, and not at all while the page is hidden.
 */
export class LineStore {
  readonly #schedule: (publish: () => void) => void;
  readonly #listeners = new Set<() => void>();
  #snapshot = EMPTY;
  /** The last one is open: its rows are added to, and copied for each snapshot. */
  #blocks: OpenBlock[] = [];
  #rows = 0;
  #characters = 0;
  #nextKey = 0;
  #received = 0;
  #dropped = 0;
  #scheduled = false;

  constructor(schedule: (publish: () => void) => void) {
    this.#schedule = schedule;
  }

  addLine(line: LogLine): void {
    this.#received += 1;
    this.#add({ key: this.#nextKey++, line }, line.message.length);
  }

  addGap(missed: number | null): void {
    this.#add({ key: this.#nextKey++, missed }, 0);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): LogSnapshot => this.#snapshot;

  #add(row: Row, characters: number): void {
    let open = this.#blocks.at(-1);
    if (!open || open.rows.length === BLOCK_ROWS || open.characters > BLOCK_CHARACTERS) {
      open = { key: row.key, rows: [], lines: 0, characters: 0 };
      this.#blocks.push(open);
    }
    open.rows.push(row);
    open.published = undefined;
    open.characters += characters;
    if ("line" in row) open.lines += 1;
    this.#rows += 1;
    this.#characters += characters;
    while (this.#rows > MAX_ROWS || (this.#characters > MAX_CHARACTERS && this.#blocks.length > 1))
      this.#drop();

    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#schedule(() => this.#publish());
  }

  #drop(): void {
    const { rows, lines, characters } = this.#blocks.shift()!;
    this.#rows -= rows.length;
    this.#characters -= characters;
    this.#dropped += lines;
  }

  #publish(): void {
    this.#scheduled = false;
    this.#snapshot = {
      blocks: this.#blocks.map((block) => (block.published ??= { key: block.key, rows: [...block.rows] })),
      received: this.#received,
      dropped: this.#dropped,
    };
    for (const listener of this.#listeners) listener();
  }
}

interface OpenBlock {
  key: number;
  rows: Row[];
  lines: number;
  characters: number;
  /** The block as the last snapshot has it, until a row is added. */
  published?: Block;
}
