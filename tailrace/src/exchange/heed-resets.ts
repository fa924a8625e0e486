import type { Socket } from "node:net";

type Written = (error?: NodeJS.ErrnoException | null) => void;

/**
 * Has whoever uses `socket`, a connection to a backend, take a reset for what it is to the answer.
 *
 * A backend that refuses an upload answers, and closes its connection with what it has not read: that is a reset. What had come
 * before it is still to be read (RFC 9112, 9.6), but Node (26, stream_base_commons.js) destroys a socket at the first write that
 * fails, and the answer with it. Such a write is never done instead: reading tells how it ends.
 *
 * An answer that lasts until its connection is closed breaks by a reset (RFC 9112, 6.3). undici takes one for its end (8,
 * client-h1.js: macOS may report a reset after a proper end), and knows it by its code.
 */
export function heedResets(socket: Socket): Socket {
  const { _write, _writev } = socket;
  const unlessReset =
    (done: Written): Written =>
    (error) => {
      if (error?.code !== "ECONNRESET" && error?.code !== "EPIPE") done(error);
    };
  socket._write = (chunk, encoding, done) => _write.call(socket, chunk, encoding, unlessReset(done));
  socket._writev = (chunks, done) => _writev!.call(socket, chunks, unlessReset(done));
  return socket.prependListener("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "ECONNRESET") error.code = "EPIPE";
  });
}
