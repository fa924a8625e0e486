import { subscribe } from "node:diagnostics_channel";
import type { Server, ServerResponse } from "node:http";
import { constants } from "node:os";
import { env } from "@/env";
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
  // Next does not hand out its server; Node tells of it with each request.
  subscribe("http.server.request.start", (message) => {
    ({ server } = message as { server: Server });
  });

  const shutDown = (signal: "SIGTERM" | "SIGINT") => {
    process.off("SIGTERM", shutDown).off("SIGINT", shutDown);
    openStreams.drain();
    // Next's server.close() closes only the connections that are idle at that moment.
    subscribe("http.server.response.finish", (message) => {
      const { response } = message as { response: ServerResponse };
      response.once("close", () => setImmediate(() => server?.closeIdleConnections()));
    });
    setTimeout(() => server?.closeAllConnections(), env.SHUTDOWN_GRACE_MS * CUT_AT).unref();
    setTimeout(() => process.exit(128 + constants.signals[signal]), env.SHUTDOWN_GRACE_MS * EXIT_AT).unref();
  };
  process.on("SIGTERM", shutDown).on("SIGINT", shutDown);
}
