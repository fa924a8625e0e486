import type { Address } from "../exchange/address.ts";

/**
 * What the `Location` of an answer to `path` is for a browser, which reaches the backend under `prefix`: a location on the
 * backend as a path there, one on another origin as it is. Undefined for one on the backend but outside its base path, where
 * no browser gets.
 */
export function browserLocation(
  location: string,
  path: string,
  { origin, base }: Address,
  prefix: string,
): string | undefined {
  const url = URL.parse(location, origin + base + path);
  if (url?.origin !== origin) return location;
  if (url.pathname !== base && !url.pathname.startsWith(`${base}/`)) return undefined;
  return `${prefix}${url.pathname.slice(base.length)}${url.search}${url.hash}`;
}
