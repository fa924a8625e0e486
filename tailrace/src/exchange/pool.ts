import { Agent, buildConnector, Client, type Dispatcher } from "undici";
import { heedResets } from "./heed-resets.ts";
import { shared } from "../shared.ts";
import { withoutContinue } from "./unasked-continue.ts";

/** Milliseconds after which a connection is used for no further request, so that a name that has moved is followed. */
const MAX_AGE_MS = 30_000;

/** How connections to a backend are made and kept. */
export interface Connecting {
  /** Milliseconds until a connection that does not come about is given up. */
  connectTimeoutMs: number;
  /**
   * Milliseconds for which a connection is kept that is not used: less than the backend keeps it, or a request may be sent on one that
   * is being closed. Where the backend says how long it keeps them (`Keep-Alive: timeout`), that goes before.
   */
  keepAliveMs: number;
}

/** The connections to one backend that are kept for the next request. */
export type Pool = Agent;

/**
 * Sends a request to `origin`, on a connection of its own if `apart`. Streams stay out of the pool, which looks through all
 * its connections for each request that it sends and for each connection that it loses, and keeps as many for good as were
 * ever open at once.
 */
export function dispatch(
  origin: string,
  { connectTimeoutMs, keepAliveMs }: Connecting,
  request: Omit<Dispatcher.DispatchOptions, "origin">,
  handler: Dispatcher.DispatchHandler,
  apart: boolean,
): void {
  const options = {
    // Streams sharing one HTTP/2 connection would share its flow control, and its end.
    allowH2: false,
    // Counted from the end of the request instead (exchange.ts), so that a slow upload is not cut.
    headersTimeout: 0,
    // A stream may be quiet for as long as it likes.
    bodyTimeout: 0,
    keepAliveTimeout: keepAliveMs,
    keepAliveMaxTimeout: Math.max(keepAliveMs, MAX_AGE_MS),
    clientTtl: MAX_AGE_MS,
  };
  const connector = buildConnector({ allowH2: false, timeout: connectTimeoutMs });
  const connect: buildConnector.connector = (target, done) =>
    connector(target, (error, socket) =>
      error ? done(error, null) : done(null, withoutContinue(heedResets(socket))),
    );
  if (apart) {
    const { clientTtl: _, ...own } = options;
    const client = new Client(origin, { ...own, connect });
    client.dispatch(request, handler);
    return void client.close(); // once the answer is complete
  }
  const { pools } = shared();
  const key = `${origin} ${connectTimeoutMs} ${keepAliveMs}`;
  let pool = pools.get(key);
  if (!pool) pools.set(key, (pool = new Agent({ ...options, connect })));
  pool.dispatch({ ...request, origin }, handler);
}
