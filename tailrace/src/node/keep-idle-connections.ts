import type { Server } from "node:http";

/**
 * Has `server.close()` leave idle connections open. Next's handler of SIGTERM comes before ours and calls it (Next 15.5 and 16,
 * start-server.js), and Node (since 19) then closes each idle connection, under a request that may be on its way on it.
 */
export function keepIdleConnections(server: Server): void {
  server.closeIdleConnections = () => {};
}
