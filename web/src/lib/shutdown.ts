import { subscribe } from "node:diagnostics_channel";
import { Server } from "node:http";
import { constants } from "node:os";
import { env } from "@/env";
import { Access, onRequest } from "./access";
import { log } from "./log";
import { openStreams } from "./open-streams";

// Of SHUTDOWN_GRACE_MS: when connections that are still open are cut, and when the process ends in any case.
const CUT_AT = 0.8;
const EXIT_AT = 0.9;

// How long a kept connection waits for a request that was sent when it looked free. Shorter than a reader whose stream was
// ended waits before the next one, which it would bring here.
const IDLE_MS = 150;

/**
 * On SIGTERM or SIGINT, ends every open stream, so that Next's own shutdown, which waits for all connections, comes to an
 * end. What has not ended near `SHUTDOWN_GRACE_MS` is cut. The exit code is Next's: 128 + the signal's number.
 *
 * A kept connection is not closed under a request that may be on its way, which a load balancer cannot send again if it is
 * a POST: the next request on it gets its answer with `Connection: close`. One on which none comes is closed soon.
 *
 * What `flush` has to do is done last, if there is time.
 */
export function endStreamsOnShutdown(flush?: () => Promise<void>): void {
  let server: Server | undefined;
  onRequest((announcement) => {
    if (server) return;
    ({ server } = announcement);
    // Next's server.close() would close idle connections by this. Its handler of the signal comes before ours.
    server.closeIdleConnections = () => {};
  });

  const shutDown = (signal: "SIGTERM" | "SIGINT") => {
    process.off("SIGTERM", shutDown).off("SIGINT", shutDown);
    log.info({ signal, streams: openStreams.size }, "draining");
    onRequest(({ response }) => (response.shouldKeepAlive = false));
    const closeIdle = () => server && Server.prototype.closeIdleConnections.call(server);
    // The immediate comes after what has arrived is read: a request whose connection is then no longer idle.
    const idle = setTimeout(() => setImmediate(closeIdle), IDLE_MS).unref();
    subscribe("http.server.response.finish", () => idle.refresh());
    openStreams.drain();
    const cut = () => {
      openStreams.cut = true;
      server?.closeAllConnections();
    };
    setTimeout(cut, env.SHUTDOWN_GRACE_MS * CUT_AT).unref();
    const exit = process.exit.bind(process);
    setTimeout(() => exit(128 + constants.signals[signal]), env.SHUTDOWN_GRACE_MS * EXIT_AT).unref();
    if (!flush) return;
    // Next ends the process as soon as the last connection is closed, and waits for nobody.
    process.exit = ((code) => {
      Access.finishAll();
      void flush().finally(() => exit(code));
    }) as typeof process.exit;
  };
  process.on("SIGTERM", shutDown).on("SIGINT", shutDown);
}
