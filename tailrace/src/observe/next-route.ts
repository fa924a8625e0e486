import type { IncomingMessage } from "node:http";

/** Next's own record of a request, on the request; `match` is the route that it chose (Next 15.5 and 16). */
const NEXT_META = Symbol.for("NextInternalRequestMeta");
type WithMeta = { [NEXT_META]?: { match?: { definition: { pathname: string } } } };

/**
 * The route that Next chose for `request`, which it tells nobody; undefined for a file, where there is nothing, or where another
 * Next keeps no such record.
 */
export function nextRoute(request: IncomingMessage): string | undefined {
  return (request as WithMeta)[NEXT_META]?.match?.definition.pathname;
}
