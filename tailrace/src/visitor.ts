import type { BackendInit } from "./exchange/backend-fetch.ts";
import { currentAccess } from "./observe/access.ts";
import { claimsIn, forwardedFor } from "./rules/forwarded.ts";
import { namedInConnection } from "./rules/hop-by-hop.ts";
import { isOfVisitor } from "./rules/request-headers.ts";

/** What an app's `proxy.ts` may have made of what the visitor has sent. */
const MADE = ["authorization", "cookie", "traceparent", "tracestate"];

/**
 * The headers with which a server component or a server action asks the backend on its visitor's behalf: those of the page's own
 * request that say who asks, as the same request to a route of the hop would have them. `X-Forwarded-*` and the request's id are
 * added by `backendFetch`.
 *
 * @example await backendFetch("/v1/jobs", { headers: visitor(await headers()) })
 */
export function visitor(incoming: Headers): Headers {
  // Next counts what a proxy.ts says in its answer among them (15.5 and 16, resolve-routes.js).
  const raw = currentAccess()?.request.rawHeaders.map((name) => name.toLowerCase());
  const named = namedInConnection(incoming.get("connection"));
  const headers = new Headers();
  for (const [name, value] of incoming) {
    const isSent = !raw || raw.includes(name) || MADE.includes(name);
    if (isSent && isOfVisitor(name) && !named.includes(name)) headers.append(name, value);
  }
  return headers;
}

/**
 * `headers` of a request to the backend, and for the sake of which client's request it is sent, where they do not say so themselves:
 * the request's id, so that the backend's log tells, too, and from where it came. They stay as they are where none is under way.
 */
export function onBehalf(headers: BackendInit["headers"], trustForwarded: boolean): Headers {
  const all = new Headers(headers);
  const access = currentAccess();
  if (!access) return all;
  const { request, peer, requestId } = access;
  const claims = trustForwarded ? claimsIn(request.rawHeaders) : [];
  const told = [...forwardedFor(claims, { ...peer, host: request.headers.host }), "x-request-id", requestId];
  for (let i = 0; i < told.length; i += 2) if (!all.has(told[i]!)) all.set(told[i]!, told[i + 1]!);
  return all;
}
