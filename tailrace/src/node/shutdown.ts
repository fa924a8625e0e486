import { subscribe } from "node:diagnostics_channel";
import { Server } from "node:http";
import { constants } from "node:os";
import { Access } from "../observe/access.ts";
import { onRequest } from "../observe/requests.ts";
import { shared } from "../shared.ts";
import { openStreams } from "../stream/open-streams.ts";
import { breakUnframed } from "./break-unframed.ts";
import { flushBeforeExit } from "./flush-before-exit.ts";
import { keepIdleConnections } from "./keep-idle-connections.ts";

// Of the grace: when streams are ended that were to move and have not, when connections that are still open are cut, and when
// the process ends in any case.
const MOVED_AT = 0.7;
const CUT_AT = 0.8;
const EXIT_AT = 0.9;

// How long a kept connection waits for a request that was sent when it looked free. Shorter than a reader whose stream was
// ended waits before the next one, which it would bring here.
const IDLE_MS = 150;

export interface ShutdownOptions {
  /** Milliseconds from SIGTERM to the end of the process at the latest; 10 s if left out. */
  graceMs?: number;
  /** What is to be done last, if there is time: sending what observers have gathered. */
  flush?: () => Promise<void>;
  /** Told when a shutdown begins, with the number of open event streams. */
  onDrain?: (signal: NodeJS.Signals, streams: number) => void;
}

/**
 * On SIGTERM or SIGINT, has every open stream move, or ends it, so that Next's own shutdown, which waits for all connections, comes to an
 * end. What has not ended near `graceMs` is cut. The exit code is Next's: 128 + the signal's number.
 *
 * A kept connection is not closed under a request that may be on its way, which a load balancer cannot send again if it is
 * a POST: the next request on it gets its answer with `Connection: close`. One on which none comes is closed soon.
 */
export function endStreamsOnShutdown({ graceMs = 10_000, flush, onDrain }: ShutdownOptions): void {
  let server: Server | undefined;
  onRequest((announcement) => {
    if (server) return;
    ({ server } = announcement);
    keepIdleConnections(server);
  });

  const shutDown = (signal: "SIGTERM" | "SIGINT") => {
    process.off("SIGTERM", shutDown).off("SIGINT", shutDown);
    onDrain?.(signal, openStreams.size);
    onRequest(({ response }) => (response.shouldKeepAlive = false));
    const closeIdle = () => server && Server.prototype.closeIdleConnections.call(server);
    // The immediate comes after what has arrived is read: a request whose connection is then no longer idle.
    const idle = setTimeout(() => setImmediate(closeIdle), IDLE_MS).unref();
    subscribe("http.server.response.finish", () => idle.refresh());
    openStreams.drain(graceMs * MOVED_AT);
    const cut = () => {
      shared().cut = true;
      for (const tunnel of shared().tunnels) tunnel.cut();
      for (const { response } of shared().open) breakUnframed(response);
      server?.closeAllConnections();
    };
    setTimeout(cut, graceMs * CUT_AT).unref();
    const exit = process.exit.bind(process);
    setTimeout(() => exit(128 + constants.signals[signal]), graceMs * EXIT_AT).unref();
    if (!flush) return;
    flushBeforeExit(() => {
      Access.finishAll();
      return flush();
    });
  };
  process.on("SIGTERM", shutDown).on("SIGINT", shutDown);
}
