import type { Socket } from "node:net";

type Written = (error?: NodeJS.ErrnoException | null) => void;

/**
 * Has whoever uses `socket`, a connection to a backend, take a reset for what it is to the answer.
 *
 * A backend that refuses an upload answers, and closes its connection with what it has not read: that is a reset. What had come
 * before it is still to be read (RFC 9112, 9.6), but Node (26, stream_base_commons.js) destroys a socket at the first write that
 * fails, and the answer with it. Such a write is never done instead, and fails where there is nothing more to read.
 *
 * An answer that lasts until its connection is closed breaks by a reset (RFC 9112, 6.3). undici takes one for its end (8,
 * client-h1.js: macOS may report a reset after a proper end), and knows it by its code.
 */
export function heedResets(socket: Socket): Socket {
  const { _write, _writev, push } = socket;
  let reset: Error | undefined;
  const heeding =
    (done: Written): Written =>
    (error) => {
      if (error?.code === "ECONNRESET" || error?.code === "EPIPE") reset = error;
      else done(error);
    };
  socket._write = (chunk, encoding, done) => _write.call(socket, chunk, encoding, heeding(done));
  socket._writev = (chunks, done) => _writev!.call(socket, chunks, heeding(done));
  socket.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk !== null || !reset) return push.call(socket, chunk, encoding);
    socket.destroy(reset);
    return false;
  };
  return socket.prependListener("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "ECONNRESET") error.code = "EPIPE";
  });
}
