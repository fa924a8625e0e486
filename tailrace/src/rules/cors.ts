/** Of the methods that a browser asks for before it sends (WHATWG Fetch, 4.9); two hours are the most that any keeps. */
const PREFLIGHT_SECONDS = "7200";

/** Headers that a page may read anyway (WHATWG Fetch, 2.2.2: CORS-safelisted response-header names). */
const SAFELISTED = new Set([
  "cache-control",
  "content-language",
  "content-length",
  "content-type",
  "expires",
  "last-modified",
  "pragma",
]);

/**
 * What lets a page of `origin` read an answer with these headers (names and values in turn; WHATWG Fetch, 3.2.3), if it is one of
 * those that are `allowed`. Said to others, too, is that it depends on who asks.
 */
export function corsHeaders(
  origin: string | undefined,
  allowed: readonly string[],
  headers: readonly string[] = [],
): string[] {
  if (allowed.length === 0) return [];
  if (!isAllowedOrigin(origin, allowed)) return ["vary", "Origin"];
  const names = new Set(headers.filter((name, i) => i % 2 === 0 && !SAFELISTED.has(name)));
  names.delete("set-cookie"); // no page reads it
  return [
    "vary",
    "Origin",
    "access-control-allow-origin",
    origin!,
    "access-control-allow-credentials",
    "true",
    ...(names.size > 0 ? ["access-control-expose-headers", [...names].join(", ")] : []),
  ];
}

/** Whether pages of `origin` may do what the app's own may. */
export function isAllowedOrigin(origin: string | undefined, allowed: readonly string[]): boolean {
  return origin !== undefined && allowed.includes(origin);
}

/**
 * The headers that answer a browser's question whether a page of an allowed origin may send what it wants to; undefined for a
 * request that is no such question (WHATWG Fetch, 3.2.2: CORS-preflight request), or one from elsewhere.
 */
export function preflightHeaders(
  method: string,
  field: (name: string) => string | null | undefined,
  allowed: readonly string[],
): string[] | undefined {
  if (method !== "OPTIONS" || allowed.length === 0) return undefined;
  const origin = field("origin") ?? undefined;
  const wanted = field("access-control-request-method");
  if (!wanted || !isAllowedOrigin(origin, allowed)) return undefined;
  const names = field("access-control-request-headers");
  return [
    ...corsHeaders(origin, allowed),
    "access-control-allow-methods",
    wanted,
    ...(names ? ["access-control-allow-headers", names] : []),
    "access-control-max-age",
    PREFLIGHT_SECONDS,
  ];
}
