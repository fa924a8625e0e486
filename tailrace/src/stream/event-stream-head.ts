import { BackendError } from "../problem.ts";

/** What an event stream says of itself on the way, whatever its backend says. */
const OWN = new Map([
  ["content-type", "text/event-stream"],
  // no-transform keeps Next's compression, and every well-behaved proxy's, away from the stream (RFC 9111, 5.2.2.6).
  ["cache-control", "no-cache, no-transform"],
  ["x-accel-buffering", "no"], // nginx buffers proxied answers unless told otherwise
]);

/** What a backend says of just the bytes that it sends, to which comments are added (RFC 9110, 7.7, 8.6 and 8.8; RFC 9530). */
const OF_ITS_BYTES = new Set([
  "content-length",
  "accept-ranges",
  "etag",
  "content-digest",
  "repr-digest",
  "digest",
  "content-md5",
]);

/**
 * The headers of an answer, names and values in turn, as those of an event stream. Throws a `BackendError`
 * (`backend_invalid_response`) for a stream that is compressed, in which no comment has a place.
 */
export function eventStreamHead(headers: readonly string[]): string[] {
  const stream: string[] = [];
  for (let i = 0; i < headers.length; i += 2) {
    const [name, value] = [headers[i]!, headers[i + 1]!];
    if (name === "content-encoding" && value !== "identity") {
      throw new BackendError(
        "backend_invalid_response",
        `The backend compresses its event stream with ${value}.`,
      );
    }
    if (!OWN.has(name) && !OF_ITS_BYTES.has(name)) stream.push(name, value);
  }
  return [...stream, ...[...OWN].flat()];
}
