import { Agent, buildConnector, Client, type Dispatcher } from "undici";
import { shared } from "../shared.ts";

/** The connections to one backend that are kept for the next request. */
export type Pool = Agent;

/**
 * Sends a request to `origin`, on a connection of its own if `apart`. Streams stay out of the pool, which looks through all
 * its connections for each request that it sends and for each connection that it loses, and keeps as many for good as were
 * ever open at once.
 */
export function dispatch(
  origin: string,
  connectTimeoutMs: number,
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
  };
  const connect = () => buildConnector({ allowH2: false, timeout: connectTimeoutMs });
  if (apart) {
    const client = new Client(origin, { ...options, connect: connect() });
    client.dispatch(request, handler);
    return void client.close(); // once the answer is complete
  }
  const { pools } = shared();
  let pool = pools.get(`${origin} ${connectTimeoutMs}`);
  if (!pool)
    pools.set(`${origin} ${connectTimeoutMs}`, (pool = new Agent({ ...options, connect: connect() })));
  pool.dispatch({ ...request, origin }, handler);
}
