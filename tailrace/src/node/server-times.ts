import { Server } from "node:http";

/** Node's default, which Next leaves as it is unless KEEP_ALIVE_TIMEOUT says otherwise. */
const NODES_KEEP_ALIVE_MS = new Server().keepAliveTimeout;

// More than load balancers keep a connection idle for (nginx, AWS: 60 s), so that theirs ends first: a request that is
// sent on a connection in the moment in which its server closes it is lost if it is a POST.
const KEEP_ALIVE_MS = 75_000;

/**
 * Has `server` keep idle connections for longer than what stands in front of it, unless somebody has said for how long; and not cut an
 * upload for its length in time, which Node does after 300 s: `endStalledUploads` cuts one that makes no progress.
 */
export function settleTimes(server: Server): void {
  if (server.keepAliveTimeout === NODES_KEEP_ALIVE_MS) server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.requestTimeout = 0;
}
