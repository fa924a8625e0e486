import { randomBytes } from "node:crypto";
import { isError } from "./is-error.ts";
import { LastMinute } from "./last-minute.ts";

/** The backlog a console page can hold; more would only fill memory that nobody scrolls through. */
export const MAX_LINES = 100_000;
/** In UTF-16 units of the lines' JSON, which V8 keeps in one or two bytes each: at most 64 MiB a workload. */
export const MAX_UNITS = 32 * 1024 * 1024;
/** About 400 usual lines to a socket write: large enough for a fast backlog, small enough for a slow reader. */
const BATCH_UNITS = 64 * 1024;

export type LogLine = { time: string; stream: "stdout" | "stderr"; message: string };

export type Batch = {
  /** Lines between the asked position and the oldest kept one: they are gone. */
  missed: number;
  /** The position right before the first line of `text`. */
  from: number;
  /** The position of the last line of `text`. */
  to: number;
  /** Whole events, ready for the wire; empty when there is nothing after the asked position. */
  text: string;
};

/**
 * The newest lines of one workload, in a ring.
 *
 * A *position* is a line's number, from 1, counted over restarts of the workload; 0 is before the first line. A
 * *cursor* is a position with the log's epoch, a random mark made anew with each backend process and workload, so that
 * a cursor of an earlier process or of another workload is told from one of this log.
 */
export class LineLog {
  readonly #epoch = randomBytes(4).toString("hex");
  /** The JSON of the line at position p stands at p % MAX_LINES. */
  readonly #lines: string[] = [];
  #oldest = 1;
  #newest = 0;
  #units = 0;
  readonly #errors = new LastMinute();

  get newest(): number {
    return this.#newest;
  }

  /** Undefined while there is none. */
  get newestLine(): LogLine | undefined {
    const json = this.#lines[this.#newest % MAX_LINES];
    return json ? (JSON.parse(json) as LogLine) : undefined;
  }

  /** How many lines of the last minute say that they are errors. */
  get errorsPerMinute(): number {
    return this.#errors.total(Date.now());
  }

  /** The position right before the last `count` kept lines. */
  beforeLast(count: number): number {
    return Math.max(this.#oldest - 1, this.#newest - count);
  }

  /** The position right before the first kept line of this time (milliseconds since the epoch) or a later one. */
  beforeTime(time: number): number {
    let [low, high] = [this.#oldest, this.#newest + 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      const { time: written } = JSON.parse(this.#lines[middle % MAX_LINES]!) as LogLine;
      if (Date.parse(written) < time) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  append(line: LogLine): void {
    this.#newest += 1;
    if (this.#newest - this.#oldest === MAX_LINES) this.#drop();
    const json = JSON.stringify(line); // Once, however many read it.
    this.#lines[this.#newest % MAX_LINES] = json;
    this.#units += json.length;
    if (isError(line.message)) this.#errors.add(Date.parse(line.time));
    while (this.#units > MAX_UNITS) this.#drop();
  }

  cursor(position: number): string {
    return `${this.#epoch}-${position}`;
  }

  /** The position of a cursor, or `undefined` when it is not one of this log: stale, of the future, or malformed. */
  position(cursor: string): number | undefined {
    const [epoch, digits = "", ...rest] = cursor.split("-");
    if (epoch !== this.#epoch || rest.length > 0 || !/^\d{1,15}$/.test(digits)) return undefined;
    const position = Number(digits);
    return position <= this.#newest ? position : undefined;
  }

  /** The kept lines after `position` and up to `until`, as many as go into one socket write. */
  read(position: number, until: number): Batch {
    const from = Math.max(position, this.#oldest - 1);
    const last = Math.min(until, this.#newest);
    let to = from;
    let text = "";
    while (to < last && text.length < BATCH_UNITS) {
      to += 1;
      text += `id: ${this.cursor(to)}\ndata: ${this.#lines[to % MAX_LINES]}\n\n`;
    }
    return { missed: from - position, from, to, text };
  }

  #drop(): void {
    const slot = this.#oldest % MAX_LINES;
    this.#units -= this.#lines[slot]?.length ?? 0;
    this.#lines[slot] = "";
    this.#oldest += 1;
  }
}
