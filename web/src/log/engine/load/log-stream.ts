import { type EventSourceMessage, Follower, type FollowState } from "tailrace/client";
import type { Connection, LogLine } from "../protocol";
import { parseEnd, parseGap, parseLine } from "./log-event.ts"; // ".ts": Node runs this file too
import { QuietWatch } from "./quiet-watch.ts";
import { Repeats, REPEATS_KNOWN } from "./repeats.ts";

export interface LogStreamOptions {
  /** The log's address, without a query. */
  url: string;
  /** Lines to begin with. */
  tail: number;
  /** The log's last lines, each with a cursor, which are here already: it goes on behind them. */
  first?: LogLine[];
  /** Milliseconds without a byte after which a connection is taken for dead. */
  silenceLimitMs: number;
  /** Milliseconds without an answer to the request after which it is given up; the first attempts wait less long. */
  answerLimitMs: number;
  onState(state: Connection): void;
  onLine(line: LogLine): void;
  /** What has been written of a line that has not ended; the line, too, comes when it has. */
  onPartial?(line: LogLine): void;
  /** Lines are missing here: so many, or, with null, nobody knows whether and how many. */
  onGap(missed: number | null): void;
  /** The lines of one read have been handed on. Reads on when what it returns has resolved. */
  onRead?(): void | Promise<void>;
}

/**
 * A log's lines over its event stream, from connection to connection: what the backend contract's events mean, and whether
 * lines come. With a backend that gives its lines ids, a new connection goes on right after the last line; with another one,
 * `onGap` says that lines may be missing.
 */
export class LogStream {
  readonly #options: LogStreamOptions;
  readonly #follower: Follower;
  readonly #quiet: QuietWatch;
  readonly #repeats = new Repeats();
  #hasLines = false;
  /** The next line is to be one of the first: nothing is missing then, whether the backend takes a cursor or not. */
  #overlaps = false;
  /** The last line of those that one read has brought. */
  #newest: LogLine | undefined;
  #exitCode: number | null = null;

  constructor(options: LogStreamOptions) {
    const { url, first = [], silenceLimitMs, answerLimitMs, onRead } = options;
    this.#options = options;
    // The last one comes once more: a backend that keeps its answer back until it has something to say has something.
    const cursor = first.at(-2)?.cursor;
    this.#hasLines = this.#overlaps = cursor !== undefined;
    for (const line of first) this.#repeats.has(line.cursor!);
    this.#quiet = new QuietWatch(options.onState, first.at(-1)?.time);
    this.#follower = new Follower({
      url: (cursor) => `${url}?tail=${this.#tail(cursor)}`,
      cursor,
      silenceLimitMs,
      answerLimitMs,
      onState: (state) => this.#report(state),
      onEvent: (event) => this.#take(event),
      onMove: () => this.#repeats.connect(),
      onRead: () => {
        if (this.#newest) this.#quiet.lines(this.#newest.time);
        this.#newest = undefined;
        return onRead?.();
      },
    });
  }

  /** Connects now: for the first time, instead of waiting for the next attempt, or once more after the end. */
  start(): void {
    this.#follower.start();
  }

  /** Ends the connection and says nothing more; `start` takes it up again where it was. */
  stop(): void {
    this.#follower.stop();
    this.#quiet.close();
  }

  /** Gives the connection up until `resume`, unless the log has ended anyway. */
  pause(): void {
    this.#follower.pause();
  }

  /** Takes the log up where `pause` has left it. */
  resume(): void {
    this.#follower.resume();
  }

  /** There is a reason why it may work now: see `Follower.hope`. */
  hope(): void {
    this.#follower.hope();
  }

  /** The network is said to be gone: see `Follower.doubt`. */
  doubt(): void {
    this.#follower.doubt();
  }

  /** Lines that exist without ids would come twice, and of those that have one, more are not recognised. */
  #tail(cursor: string | undefined): number {
    const { tail } = this.#options;
    if (this.#overlaps) return this.#options.first!.length;
    if (cursor !== undefined) return Math.min(tail, REPEATS_KNOWN);
    return this.#hasLines ? 0 : tail;
  }

  #report(state: FollowState): void {
    if (state.kind !== "open") {
      this.#quiet.close();
      const isEnd = state.kind === "ended";
      return this.#options.onState(isEnd ? { kind: "ended", exitCode: this.#exitCode } : state);
    }
    this.#repeats.connect();
    this.#quiet.open();
    if (this.#hasLines && this.#follower.cursor === undefined) this.#options.onGap(null);
  }

  /** Returns true for the end. */
  #take({ event = "message", id, data }: EventSourceMessage): boolean {
    if (event === "message") this.#takeLine(data, id || undefined);
    else if (event === "partial") this.#options.onPartial?.(parseLine(data));
    else if (event === "gap") {
      this.#overlaps = false;
      this.#options.onGap(parseGap(data));
    } else if (event === "end") this.#exitCode = parseEnd(data);
    return event === "end";
  }

  /** Hands on a line, unless it is one that the connection repeats. */
  #takeLine(data: string, cursor: string | undefined): void {
    const repeats = cursor !== undefined && this.#repeats.has(cursor);
    if (this.#overlaps && !repeats) this.#options.onGap(null);
    this.#overlaps = false;
    if (repeats) return;
    this.#newest = parseLine(data, cursor);
    this.#hasLines = true;
    this.#options.onLine(this.#newest);
  }
}
