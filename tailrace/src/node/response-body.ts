import type { ServerResponse } from "node:http";
import type { Upstream } from "../exchange/exchange.ts";
import { Problem } from "../problem.ts";
import type { Way } from "../stream/event-stream.ts";
import { breakUnframed } from "./break-unframed.ts";

// Bytes up to which copying a body costs less than a second buffer in the write.
const ONE_WRITE = 8_192;

/**
 * The body of an answer on its way into a `ServerResponse`, whose head is set. A client that falls behind pauses the backend's
 * socket.
 *
 * Nothing is sent before the backend has sent something or this turn of the event loop is over: head, body and end of an answer
 * that comes in one packet leave in one packet.
 */
export class ResponseBody implements Way {
  readonly #response: ServerResponse;
  readonly #upstream: Upstream;
  readonly #onFail: (error: Problem) => void;
  /** Bytes of the body, if the backend has said it. */
  readonly #length: number | undefined;
  /** All of the body, until its end comes right after it. */
  #whole: Uint8Array | undefined;
  #begun = false;
  /** As `performance.now()`, while the client is behind. */
  #pausedAt: number | undefined;
  #pausedMs = 0;

  constructor(
    response: ServerResponse,
    upstream: Upstream,
    onFail: (error: Problem) => void,
    length: number | undefined,
  ) {
    this.#response = response;
    this.#upstream = upstream;
    this.#onFail = onFail;
    this.#length = length;
  }

  /** Sends the head, if nothing has been sent yet. */
  flush(): void {
    // flushHeaders() would write bytes beyond ASCII as UTF-8 (RFC 9110, 5.5: obs-text).
    if (!this.#begun) this.#response.write("", "latin1");
    this.#begun = true;
  }

  get isBehind(): boolean {
    return this.#response.writableNeedDrain;
  }

  get waitedForClientMs(): number {
    return this.#pausedMs + (this.#pausedAt === undefined ? 0 : performance.now() - this.#pausedAt);
  }

  write(chunk: Uint8Array): void {
    this.#begun = true;
    if (chunk.length === this.#length) {
      this.#whole = chunk;
      return;
    }
    if (this.#response.write(chunk) || this.#pausedAt !== undefined) return;
    this.#pausedAt = performance.now();
    this.#upstream.pause();
    this.#response.once("drain", () => {
      this.#pausedMs = this.waitedForClientMs;
      this.#pausedAt = undefined;
      this.#upstream.resume();
    });
  }

  end(trailers: string[] = []): void {
    this.#begun = true;
    const pairs: [string, string][] = [];
    for (let i = 0; i < trailers.length; i += 2) pairs.push([trailers[i]!, trailers[i + 1]!]);
    // All at once: each call takes the place of the one before.
    if (pairs.length > 0) this.#response.addTrailers(pairs);
    const whole = this.#whole;
    if (!whole) this.#response.end();
    else if (whole.length > ONE_WRITE) this.#response.end(whole);
    else
      this.#response.end(
        Buffer.from(whole.buffer, whole.byteOffset, whole.length).toString("latin1"),
        "latin1",
      );
  }

  /** The client's transfer breaks, and never looks complete. */
  fail(reason: unknown): void {
    if (reason instanceof Problem) this.#onFail(reason);
    // A length says by itself that something is missing, and a reset may take what has come so far with it.
    if (this.#length === undefined) breakUnframed(this.#response);
    this.#response.destroy();
  }
}
