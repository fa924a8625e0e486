import { BackendError } from "../problem.ts";
import { HOP_BY_HOP, namedInConnection } from "./hop-by-hop.ts";

/**
 * The headers of a backend's answer, names and values in turn, as they go to the client. `toBrowser` says what a location is for
 * a browser, undefined for one that it cannot reach. Throws a `BackendError` (`backend_invalid_response`) for a redirect there.
 */
export function toClient(
  headers: readonly string[],
  requestId: string,
  toBrowser: (location: string) => string | undefined,
): string[] {
  const connection = headers.filter((_, i) => i % 2 === 1 && headers[i - 1] === "connection").join();
  const dropped = new Set([...HOP_BY_HOP, ...namedInConnection(connection), "x-request-id"]);
  const kept: string[] = [];
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i]!;
    let value: string | undefined = headers[i + 1]!;
    if (dropped.has(name)) continue;
    if (name === "location" || name === "content-location") {
      const location = value;
      value = toBrowser(location);
      if (value === undefined && name === "location") throw unreachable(location);
    }
    if (value !== undefined) kept.push(name, value);
  }
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
