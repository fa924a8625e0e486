/** What an event stream says of itself on the way, whatever its backend says. */
const OWN = new Map([
  ["content-type", "text/event-stream"],
  ["x-accel-buffering", "no"], // nginx buffers proxied answers unless told otherwise
]);

// no-transform keeps Next's compression, and every well-behaved proxy's, away from the stream (RFC 9111, 5.2.2.6).
const CACHING = ["no-cache", "no-transform"];

/** What a backend says of just the bytes that it sends (RFC 9110, 7.7, 8.6 and 8.8; RFC 9530). */
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
 * The headers of an answer, names and values in turn, as those of an event stream, to whose bytes comments are added unless it is
 * `untouched`. What the backend says of caching stays (`no-store`, `private`).
 */
export function eventStreamHead(headers: readonly string[], untouched: boolean): string[] {
  const stream: string[] = [];
  const caching: string[] = [];
  for (let i = 0; i < headers.length; i += 2) {
    const [name, value] = [headers[i]!, headers[i + 1]!];
    if (name === "cache-control") caching.push(value);
    else if (!OWN.has(name) && (untouched || !OF_ITS_BYTES.has(name))) stream.push(name, value);
  }
  const directives = caching
    .join()
    .toLowerCase()
    .split(/[\s,]+/);
  caching.push(...CACHING.filter((directive) => !directives.includes(directive)));
  return [...stream, ...[...OWN].flat(), "cache-control", caching.join(", ")];
}
