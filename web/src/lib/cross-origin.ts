import { BackendError } from "./backend-error";
import { requestHost } from "./request-host";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Throws a `BackendError` (`cross_origin`) for a state-changing request that another site's page made the browser send,
 * by the rules of Go 1.25's `http.CrossOriginProtection`: what the browser says in `Sec-Fetch-Site`, or, from a browser
 * that says nothing, whether `Origin` names this host. A request with neither header is no browser's and passes.
 */
export function assertSameOrigin(request: Request): void {
  if (SAFE_METHODS.has(request.method)) return;
  const site = request.headers.get("sec-fetch-site");
  if (site === "same-origin" || site === "none") return;
  const origin = request.headers.get("origin");
  if (!site && (origin === null || URL.parse(origin)?.host === requestHost(request))) return;
  throw new BackendError("cross_origin", "This request comes from a page of another site.");
}
