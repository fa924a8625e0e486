import type { Passage } from "../observe/access.ts";
import type { Sink, Upstream } from "./exchange.ts";

// Chunks held between the backend's socket and a slow reader before the backend is held back. A chunk is one socket read,
// 64 KiB at most; more would only cost memory, fewer would stop and start the parser for every read of a burst.
const HIGH_WATER_MARK = 4;

/**
 * The body of one answer as a stream: chunks go into it as they come, without a Node stream in between. A reader that falls
 * behind pauses the backend's socket; one that cancels ends the request.
 */
export class BodyStream implements Sink, Passage {
  readonly stream: ReadableStream<Uint8Array>;
  /** Whether the backend has ended the body. */
  ended = false;
  readonly #upstream: Upstream;
  #controller!: ReadableStreamDefaultController<Uint8Array>;
  /** As `performance.now()`, while the reader is behind. */
  #pausedAt: number | undefined;
  #pausedMs = 0;

  constructor(upstream: Upstream) {
    this.#upstream = upstream;
    this.stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: () => this.#resume(),
        cancel: () => upstream.cancel(),
      },
      { highWaterMark: HIGH_WATER_MARK },
    );
  }

  /** Whether the reader has more to read than it was to get. */
  get isBehind(): boolean {
    return this.#controller.desiredSize! <= 0;
  }

  write(chunk: Uint8Array): void {
    this.#controller.enqueue(chunk);
    if (!this.isBehind || this.#pausedAt !== undefined) return;
    this.#pausedAt = performance.now();
    this.#upstream.pause();
  }

  #resume(): void {
    if (this.#pausedAt === undefined) return;
    this.#pausedMs = this.waitedForClientMs;
    this.#pausedAt = undefined;
    this.#upstream.resume();
  }

  get waitedForClientMs(): number {
    return this.#pausedMs + (this.#pausedAt === undefined ? 0 : performance.now() - this.#pausedAt);
  }

  end(): void {
    this.ended = true;
    this.#controller.close();
  }

  fail(reason: unknown): void {
    this.#controller.error(reason);
  }
}
