import { type Transform, pipeline } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { reportBackendError } from "../observe/observers.ts";
import { BackendError, type Problem } from "../problem.ts";
import { fieldOf } from "./fields.ts";
import type { AnswerHead, Sink, Upstream } from "./exchange.ts";

/** What undoes a coding, given the first byte of what is in it. */
const DECODERS = new Map<string, (first: number) => Transform>([
  ["gzip", () => createGunzip()],
  ["x-gzip", () => createGunzip()], // RFC 9110, 8.4.1.3
  // Some send it without its zlib header (RFC 9110, 8.4.1.2), whose first byte names the method, 8 (RFC 1950, 2.2).
  ["deflate", (first) => ((first & 0x0f) === 8 ? createInflate() : createInflateRaw())],
  ["br", () => createBrotliDecompress()],
]);

/** The usual first byte of zlib's format (RFC 1950, 2.2). */
const ZLIB = 0x78;

/** What takes the body of an answer, and where its bytes end up. */
export interface Opened<Body> {
  body: Body;
  sink: Sink;
  /** Resolves when there is something to read, or rejects with a `BackendError`: what was sent is none of the coding. */
  ready: Promise<void>;
}

/**
 * Opens a body with `make` for an answer with this head, whose content codings are undone on the way: a backend may compress although
 * it was asked not to. They are undone last to first (RFC 9110, 8.4).
 *
 * Throws a `BackendError` (`backend_invalid_response`) for a coding that is not known, and for a part of an answer (206), which
 * cannot be decoded. What turns out to be in no such coding makes the body fail with one.
 */
export function openDecoded<Body extends Sink>(
  head: AnswerHead,
  upstream: Upstream,
  make: (upstream: Upstream) => Body,
): Opened<Body> {
  const codings = codingsOf(head);
  if (codings.length === 0) {
    const body = make(upstream);
    return { body, sink: body, ready: Promise.resolve() };
  }
  const decoder = new Decoder(codings, upstream);
  const body = make(decoder);
  decoder.next = body;
  return { body, sink: decoder, ready: decoder.ready };
}

/** The content codings of an answer, in the order in which they were applied. */
function codingsOf({ status, headers }: AnswerHead): string[] {
  const named = (fieldOf(headers, "content-encoding") ?? "").toLowerCase().split(/[,\s]+/);
  const codings = named.filter((coding) => !["", "identity", "none"].includes(coding));
  const unknown = codings.find((coding) => status === 206 || !DECODERS.has(coding));
  if (unknown === undefined) return codings;
  throw new BackendError(
    "backend_invalid_response",
    `The backend's answer is in the content coding ${unknown} although identity was asked for.`,
  );
}

/** Stands between a backend and a body, towards each as the other: a body that falls behind holds back the decoding, too. */
class Decoder implements Sink, Upstream {
  next!: Sink;
  readonly ready: Promise<void>;
  readonly #codings: readonly string[];
  readonly #upstream: Upstream;
  readonly #begun = Promise.withResolvers<void>();
  /** Made at the first byte: an empty body has none of the coding's. */
  #ends?: { first: Transform; last: Transform };

  constructor(codings: readonly string[], upstream: Upstream) {
    this.#codings = codings;
    this.#upstream = upstream;
    this.ready = this.#begun.promise;
    this.ready.catch(() => {}); // the body fails, too
  }

  write(chunk: Uint8Array): void {
    const { first } = (this.#ends ??= this.#open(chunk[0]!));
    if (first.destroyed || first.write(chunk)) return;
    this.#upstream.pause();
    first.once("drain", () => this.#upstream.resume());
  }

  end(): void {
    if (this.#ends) return void this.#ends.first.end();
    this.#begun.resolve();
    this.next.end();
  }

  fail(reason: unknown): void {
    this.#ends?.first.destroy();
    this.#begun.reject(reason as Problem);
    this.next.fail(reason);
  }

  pause(): void {
    this.#ends?.last.pause();
  }

  resume(): void {
    this.#ends?.last.resume();
  }

  cancel(): void {
    this.#ends?.first.destroy();
    this.#upstream.cancel();
  }

  #open(byte: number): { first: Transform; last: Transform } {
    const outermostFirst = [...this.#codings].reverse();
    const decoders = outermostFirst.map((coding, i) => DECODERS.get(coding)!(i === 0 ? byte : ZLIB));
    const [first, last] = [decoders[0]!, decoders.at(-1)!];
    if (decoders.length > 1) pipeline(decoders, () => {});
    last.on("data", (chunk: Buffer) => {
      this.#begun.resolve();
      this.next.write(chunk);
    });
    last.once("end", () => {
      this.#begun.resolve();
      this.next.end();
    });
    last.once("error", (cause) => {
      this.#upstream.cancel();
      const coding = this.#codings.join(", ");
      const text = `The backend's answer is not in the content coding that it names (${coding}), or not all of it.`;
      this.fail(reportBackendError(new BackendError("backend_invalid_response", text, { cause })));
    });
    return { first, last };
  }
}
