import { Agent, buildConnector, Client, type Dispatcher } from "undici";
import { heedResets } from "./heed-resets.ts";
import { shared } from "../shared.ts";
import { readTlsFiles, type TlsFiles, versionOf } from "./tls-files.ts";
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
  /** Looked at for each connection, and read again when they have changed. */
  tls?: TlsFiles;
}

/** How one backend is reached. */
export interface Pool {
  /** Has the connections that are kept for the next request. */
  agent: Agent;
  /** For a connection that is not: the same, with the TLS sessions of those. */
  options: Client.Options;
}

/**
 * Sends a request to its `origin`, on a connection of its own if `apart`. Streams stay out of the pool, which looks through all
 * its connections for each request that it sends and for each connection that it loses, and keeps as many for good as were
 * ever open at once.
 */
export function dispatch(
  origin: string,
  connecting: Connecting,
  request: Dispatcher.DispatchOptions,
  handler: Dispatcher.DispatchHandler,
  apart: boolean,
): void {
  const { pools } = shared();
  const { connectTimeoutMs, keepAliveMs, tls } = connecting;
  const key = `${origin} ${connectTimeoutMs} ${keepAliveMs}${tls ? JSON.stringify(tls) : ""}`;
  let pool = pools.get(key);
  if (!pool) pools.set(key, (pool = newPool(connecting)));
  if (!apart) return void pool.agent.dispatch(request, handler);
  const client = new Client(origin, pool.options);
  client.dispatch(request, handler);
  void client.close(); // once the answer is complete
}

/** Makes connections by what is in `tls` now; by what was in it before, while that is not valid. */
function connectorBy(timeout: number, tls: TlsFiles = {}): buildConnector.connector {
  const build = () => buildConnector({ allowH2: false, timeout, ...readTlsFiles(tls) });
  let version = versionOf(tls);
  let connector = build();
  return (target, done) => {
    const now = versionOf(tls);
    if (now !== version) {
      version = now;
      try {
        connector = build();
      } catch (error) {
        process.emitWarning(`${(error as Error).message} What was there before is used on.`);
      }
    }
    connector(target, done);
  };
}

function newPool({ connectTimeoutMs, keepAliveMs, tls }: Connecting): Pool {
  const connector = connectorBy(connectTimeoutMs, tls);
  const options: Client.Options = {
    // Streams sharing one HTTP/2 connection would share its flow control, and its end.
    allowH2: false,
    // Counted from the end of the request instead (exchange.ts), so that a slow upload is not cut.
    headersTimeout: 0,
    // A stream may be quiet for as long as it likes.
    bodyTimeout: 0,
    keepAliveTimeout: keepAliveMs,
    keepAliveMaxTimeout: Math.max(keepAliveMs, MAX_AGE_MS),
    connect: (target, done) =>
      connector(target, (error, socket) =>
        error ? done(error, null) : done(null, withoutContinue(heedResets(socket))),
      ),
  };
  return { agent: new Agent({ ...options, clientTtl: MAX_AGE_MS }), options };
}
