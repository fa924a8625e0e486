import type { IncomingMessage } from "node:http";
import { withoutOrigin } from "../rules/request-target.ts";

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
    const { rawHeaders } = request; // `headersDistinct` would be made of all of them
    const hosts: string[] = [];
    for (let i = 0; i < rawHeaders.length; i += 2)
      if (/^host$/i.test(rawHeaders[i]!)) hosts.push(rawHeaders[i + 1]!);
    if (hosts.length > 1) request.headers.host = hosts.join();
  }
}
