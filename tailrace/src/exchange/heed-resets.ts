import type { Socket } from "node:net";

/**
 * Has a reset break an answer that lasts until its connection is closed (RFC 9112, 6.3). undici takes it for the end of one
 * (8, client-h1.js: macOS may report a reset after a proper end), and knows it by its code.
 */
export function heedResets(socket: Socket): Socket {
  return socket.prependListener("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "ECONNRESET") error.code = "EPIPE";
  });
}
