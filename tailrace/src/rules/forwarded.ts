import { isIPv6 } from "node:net";

/** What a client can claim about where it comes from; only a trusted proxy in front makes it true. */
export const CLAIM = /^(?:forwarded|x-real-ip|x-forwarded-.*)$/;

/** Who asks, as the server itself sees it. */
export interface Peer {
  /** The address at the other end of the connection; undefined once that is gone. */
  address: string | undefined;
  /** Of the connection; a client of a proxy may have had another. */
  proto: "http" | "https";
  /** Host and port as the request names them. */
  host: string | undefined;
}

/** The claims among `headers`, which are names and values in turn; names in lower case. */
export function claimsIn(headers: readonly string[]): string[] {
  const claims: string[] = [];
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i]!.toLowerCase();
    if (CLAIM.test(name)) claims.push(name, headers[i + 1]!);
  }
  return claims;
}

/**
 * The headers, names and values in turn, that tell a backend who asks: the `claims` that are believed, with `peer` as the last of
 * the ways that the request has come (RFC 7239, 5.2 and 7.1), and what they leave open as it is here.
 */
export function forwardedFor(claims: readonly string[], { address, proto, host }: Peer): string[] {
  const told = new Map<string, string>();
  const add = (name: string, value: string) => {
    const before = told.get(name);
    told.set(name, before ? `${before}, ${value}` : value);
  };
  for (let i = 0; i < claims.length; i += 2) add(claims[i]!, claims[i + 1]!);
  if (address !== undefined) {
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, ""); // an IPv4 address on a socket that speaks both
    add("x-forwarded-for", plain);
    if (told.has("forwarded")) add("forwarded", `for=${isIPv6(plain) ? `"[${plain}]"` : plain}`);
  }
  if (host !== undefined && !told.has("x-forwarded-host")) told.set("x-forwarded-host", host);
  if (!told.has("x-forwarded-proto")) told.set("x-forwarded-proto", proto);
  return [...told].flat();
}
