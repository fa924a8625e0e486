import { hostName } from "./hosts.ts";
import type { Place } from "./location.ts";
import { isUnder } from "./request-target.ts";

const ATTRIBUTE = /;\s*(?:path|domain)\s*=/i;

/**
 * A `Set-Cookie` of the backend's as a browser keeps it and sends it back (RFC 6265, 5.2 and 5.4): its `Path` is one under the
 * prefix where it is one of the backend's, and a `Domain` that is the backend's own, from which no browser takes it, is left out.
 * `Path=/` stays where the backend has no base path: pages, too, ask on behalf of whoever has the cookie.
 */
export function browserCookie(cookie: string, place: Place): string {
  if (!ATTRIBUTE.test(cookie)) return cookie;
  const [pair, ...attributes] = cookie.split(";");
  const kept = attributes.map((attribute) => {
    const [, name = "", value = ""] = /^\s*([^\s=]+)\s*=\s*(.*?)\s*$/.exec(attribute) ?? [];
    switch (name.toLowerCase()) {
      case "path":
        return ` Path=${browserPath(value, place)}`;
      case "domain":
        return isBackends(value, place) ? undefined : attribute;
      default:
        return attribute;
    }
  });
  return [pair, ...kept.filter((attribute) => attribute !== undefined)].join(";");
}

function browserPath(path: string, { address: { base }, prefix }: Place): string {
  const stays =
    base === "" ? path === "/" || !path.startsWith("/") || isUnder(path, prefix) : !isUnder(path, base);
  return stays ? path : prefix + path.slice(base.length);
}

function isBackends(domain: string, { address: { origin }, visitor }: Place): boolean {
  const name = domain.toLowerCase().replace(/^\./, "");
  const covers = (host: string | undefined) => host === name || host?.endsWith(`.${name}`);
  return !covers(visitor.host && hostName(visitor.host)) && covers(new URL(origin).hostname) === true;
}
