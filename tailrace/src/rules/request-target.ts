/** A URL, or a request target in absolute form (RFC 9112, 3.2.2), as path and query. */
export function withoutOrigin(target: string): string {
  return target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, "");
}

/** Whether the path `at` is `above` or below it. */
export function isUnder(at: string, above: string): boolean {
  return at.startsWith(above) && (at.length === above.length || at[above.length] === "/");
}

/** A request target as its path and its query, which is empty or begins with `?`. */
export function splitTarget(target: string): { path: string; query: string } {
  const queryAt = target.indexOf("?");
  return queryAt < 0
    ? { path: target, query: "" }
    : { path: target.slice(0, queryAt), query: target.slice(queryAt) };
}
