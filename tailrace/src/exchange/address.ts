const SHAPE = "http(s)://host[:port][/base], for example http://api.internal:8080";

/** What is wrong with `value` as a backend's address, as the rest of a sentence, or undefined if nothing is. */
export function addressFault(value: string): string | undefined {
  const url = URL.parse(value);
  if (!url) return "is not a URL";
  if (url.protocol !== "http:" && url.protocol !== "https:") return `has the scheme ${url.protocol}`;
  if (url.username || url.password) return "must not carry credentials";
  if (value.includes("?")) return "must not have a query";
  if (value.includes("#")) return "must not have a fragment";
}

/** Where a backend is: an origin, and a base path without its last slash. */
export interface Address {
  origin: string;
  base: string;
}

/** Throws an `Error` that says what is wrong with `value` and what would be right. */
export function parseAddress(value: string | undefined): Address {
  const fault = value ? addressFault(value) : "is missing";
  if (fault) throw new Error(`The backend's url ${fault}; expected ${SHAPE}.`);
  const { origin, pathname } = new URL(value!);
  return { origin, base: pathname.replace(/\/+$/, "") };
}
