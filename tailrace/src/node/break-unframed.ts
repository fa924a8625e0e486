import type { ServerResponse } from "node:http";

/**
 * To be called before an answer is broken off. An HTTP/1.0 client has no chunks and takes the end of its connection for the end of
 * the body (RFC 9112, 6.3), unless it is a reset.
 */
export function breakUnframed({ req, socket }: ServerResponse): void {
  if (req.httpVersionMinor === 0) socket?.resetAndDestroy();
}
