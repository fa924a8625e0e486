import { HOP_BY_HOP, namedInConnection } from "./hop-by-hop.ts";

/** What stays behind on the way to the backend. */
const NOT_TO_BACKEND = new Set([
  ...HOP_BY_HOP,
  "host", // the backend's own is sent
  "expect", // Node has answered it with 100 already
  "trailer", // trailers of a request do not go along
  "x-request-id", // set below
  "next-url", // from here on: Next's own
  "next-action",
  "rsc",
]);
const NEXTS_OWN = /^(?:next-router-|x-middleware-|x-invoke-|x-nextjs-|x-prerender-)/;

/** What a client can claim about where it comes from; only a trusted proxy in front makes it true. */
const FORWARDED = /^(?:forwarded|x-real-ip|x-forwarded-.*)$/;

export interface ToBackend {
  requestId: string;
  /** Whether what the client claims about where it comes from goes along. */
  trustForwarded: boolean;
  /** Whether the answer may be in a content coding that the client accepts. */
  coded: boolean;
}

/** The headers of a client's request, names and values in turn, as they go to the backend. */
export function toBackend(
  incoming: readonly string[],
  { requestId, trustForwarded, coded }: ToBackend,
): string[] {
  const headers: string[] = [];
  let named: string[] = [];
  let trailers = false;
  for (let i = 0; i < incoming.length; i += 2) {
    const value = incoming[i + 1]!;
    const name = incoming[i]!.toLowerCase();
    if (name === "connection") named = named.concat(namedInConnection(value));
    // The only part of TE that speaks for the whole way (RFC 9110, 10.1.4).
    if (name === "te") trailers ||= /(?:^|,)\s*trailers\s*(?:,|$)/i.test(value);
    if (NOT_TO_BACKEND.has(name) || (!coded && name === "accept-encoding") || NEXTS_OWN.test(name)) continue;
    if (!trustForwarded && FORWARDED.test(name)) continue;
    headers.push(name, value);
  }
  const kept =
    named.length === 0 ? headers : headers.filter((_, i) => !named.includes(headers[i - (i % 2)]!));
  kept.push("x-request-id", requestId);
  if (!coded) kept.push("accept-encoding", "identity");
  if (trailers) kept.push("te", "trailers");
  return kept;
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
