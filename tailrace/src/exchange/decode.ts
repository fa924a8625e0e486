import { BackendError } from "../problem.ts";

type Format = ConstructorParameters<typeof DecompressionStream>[0];

const DECODERS = new Map<string, Format>([
  ["gzip", "gzip"],
  ["x-gzip", "gzip"], // RFC 9110, 8.4.1.3
  ["deflate", "deflate"],
  ["br", "brotli" as Format], // Node's since 24.7; not yet in TypeScript's types
]);

/**
 * `body`, which is in the content codings of `encoding`, as it was before them. A backend may compress although it was asked
 * not to. Codings are undone last to first (RFC 9110, 8.4).
 *
 * Throws a `BackendError` (`backend_invalid_response`) for a coding that is not known, and for a part of an answer (206), which
 * cannot be decoded.
 */
export function decoded(
  body: ReadableStream<Uint8Array>,
  encoding: string,
  status: number,
): ReadableStream<Uint8Array> {
  const codings = encoding.toLowerCase().split(/[,\s]+/);
  const decoders = codings
    .filter((coding) => coding !== "" && coding !== "identity")
    .map((coding) => decoder(coding, status));
  return decoders.reduceRight((stream, decoder) => stream.pipeThrough(decoder), body);
}

function decoder(coding: string, status: number): ReadableWritablePair<Uint8Array, Uint8Array> {
  const format = status === 206 ? undefined : DECODERS.get(coding);
  try {
    if (format) return new DecompressionStream(format) as ReadableWritablePair<Uint8Array, Uint8Array>;
  } catch {
    // A Node that does not have it.
  }
  throw new BackendError(
    "backend_invalid_response",
    `The backend's answer is in the content coding ${coding} although identity was asked for.`,
  );
}
