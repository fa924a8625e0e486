import { BodyStream } from "../exchange/body-stream.ts";
import type { Upstream } from "../exchange/exchange.ts";
import { Problem } from "../problem.ts";

/**
 * The body of an answer that a handler returns. Next breaks the client's transfer for whatever error the body breaks with, but
 * prints the stack of each that is not named `AbortError` (Next 15.5 and 16, pipe-readable.js): a backend that breaks off is
 * in the log already, without a stack.
 */
export class HandlerBody extends BodyStream {
  readonly #onFail: (error: Problem) => void;

  constructor(upstream: Upstream, onFail: (error: Problem) => void) {
    super(upstream);
    this.#onFail = onFail;
  }

  override fail(reason: unknown): void {
    if (reason instanceof Problem) this.#onFail(reason);
    const cause = reason instanceof Error ? reason : new Error(String(reason));
    super.fail(Object.assign(new Error(cause.message, { cause }), { name: "AbortError" }));
  }
}
