/** Headers that concern one connection only (RFC 9110, 7.6.1) and cross in neither direction. */
export const HOP_BY_HOP: readonly string[] = [
  "connection", // names further ones, which are dropped too
  "keep-alive",
  "proxy-connection", // never standard, still sent
  "proxy-authenticate", // RFC 9110, 11.7.1: for the next client only
  "proxy-authentication-info", // RFC 9110, 11.7.3
  "proxy-authorization", // RFC 9110, 11.7.2
  "te", // see request-headers.ts
  "transfer-encoding", // each side frames its own messages
  "upgrade", // a tunnel has its own, see node/tunnel.ts
];

// RFC 9110, 5.6.2.
const TOKENS = /[!#$%&'*+.^_`|~\w-]+/g;
// What nearly every message says, and names nothing.
const PLAIN = /^(?:keep-alive|close)$/i;

/** The header names that a `Connection` header lists: an intermediary drops each of them (RFC 9110, 7.6.1). */
export function namedInConnection(connection: string | null | undefined): string[] {
  if (!connection || PLAIN.test(connection)) return [];
  return connection.toLowerCase().match(TOKENS) ?? [];
}
