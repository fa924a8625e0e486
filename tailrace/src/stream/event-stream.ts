import type { Sink, Upstream } from "../exchange/exchange.ts";
import type { Ended, Passage } from "../observe/access.ts";
import type { Entry } from "../open-list.ts";
import { BEATS, type OpenStream, openStreams } from "./open-streams.ts";

const encoder = new TextEncoder();

// A comment (WHATWG HTML, 9.2.6: a line starting with a colon is ignored).
const COMMENT = encoder.encode(":\n");
/** What a reader that can is told to move by; see `docs/streaming.md`. */
const MOVE = encoder.encode(": tailrace-move\n");
const [LF, CR] = [0x0a, 0x0d];
const LINE_FEED = new Uint8Array([LF]);
// A byte order mark is skipped at the very start of a stream only (WHATWG HTML, 9.2.5).
const BOM = [0xef, 0xbb, 0xbf];

/** Whether an answer with this status and `Content-Type` is an event stream. */
export function isEventStream(status: number, type: string | null | undefined): boolean {
  return status === 200 && /^text\/event-stream\s*(;|$)/i.test(type ?? "");
}

/** Where an event stream goes: towards its reader. */
export interface Way extends Sink, Passage {
  /** Whether the reader has more to read than it was to get. */
  readonly isBehind: boolean;
}

export interface EventStreamOptions {
  /** Milliseconds of silence after which the stream has a comment. */
  heartbeatMs: number;
  /**
   * Whether the request can be made again. A shutdown ends such a stream with a `retry:`; any other, an LLM's answer say, would
   * be taken for the whole, and runs until it is over or cut.
   */
  resumable: boolean;
  /** Whether the reader goes on over another connection when it is told to, and reads this one until that one is there. */
  movable: boolean;
  /** Milliseconds after which a resumable stream moves, or ends; a random part of up to a tenth earlier. Never if left out. */
  maxAgeMs: number | undefined;
}

// Streams that were opened together, after a deploy say, do not all come back together.
const AGE_JITTER = 0.1;
// From when it is told to move until a stream of that age is ended: twice what the hop gives a new one to reach the backend.
const MOVE_LIMIT_MS = 10_000;
// A stream that has come of age has others to come back to, the hop that it is on among them.
const AGED_RETRY_MS = 200;

/**
 * An event stream on its way: the backend's bytes, with comments added where no parser can tell, and when the server shuts
 * down or the stream is of age a comment that has the reader move, or an end at a line border. A comment opens it, because
 * some servers send the headers with the first byte of the body.
 */
export class EventStream implements Sink, Passage, OpenStream {
  heartbeats = 0;
  reason: Ended | undefined;
  readonly #way: Way;
  readonly #upstream: Upstream;
  readonly #options: EventStreamOptions;
  /** The stream's first bytes while they may still become a byte order mark; undefined once that is settled. */
  #start: Uint8Array | undefined = new Uint8Array();
  /** The last byte that has been passed on. */
  #last: number | undefined = LF;
  /** Whether the last CR has been made a CRLF: its own LF, should it come, is one too many. */
  #completed = false;
  #quietBeats = 0;
  /** Whether nothing more comes from the backend, or is wanted of it. */
  #closed = false;
  /** Whether it was ended here. */
  #ended = false;
  /** Whether the reader is to be told to move at the end of the line. */
  #moves = false;
  /** Set while the stream is to be ended at the end of the line, and why. */
  #ends: { retryMs: number; reason: Ended } | undefined;
  #ageTimer: NodeJS.Timeout | undefined;
  #entry: Entry<OpenStream> | undefined;

  constructor(way: Way, upstream: Upstream, options: EventStreamOptions) {
    this.#way = way;
    this.#upstream = upstream;
    this.#options = options;
  }

  /** Begins with a comment, and has heartbeats from now on. */
  open(): this {
    this.#way.write(COMMENT);
    const { heartbeatMs, resumable, maxAgeMs } = this.#options;
    this.#entry = openStreams.add(this, heartbeatMs);
    if (resumable && maxAgeMs !== undefined)
      this.#age(() => this.#comeOfAge(), maxAgeMs * (1 - AGE_JITTER * Math.random()));
    return this;
  }

  get resumable(): boolean {
    return this.#options.resumable;
  }

  get movable(): boolean {
    return this.#options.resumable && this.#options.movable;
  }

  get waitedForClientMs(): number {
    return this.#way.waitedForClientMs;
  }

  write(bytes: Uint8Array): void {
    let chunk = this.#start ? this.#withoutBom(this.#start, bytes) : bytes;
    if (chunk.length === 0) return;
    this.#quietBeats = 0;
    if (this.#completed) {
      this.#completed = false;
      if (chunk[0] === LF) chunk = chunk.subarray(1);
      if (chunk.length === 0) return;
    }
    if (this.#ends) return this.#finish(chunk, this.#ends);
    const lines = this.#moves ? linesOf(chunk) : chunk;
    if (this.#moves && lines.length > 0) {
      this.#moves = false;
      this.write(lines);
      this.#comment(MOVE);
      return this.write(chunk.subarray(lines.length));
    }
    this.#last = chunk[chunk.length - 1];
    this.#way.write(chunk);
  }

  end(trailers?: string[]): void {
    if (this.#start?.length) this.#way.write(this.#start);
    this.reason = undefined; // it was to move, and is over
    this.#way.end(trailers);
  }

  fail(reason: unknown): void {
    if (!this.#ended) this.#way.fail(reason);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#ageTimer);
    if (this.#entry) openStreams.delete(this.#entry, this.#options.heartbeatMs);
  }

  beat(): void {
    if (++this.#quietBeats < BEATS) return;
    // Anywhere else it would split a line. A reader with chunks still to read needs none.
    if (!this.#atLineStart || this.#way.isBehind) return;
    this.#quietBeats = 0;
    this.heartbeats++;
    this.#comment(COMMENT);
  }

  move(): void {
    if (this.#closed) return;
    this.reason = "moved";
    // In the middle of a line: write tells it at the end of it.
    if (this.#atLineStart) this.#comment(MOVE);
    else this.#moves = true;
  }

  drain(retryMs: number): void {
    this.#leave(retryMs, "drained");
  }

  #comeOfAge(): void {
    const end = () => this.#leave(AGED_RETRY_MS, "aged");
    if (!this.movable) return end();
    this.move();
    this.#age(end, MOVE_LIMIT_MS);
  }

  #age(then: () => void, ms: number): void {
    this.#ageTimer = setTimeout(then, ms).unref();
  }

  #leave(retryMs: number, reason: Ended): void {
    if (this.#closed) return;
    if (this.#atLineStart) return this.#finish(new Uint8Array(), { retryMs, reason });
    // In the middle of a line: write ends the stream at the end of it.
    this.#ends = { retryMs, reason };
  }

  /** Writes a comment, where a line begins. */
  #comment(comment: Uint8Array): void {
    // Nobody knows yet whether a CR is all of a line's end: it becomes a CRLF.
    if (this.#last === CR) {
      this.#completed = true;
      this.#way.write(LINE_FEED);
    }
    this.#way.write(comment);
    this.#last = LF;
  }

  get #atLineStart(): boolean {
    return this.#last === LF || this.#last === CR;
  }

  /** Passes on `chunk` up to its last line end, then ends the stream; waits for more if it has none. */
  #finish(chunk: Uint8Array, { retryMs, reason }: { retryMs: number; reason: Ended }): void {
    const lines = linesOf(chunk);
    if (lines.length === 0 && !this.#atLineStart) return this.#way.write(chunk);
    this.close();
    this.#ended = true;
    this.reason = reason;
    if (lines.length > 0) this.#way.write(lines);
    this.#way.write(encoder.encode(`retry: ${retryMs}\n`));
    this.#way.end();
    this.#upstream.cancel();
  }

  #withoutBom(start: Uint8Array, bytes: Uint8Array): Uint8Array {
    const chunk = start.length > 0 ? Buffer.concat([start, bytes]) : bytes;
    const marked = BOM.every((byte, i) => i >= chunk.length || chunk[i] === byte);
    this.#start = marked && chunk.length < BOM.length ? chunk : undefined;
    if (this.#start) return new Uint8Array();
    return marked ? chunk.subarray(BOM.length) : chunk;
  }
}

/** What of `chunk` is up to its last line end. */
function linesOf(chunk: Uint8Array): Uint8Array {
  return chunk.subarray(0, Math.max(chunk.lastIndexOf(LF), chunk.lastIndexOf(CR)) + 1);
}
