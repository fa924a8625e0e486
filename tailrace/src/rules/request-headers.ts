import { CLAIM, forwardedFor, type Peer } from "./forwarded.ts";
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

export interface ToBackend {
  requestId: string;
  /** Whether what the client claims about where it comes from is believed, and goes along. */
  trustForwarded: boolean;
  peer: Peer;
  /** Whether the answer may be in a content coding that the client accepts. */
  coded: boolean;
}

/** The headers of a client's request, names and values in turn, as they go to the backend. */
export function toBackend(
  incoming: readonly string[],
  { requestId, trustForwarded, peer, coded }: ToBackend,
): string[] {
  const headers: string[] = [];
  const claims: string[] = [];
  let named: string[] = [];
  let trailers = false;
  for (let i = 0; i < incoming.length; i += 2) {
    const value = incoming[i + 1]!;
    const name = incoming[i]!.toLowerCase();
    if (name === "connection") named = named.concat(namedInConnection(value));
    // The only part of TE that speaks for the whole way (RFC 9110, 10.1.4).
    if (name === "te") trailers ||= /(?:^|,)\s*trailers\s*(?:,|$)/i.test(value);
    if (NOT_TO_BACKEND.has(name) || (!coded && name === "accept-encoding") || NEXTS_OWN.test(name)) continue;
    if (!CLAIM.test(name)) headers.push(name, value);
    else if (trustForwarded) claims.push(name, value);
  }
  const kept =
    named.length === 0 ? headers : headers.filter((_, i) => !named.includes(headers[i - (i % 2)]!));
  kept.push(...forwardedFor(claims, peer), "x-request-id", requestId);
  if (!coded) kept.push("accept-encoding", "identity");
  if (trailers) kept.push("te", "trailers");
  return kept;
}

/** What of a page's request is about the page, and not about whoever asks for it. */
const OF_PAGE =
  /^(?:accept|accept-encoding|cache-control|content-.*|if-.*|last-event-id|origin|pragma|priority|purpose|range|referer|sec-(?!gpc$).*|upgrade-insecure-requests)$/;

/** Whether a header of a page's request (name in lower case) says who asks, and goes along with what the page asks the backend. */
export function isOfVisitor(name: string): boolean {
  return !NOT_TO_BACKEND.has(name) && !NEXTS_OWN.test(name) && !CLAIM.test(name) && !OF_PAGE.test(name);
}
