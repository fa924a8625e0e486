import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

// Next loads instrumentation.ts and route handlers as separate module graphs; only globalThis is common to both.
const key = Symbol.for("tailrace.request-target");
const shared = globalThis as { [key]?: AsyncLocalStorage<string> };
const targets = (shared[key] ??= new AsyncLocalStorage());

// The part of an absolute-form request target (RFC 9112, 3.2.2) that is not path and query.
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i;

/**
 * Makes `requestTarget` exact for every request from now on. Before a handler sees a URL, Next has resolved its dot
 * segments and reordered and re-encoded its query; Node announces each request before Next gets it.
 */
export function keepRequestTargets(): void {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    targets.enterWith(request.url!);
  });
}

/** Path and query as they stand in the request line, or, where nobody keeps them (a unit test), as Next has them. */
export function requestTarget(request: Request): { path: string; query: string } {
  const target = (targets.getStore() ?? request.url).replace(ORIGIN, "");
  const queryAt = target.indexOf("?");
  return queryAt < 0
    ? { path: target, query: "" }
    : { path: target.slice(0, queryAt), query: target.slice(queryAt) };
}
