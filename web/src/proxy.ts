import { type NextRequest, NextResponse } from "next/server";
import { isDevelopment } from "./env";
import { hop } from "./lib/backend";

/**
 * Refuses a page to a request under a foreign name, as the hop refuses the API, and gives each other page a
 * Content-Security-Policy under which only the page's own scripts run (CSP Level 3; `strict-dynamic`, as Next's scripts load
 * others). Next finds the nonce in the request's policy and puts it on its script elements, which is why every page is
 * rendered anew for each request.
 */
export function proxy(request: NextRequest): Response {
  const refusal = hop.refusalOfHost(request);
  if (refusal) return refusal;
  const policy = contentSecurityPolicy(crypto.randomUUID());
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", "same-origin"); // a link in a log must not tell another site the page's address
  return response;
}

/** `nonce` is made of characters of base64, as every UUID is. */
function contentSecurityPolicy(nonce: string): string {
  // The bundler's code for development and React's stack traces are evaluated, and its overlay has styles of its own.
  const scripts = isDevelopment ? " 'unsafe-eval'" : "";
  const styles = isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${scripts}`,
    `style-src 'self' ${styles}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

// Never /api: Next cuts uploads over 10 MB on a path that matches. Nor what is no page: the handlers that the fallback rewrite
// leads to, which refuse foreign names themselves; static files, which are the same in every console; and the probes, which
// tell nothing of value, and for which a kubelet asks under the pod's address.
export const config = {
  matcher: "/((?!(?:api|backend|_next/static)(?:/|$)|(?:healthz|readyz|icon\\.svg)$).*)",
};
