import { Refusal } from "../problem.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Throws a `Refusal` (`cross_origin`) for a state-changing request that another site's page made the browser send, by the
 * rules of Go 1.25's `http.CrossOriginProtection`: what the browser says in `Sec-Fetch-Site`, or, from a browser that says
 * nothing, whether `Origin` names `host`, the name that the browser asked for. A request with neither header is no browser's
 * and passes.
 */
export function assertSameOrigin(method: string, headers: Headers, host: string | null): void {
  if (SAFE_METHODS.has(method)) return;
  const site = headers.get("sec-fetch-site");
  if (site === "same-origin" || site === "none") return;
  const origin = headers.get("origin");
  if (!site && (origin === null || URL.parse(origin)?.host === host)) return;
  throw new Refusal("cross_origin", "This request comes from a page of another site.");
}
