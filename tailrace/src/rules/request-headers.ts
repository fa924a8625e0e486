import { HOP_BY_HOP, namedInConnection } from "./hop-by-hop.ts";

/** What else stays behind on the way to the backend. */
const NOT_TO_BACKEND = [
  "host", // the backend's own is sent
  "accept-encoding", // Next drops Content-Encoding from what a handler returns: only an uncompressed body arrives as it was sent
  "expect", // Node has answered it with 100 already
  "next-url", // from here on: Next's own
  "next-action",
  "rsc",
];
const NOT_TO_BACKEND_PREFIXES = ["next-router-", "x-middleware-", "x-invoke-", "x-nextjs-", "x-prerender-"];

/** What a client can claim about where it comes from; only a trusted proxy in front makes it true. */
const FORWARDED = ["forwarded", "x-real-ip"];
const FORWARDED_PREFIX = "x-forwarded-";

/** The headers of a client's request as they go to the backend. */
export function toBackend(incoming: Headers, requestId: string, trustForwarded: boolean): Headers {
  const dropped = new Set([
    ...HOP_BY_HOP,
    ...NOT_TO_BACKEND,
    ...namedInConnection(incoming.get("connection")),
  ]);
  const headers = new Headers();
  for (const [name, value] of incoming) {
    if (dropped.has(name) || NOT_TO_BACKEND_PREFIXES.some((prefix) => name.startsWith(prefix))) continue;
    if (!trustForwarded && (FORWARDED.includes(name) || name.startsWith(FORWARDED_PREFIX))) continue;
    headers.append(name, value);
  }
  headers.set("x-request-id", requestId);
  headers.set("accept-encoding", "identity");
  // The only part of TE that speaks for the whole way (RFC 9110, 10.1.4).
  if (/(?:^|,)\s*trailers\s*(?:,|$)/i.test(incoming.get("te") ?? "")) headers.set("te", "trailers");
  return headers;
}

/** What of a page's request goes along to the backend: who asks, and the trace that it belongs to. */
const FROM_PAGE = ["cookie", "authorization", "traceparent", "tracestate"];

/**
 * The headers with which a server component or a server action asks the backend on its visitor's behalf: the identity and the
 * trace of the page's own request.
 *
 * @example await backendFetch("/v1/jobs", { headers: visitor(await headers()) })
 */
export function visitor(incoming: Pick<Headers, "get">): Headers {
  const headers = new Headers();
  for (const name of FROM_PAGE) {
    const value = incoming.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}
