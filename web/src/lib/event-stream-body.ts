import type { Dispatcher } from "undici";
import { BackendBody } from "./backend-body";
import { BackendError } from "./backend-error";
import { BEATS, type OpenStream, openStreams } from "./open-streams";

const encoder = new TextEncoder();

// A comment (WHATWG HTML, 9.2.6: a line starting with a colon is ignored).
const COMMENT = encoder.encode(":\n");
const LF = 0x0a;
// A byte order mark is skipped at the very start of a stream only (WHATWG HTML, 9.2.5).
const BOM = [0xef, 0xbb, 0xbf];

/**
 * The class for the body of an answer to `method`: a 200 with an event stream is one wherever it comes from, a route of its
 * own or the fallback, and gets the headers of one. Throws a `BackendError` for a stream that is compressed, in which no
 * comment has a place, and for a new stream that a shutdown would have to end at once.
 */
export function bodyFor(method: string, status: number, headers: Headers): typeof BackendBody {
  const type = headers.get("content-type");
  if (status !== 200 || type === null || !/^text\/event-stream\s*(;|$)/i.test(type)) return BackendBody;
  const resumable = method === "GET" || method === "HEAD";
  if (resumable) openStreams.assertAccepting();
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding !== "identity") {
    throw new BackendError(
      "backend_invalid_response",
      `The backend compresses its event stream with ${encoding}.`,
    );
  }
  headers.set("content-type", "text/event-stream");
  // no-transform keeps Next's compression, and every well-behaved proxy's, away from the stream (RFC 9111, 5.2.2.6).
  headers.set("cache-control", "no-cache, no-transform");
  headers.set("x-accel-buffering", "no"); // nginx buffers proxied answers unless told otherwise
  return resumable ? EventStreamBody : OneTimeStreamBody;
}

/**
 * The body of an event stream: the backend's bytes, with comments added where no parser can tell, and an end at a line
 * border when the server shuts down.
 */
export class EventStreamBody extends BackendBody implements OpenStream {
  heartbeats = 0;
  drained = false;
  /** The stream's first bytes while they may still become a byte order mark; undefined once that is settled. */
  #start: Uint8Array | undefined = new Uint8Array();
  #atLineStart = true;
  #quietBeats = 0;
  #retryMs: number | undefined;

  constructor(upstream: Dispatcher.DispatchController) {
    super(upstream);
    this.controller.enqueue(COMMENT);
    openStreams.add(this);
    releaseRequest(this.stream);
  }

  override write(bytes: Uint8Array): void {
    const chunk = this.#start ? this.#withoutBom(this.#start, bytes) : bytes;
    if (chunk.length === 0) return;
    this.#quietBeats = 0;
    if (this.#retryMs !== undefined) return this.#finish(chunk, this.#retryMs);
    this.#atLineStart = chunk[chunk.length - 1] === LF;
    super.write(chunk);
  }

  override end(): void {
    openStreams.delete(this);
    if (this.#start?.length) this.controller.enqueue(this.#start);
    super.end();
  }

  override fail(reason: unknown): void {
    openStreams.delete(this);
    super.fail(reason);
  }

  protected override cancel(): void {
    openStreams.delete(this);
    super.cancel();
  }

  beat(): void {
    if (++this.#quietBeats < BEATS) return;
    // Anywhere but after a line feed a comment would split a line, or a CR from its LF. A reader with chunks still to
    // read needs none.
    if (!this.#atLineStart || this.controller.desiredSize! <= 0) return;
    this.#quietBeats = 0;
    this.heartbeats++;
    this.controller.enqueue(COMMENT);
  }

  drain(retryMs: number): void {
    if (this.#atLineStart) return this.#finish(new Uint8Array(), retryMs);
    // In the middle of a line: write ends the stream at the end of it.
    this.#retryMs = retryMs;
  }

  /** Passes on `chunk` up to its last line feed, then ends the stream; waits for more if it has none. */
  #finish(chunk: Uint8Array, retryMs: number): void {
    const lines = chunk.subarray(0, chunk.lastIndexOf(LF) + 1);
    if (lines.length === 0 && !this.#atLineStart) return super.write(chunk);
    openStreams.delete(this);
    this.drained = true;
    if (lines.length > 0) this.controller.enqueue(lines);
    this.controller.enqueue(encoder.encode(`retry: ${retryMs}\n`));
    this.controller.close();
    super.cancel();
  }

  #withoutBom(start: Uint8Array, bytes: Uint8Array): Uint8Array {
    const chunk = start.length > 0 ? Buffer.concat([start, bytes]) : bytes;
    const marked = BOM.every((byte, i) => i >= chunk.length || chunk[i] === byte);
    this.#start = marked && chunk.length < BOM.length ? chunk : undefined;
    if (this.#start) return new Uint8Array();
    return marked ? chunk.subarray(BOM.length) : chunk;
  }
}

/**
 * An event stream that answers what cannot be asked again, such as the tokens of an LLM: ended before its time it would be
 * taken for the whole, so a shutdown lets it run, and breaks it at the cut.
 */
class OneTimeStreamBody extends EventStreamBody {
  override drain(): void {}
}

/**
 * Lets `stream.pipeTo`, which is how Next sends a response, resolve as soon as it has begun. Next keeps everything that
 * belongs to a request in memory until it resolves, 20 kB for each open stream; nothing of that is needed any more. End
 * and break reach the client through the destination, as ever.
 */
function releaseRequest(stream: ReadableStream<Uint8Array>): void {
  stream.pipeTo = async (...destination) => {
    ReadableStream.prototype.pipeTo.apply(stream, destination).catch(() => {});
  };
}
