import { isIPv6 } from "node:net";
import { Refusal } from "../problem.ts";

/** Names as `hostName` has them; `own`: this machine's own only; `any`: whatever it is. */
export type AllowedHosts = readonly string[] | "own" | "any";

/**
 * Whether a request for `host`, as it stands in `Host` or in a trusted `X-Forwarded-Host`, is one for a server that answers to
 * `allowed`. Of a list all have to be allowed: some proxies put what the visitor asked for first, others last.
 *
 * It is what keeps out a page that has rebound its own name to the server's address (DNS rebinding): to a browser that page is
 * of the same origin as the server, but the name in its requests is its own.
 */
export function isAllowedHost(host: string | null | undefined, allowed: AllowedHosts): boolean {
  if (allowed === "any") return true;
  return (host ?? "").split(",").every((one) => {
    const name = hostName(one.trim());
    return name !== undefined && (allowed === "own" ? isOwnName(name) : allowed.includes(name));
  });
}

/** Throws a `Refusal` (`misdirected`) for a request for `host`, if a server that answers to `allowed` does not answer to it. */
export function assertAllowedHost(host: string | undefined, allowed: AllowedHosts): void {
  if (isAllowedHost(host, allowed)) return;
  const name = JSON.stringify(host ?? "");
  throw new Refusal(
    "misdirected",
    `This server does not answer to the name ${name}: it is not one of its allowed hosts (ALLOWED_HOSTS).`,
  );
}

/**
 * What a server that listens on `hostname` (an address or a name) answers to if nobody says: nothing but this machine reaches
 * one on loopback, so that no other name is meant for it; what is in front of any other one is not known here.
 */
export function defaultHosts(hostname: string): AllowedHosts {
  return isOwnName(hostName(isIPv6(hostname) ? `[${hostname}]` : hostname)) ? "own" : "any";
}

// RFC 9110, 7.2: uri-host [ ":" port ]. No userinfo, path, query or percent-encoding, which a URL would have beside a host.
const HOST = /^(\[[\da-f:.]+\]|[^\s:@/\\?#[\]%,]+)(?::\d*)?$/i;

/** The name or address in `host` without its port, as a URL has it (WHATWG URL, 3.5); undefined if it is none. */
export function hostName(host: string): string | undefined {
  const name = HOST.exec(host)?.[1];
  // A name that ends in a dot is the same name (RFC 1034, 3.1).
  return name && URL.parse(`http://${name}`)?.hostname.replace(/\.$/, "");
}

/** Whether `name` is loopback's, whoever asks: RFC 6761, 6.3; RFC 1122, 3.2.1.3; RFC 4291, 2.5.3. */
function isOwnName(name: string | undefined): boolean {
  return name !== undefined && /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(name);
}
