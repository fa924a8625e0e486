import { BackendError } from "../problem.ts";
import { HOP_BY_HOP, namedInConnection } from "./hop-by-hop.ts";

const NOT_TO_CLIENT = new Set([...HOP_BY_HOP, "x-request-id"]);

/**
 * The headers of a backend's answer, names in lower case and values in turn, as they go to the client. `toBrowser` says what a
 * location is for a browser, undefined for one that it cannot reach. Throws a `BackendError` (`backend_invalid_response`) for a
 * redirect there.
 */
export function toClient(
  headers: readonly string[],
  requestId: string,
  toBrowser: (location: string) => string | undefined,
): string[] {
  let kept: string[] = [];
  let named: string[] = [];
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i]!;
    let value: string | undefined = headers[i + 1]!;
    if (name === "connection") named = named.concat(namedInConnection(value));
    if (NOT_TO_CLIENT.has(name)) continue;
    if (name === "location" || name === "content-location") {
      const location = value;
      value = toBrowser(location);
      if (value === undefined && name === "location") throw unreachable(location);
    }
    if (value !== undefined) kept.push(name, value);
  }
  if (named.length > 0) kept = kept.filter((_, i) => !named.includes(kept[i - (i % 2)]!));
  kept.push("x-request-id", requestId);
  return kept;
}

function unreachable(location: string): BackendError {
  return new BackendError(
    "backend_invalid_response",
    "The backend redirects to a place outside its base path, which no browser can reach.",
    { cause: new Error(`Location: ${location.replace(/[?#].*/s, "")}`) },
  );
}
