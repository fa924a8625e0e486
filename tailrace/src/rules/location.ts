import type { Address } from "../exchange/address.ts";
import { isUnder } from "./request-target.ts";

/** Where backend and browser have the same thing: what an answer says of places is said from one and read at the other. */
export interface Place {
  address: Address;
  /** The path under which browsers reach the backend. */
  prefix: string;
  /** The path of the request on the backend, without its base path. */
  path: string;
  /** Where the browser has its address bar, as far as is known: what the backend was told in `X-Forwarded-Host` and `-Proto`. */
  visitor: { host: string | undefined; proto: string };
  /** Whether the backend takes `visitor` for its own address, which a trusted proxy has told. */
  believes: boolean;
  /** Whether the app is known to have something of its own at this path. */
  isApps(path: string): boolean;
}

/**
 * What a location in an answer is for a browser: one on the backend as a path there, one on another origin as it is. Undefined for
 * one on the backend but outside its base path, where no browser gets.
 *
 * A backend that believes what it is told of its visitor puts its own paths on the visitor's scheme and host.
 */
export function browserLocation(location: string, place: Place): string | undefined {
  const { address, prefix, path, visitor, believes, isApps } = place;
  const { origin, base } = address;
  const url = URL.parse(location, origin + base + path);
  if (!url) return location;
  const under = `${prefix}${url.pathname.slice(base.length)}${url.search}${url.hash}`;
  const isOnBase = base === "" || isUnder(url.pathname, base);
  if (
    url.origin === origin ||
    url.origin === URL.parse(`${visitor.proto}://${new URL(origin).host}`)?.origin
  ) {
    return isOnBase ? under : undefined;
  }
  const isVisitors = believes && url.host === URL.parse(`${url.protocol}//${visitor.host}`)?.host;
  return isVisitors && isOnBase && !isUnder(url.pathname, prefix) && !isApps(url.pathname) ? under : location;
}

/** One of the links of a `Link` header (RFC 8288, 3): its target, and its parameters. */
const LINK = /<([^>]*)>((?:[^,"]|"(?:[^"\\]|\\.)*")*)/g;

/** The value of a `Link` header for a browser; undefined if it can reach none of its targets. */
export function browserLinks(value: string, place: Place): string | undefined {
  const links = [...value.matchAll(LINK)].flatMap(([, target, parameters]) => {
    const seen = browserLocation(target!, place);
    return seen === undefined ? [] : [`<${seen}>${parameters!.trimEnd()}`];
  });
  return links.length > 0 ? links.join(", ") : undefined;
}

/** Seconds, and where to go then (WHATWG HTML, 4.2.5.3). */
const REFRESH = /^(\s*[\d.]+\s*[;,\s]\s*(?:url\s*=\s*)?)(["']?)(.*?)\2\s*$/i;

/** The value of a `Refresh` header for a browser; undefined if it cannot go there. */
export function browserRefresh(value: string, place: Place): string | undefined {
  const [, before, quote, target] = REFRESH.exec(value) ?? [];
  if (!target) return value;
  const seen = browserLocation(target, place);
  return seen === undefined ? undefined : before! + quote! + seen + quote!;
}
