import { subscribe } from "node:diagnostics_channel";
import type { Server, ServerResponse } from "node:http";
import { constants } from "node:os";
import { env } from "@/env";
import { onRequest } from "./access";
import { log } from "./log";
import { openStreams } from "./open-streams";

// Of SHUTDOWN_GRACE_MS: when connections that are still open are cut, and when the process ends in any case.
const CUT_AT = 0.8;
const EXIT_AT = 0.9;

/**
 * On SIGTERM or SIGINT, ends every open stream, so that Next's own shutdown, which waits for all connections, comes to an
 * end. What has not ended near `SHUTDOWN_GRACE_MS` is cut. The exit code is Next's: 128 + the signal's number.
 */
export function endStreamsOnShutdown(): void {
  let server: Server | undefined;
  onRequest((announcement) => {
    ({ server } = announcement);
  });

  const shutDown = (signal: "SIGTERM" | "SIGINT") => {
    process.off("SIGTERM", shutDown).off("SIGINT", shutDown);
    log.info({ signal, streams: openStreams.size }, "draining");
    openStreams.drain();
    // Next's server.close() closes only the connections that are idle at that moment.
    subscribe("http.server.response.finish", (message) => {
      const { response } = message as { response: ServerResponse };
      response.once("close", () => setImmediate(() => server?.closeIdleConnections()));
    });
    const cut = () => {
      openStreams.cut = true;
      server?.closeAllConnections();
    };
    setTimeout(cut, env.SHUTDOWN_GRACE_MS * CUT_AT).unref();
    setTimeout(() => process.exit(128 + constants.signals[signal]), env.SHUTDOWN_GRACE_MS * EXIT_AT).unref();
  };
  process.on("SIGTERM", shutDown).on("SIGINT", shutDown);
}
