import { BackendError } from "../problem.ts";
import { browserCookie } from "./cookie.ts";
import { HOP_BY_HOP, namedInConnection } from "./hop-by-hop.ts";
import { browserLinks, browserLocation, browserRefresh, type Place } from "./location.ts";

const NOT_TO_CLIENT = new Set([...HOP_BY_HOP, "x-request-id"]);

/** What in an answer speaks of places, and how a browser has to see it; undefined for what it cannot reach. */
const OF_PLACES = new Map<string, (value: string, place: Place) => string | undefined>([
  ["location", browserLocation],
  ["content-location", browserLocation],
  ["link", browserLinks],
  ["refresh", browserRefresh],
  ["set-cookie", browserCookie],
]);

/** Values that stand for no coding at all: `none` is no registered one, and some libraries send it against compression. */
const NO_CODING = /^\s*(?:none|identity)?\s*$/i;

/**
 * The headers of a backend's answer, names in lower case and values in turn, as they go to a client at `place`. Throws a
 * `BackendError` (`backend_invalid_response`) for a redirect to where no browser gets.
 *
 * What the backend says of other origins (CORS) it has said of its own address, and would open the app's. What it does not say the
 * type of is not guessed: it is of the app's origin for a browser (WHATWG Fetch, 3.6).
 */
export function toClient(headers: readonly string[], requestId: string, place: () => Place): string[] {
  let kept: string[] = [];
  let named: string[] = [];
  let sniffs = true;
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i]!;
    const value = headers[i + 1]!;
    if (name === "connection") named = named.concat(namedInConnection(value));
    if (NOT_TO_CLIENT.has(name) || name.startsWith("access-control-")) continue;
    if (name === "content-encoding" && NO_CODING.test(value)) continue;
    if (name === "x-content-type-options") sniffs = false;
    const toBrowser = OF_PLACES.get(name);
    const seen = toBrowser ? toBrowser(value, place()) : value;
    if (seen !== undefined) kept.push(name, seen);
    else if (name === "location") throw unreachable(value);
  }
  if (named.length > 0) kept = kept.filter((_, i) => !named.includes(kept[i - (i % 2)]!));
  if (sniffs) kept.push("x-content-type-options", "nosniff");
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
