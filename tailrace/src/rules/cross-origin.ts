import { Refusal } from "../problem.ts";
import { isAllowedOrigin } from "./cors.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** Of a request, what a browser says of the page that made it. */
export interface Origin {
  /** The value of `Sec-Fetch-Site`. */
  site: string | undefined;
  /** The value of `Origin`. */
  origin: string | undefined;
  /** The name that the browser asked for. */
  host: string | undefined;
  /** Origins whose pages may do what the app's own may. */
  allowed: readonly string[];
}

/**
 * Throws a `Refusal` (`cross_origin`) for a state-changing request that another site's page made the browser send, by the
 * rules of Go 1.25's `http.CrossOriginProtection`: what the browser says in `Sec-Fetch-Site`, or, from a browser that says
 * nothing, whether `Origin` names the host that the browser asked for. A request with neither header is no browser's and passes.
 *
 * An upgrade counts as state-changing, since no CORS keeps a page from reading a WebSocket (RFC 6455, 10.2).
 */
export function assertSameOrigin(
  method: string,
  { site, origin, host, allowed }: Origin,
  upgrade = false,
): void {
  if (SAFE_METHODS.has(method) && !upgrade) return;
  if (isAllowedOrigin(origin, allowed)) return;
  if (site === "same-origin" || site === "none") return;
  if (!site && (origin === undefined || URL.parse(origin)?.host === host)) return;
  throw new Refusal("cross_origin", "This request comes from a page of another site.");
}
