import type { Sink, Upstream } from "../exchange/exchange.ts";
import type { Passage } from "../observe/access.ts";
import { BEATS, type OpenStream, openStreams } from "./open-streams.ts";

const encoder = new TextEncoder();

// A comment (WHATWG HTML, 9.2.6: a line starting with a colon is ignored).
const COMMENT = encoder.encode(":\n");
// The same after a CR, of which nobody knows yet whether it is all of a line's end: it becomes a CRLF.
const LF_COMMENT = encoder.encode("\n:\n");
const [LF, CR] = [0x0a, 0x0d];
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
}

/**
 * An event stream on its way: the backend's bytes, with comments added where no parser can tell, and an end at a line border
 * when the server shuts down. A comment opens it, because some servers send the headers with the first byte of the body.
 */
export class EventStream implements Sink, Passage, OpenStream {
  heartbeats = 0;
  drained = false;
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
  #retryMs: number | undefined;

  constructor(way: Way, upstream: Upstream, options: EventStreamOptions) {
    this.#way = way;
    this.#upstream = upstream;
    this.#options = options;
  }

  /** Begins with a comment, and has heartbeats from now on. */
  open(): this {
    this.#way.write(COMMENT);
    openStreams.add(this, this.#options.heartbeatMs);
    return this;
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
    if (this.#retryMs !== undefined) return this.#finish(chunk, this.#retryMs);
    this.#last = chunk[chunk.length - 1];
    this.#way.write(chunk);
  }

  end(trailers?: string[]): void {
    if (this.#start?.length) this.#way.write(this.#start);
    this.#way.end(trailers);
  }

  fail(reason: unknown): void {
    if (!this.drained) this.#way.fail(reason);
  }

  close(): void {
    openStreams.delete(this, this.#options.heartbeatMs);
  }

  beat(): void {
    if (++this.#quietBeats < BEATS) return;
    // Anywhere else it would split a line. A reader with chunks still to read needs none.
    if (!this.#atLineStart || this.#way.isBehind) return;
    this.#quietBeats = 0;
    this.heartbeats++;
    this.#completed ||= this.#last === CR;
    this.#way.write(this.#last === CR ? LF_COMMENT : COMMENT);
    this.#last = LF;
  }

  drain(retryMs: number): void {
    if (!this.#options.resumable) return;
    if (this.#atLineStart) return this.#finish(new Uint8Array(), retryMs);
    // In the middle of a line: write ends the stream at the end of it.
    this.#retryMs = retryMs;
  }

  get #atLineStart(): boolean {
    return this.#last === LF || this.#last === CR;
  }

  /** Passes on `chunk` up to its last line end, then ends the stream; waits for more if it has none. */
  #finish(chunk: Uint8Array, retryMs: number): void {
    const lines = chunk.subarray(0, Math.max(chunk.lastIndexOf(LF), chunk.lastIndexOf(CR)) + 1);
    if (lines.length === 0 && !this.#atLineStart) return this.#way.write(chunk);
    this.close();
    this.drained = true;
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
