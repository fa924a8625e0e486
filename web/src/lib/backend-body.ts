import { type Dispatcher, errors } from "undici";
import type { Passage } from "./access";

// Chunks held between the backend's socket and a slow reader before the backend is held back. A chunk is one socket read,
// 64 KiB at most; more would only cost memory, fewer would stop and start the parser for every read of a burst.
const HIGH_WATER_MARK = 4;

/**
 * The body of one backend response: chunks go from the backend's parser into `stream` as they are, without a Node stream
 * in between. A reader that falls behind pauses the backend's socket; one that cancels ends the request.
 */
export class BackendBody implements Passage {
  readonly stream: ReadableStream<Uint8Array>;
  protected readonly upstream: Dispatcher.DispatchController;
  protected controller!: ReadableStreamDefaultController<Uint8Array>;
  /** As `performance.now()`, while the reader is behind. */
  #pausedAt: number | undefined;
  #pausedMs = 0;

  constructor(upstream: Dispatcher.DispatchController) {
    this.upstream = upstream;
    this.stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.controller = controller;
        },
        pull: () => this.#resume(),
        cancel: () => this.cancel(),
      },
      { highWaterMark: HIGH_WATER_MARK },
    );
  }

  /** The backend sent `chunk`. */
  write(chunk: Uint8Array): void {
    this.controller.enqueue(chunk);
    if (this.controller.desiredSize! > 0 || this.#pausedAt !== undefined) return;
    this.#pausedAt = performance.now();
    this.upstream.pause();
  }

  #resume(): void {
    if (this.#pausedAt === undefined) return;
    this.#pausedMs = this.waitedForClientMs;
    this.#pausedAt = undefined;
    this.upstream.resume();
  }

  get waitedForClientMs(): number {
    return this.#pausedMs + (this.#pausedAt === undefined ? 0 : performance.now() - this.#pausedAt);
  }

  /** The backend ended the body properly. */
  end(): void {
    this.controller.close();
  }

  /** The body broke off: the reader's transfer breaks too, and never looks complete. */
  fail(reason: unknown): void {
    this.controller.error(reason);
  }

  /** The reader wants no more. */
  protected cancel(): void {
    this.upstream.abort(new errors.RequestAbortedError());
  }
}
