import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";

// Next loads instrumentation.ts and route handlers as separate module graphs; only globalThis is common to both.
const key = Symbol.for("tailrace.request-target");
const shared = globalThis as { [key]?: AsyncLocalStorage<{ target: string; response: ServerResponse }> };
const exchanges = (shared[key] ??= new AsyncLocalStorage());

// The part of an absolute-form request target (RFC 9112, 3.2.2) that is not path and query.
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i;

/**
 * Makes `requestTarget` exact for every request from now on. Before a handler sees a URL, Next has resolved its dot
 * segments and reordered and re-encoded its query; Node announces each request before Next gets it.
 */
export function keepRequestTargets(): void {
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    exchanges.enterWith({ target: request.url!, response });
  });
}

/** Path and query as they stand in the request line, or, where nobody keeps them (a unit test), as Next has them. */
export function requestTarget(request: Request): { path: string; query: string } {
  const target = (exchanges.getStore()?.target ?? request.url).replace(ORIGIN, "");
  const queryAt = target.indexOf("?");
  return queryAt < 0
    ? { path: target, query: "" }
    : { path: target.slice(0, queryAt), query: target.slice(queryAt) };
}

/**
 * Sends what is written to the client from now on in one piece, at the end of the response: Next writes head, body and end
 * one by one, and each write is a system call and a packet. Only for a response whose body is already here.
 */
export function answerInOnePiece(): void {
  exchanges.getStore()?.response.cork();
}
