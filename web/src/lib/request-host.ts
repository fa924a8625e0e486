import type { IncomingMessage } from "node:http";
import { env } from "@/env";
import { withoutOrigin } from "./access";
import { defaultHosts, isAllowedHost } from "./allowed-hosts";
import { BackendError } from "./backend-error";

/** Host and port as the visitor's browser has them, or a list of such; null if the request has none. */
export function requestHost(request: Request): string | null {
  const forwarded = env.TRUST_FORWARDED_HEADERS && request.headers.get("x-forwarded-host");
  return forwarded || request.headers.get("host");
}

/** Throws a `BackendError` (`misdirected`) for a request under a name that is not in `ALLOWED_HOSTS`. */
export function assertAllowedHost(request: Request): void {
  const host = requestHost(request);
  if (isAllowedHost(host, env.ALLOWED_HOSTS ?? defaultHosts(env.HOSTNAME))) return;
  throw new BackendError(
    "misdirected",
    `This console does not answer to the name ${JSON.stringify(host ?? "")}; ALLOWED_HOSTS says to which it does.`,
  );
}

/**
 * Makes of `Host` what RFC 9112 (3.2) says: the authority of a target in absolute form goes before it, and leaves the target in
 * origin form, which is all that Next understands; several `Host` are all of them, where Node takes the first.
 */
export function settleHost(request: IncomingMessage): void {
  const target = request.url!;
  const path = withoutOrigin(target);
  if (path !== target) {
    request.headers.host = target.slice(target.indexOf("//") + 2, target.length - path.length);
    request.url = path.startsWith("/") ? path : `/${path}`;
  } else {
    const hosts = request.headersDistinct.host;
    if (hosts && hosts.length > 1) request.headers.host = hosts.join();
  }
}
