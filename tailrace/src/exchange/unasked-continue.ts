import type { Socket } from "node:net";

/** A complete `100 Continue`, with whatever headers it has. */
const CONTINUE = /^HTTP\/1\.[01] 100(?: [^\r\n]*)?\r?\n(?:[^\r\n]+\r?\n)*\r?\n/;
/** What may become one. */
const BEGINNINGS = ["HTTP/1.1 100", "HTTP/1.0 100"];
/** Bytes in which it would have to end: more than Node takes for all headers of an answer. */
const LONGEST = 16_384;
/** The head of a request as undici writes it, in contrast to the borders of chunks. */
const REQUEST_HEAD = /^\S+ \S+ HTTP\/1\.1\r\n/;

/**
 * Has whoever reads from `socket`, a connection on which one request after the other is sent, not see a `100 Continue` before an
 * answer. Any client has to take one that it has not asked for (RFC 9110, 15.2); undici (8.12) takes the connection for broken.
 */
export function withoutContinue(socket: Socket): Socket {
  const { read, write } = socket;
  /** Whether a request has been sent, and of its answer nothing has come but that. */
  let awaited = false;
  let held: Buffer | undefined;
  socket.write = function (this: Socket, ...written: unknown[]) {
    if (typeof written[0] === "string" && REQUEST_HEAD.test(written[0])) awaited = true;
    return Reflect.apply(write, this, written) as boolean;
  };
  socket.read = (size?: number) => {
    const chunk = read.call(socket, size) as Buffer | null;
    if (!awaited || chunk === null) return chunk;
    let begun = held ? Buffer.concat([held, chunk]) : chunk;
    held = undefined;
    for (;;) {
      const text = begun.toString("latin1", 0, LONGEST);
      const end = CONTINUE.exec(text)?.[0].length;
      if (end !== undefined) begun = begun.subarray(end);
      else if (mayBecomeOne(text)) break;
      else {
        awaited = false;
        return begun;
      }
    }
    if (begun.length > 0) held = begun;
    return null;
  };
  return socket;
}

function mayBecomeOne(text: string): boolean {
  if (text.length >= LONGEST) return false;
  return BEGINNINGS.some((beginning) =>
    text.length < beginning.length ? beginning.startsWith(text) : text.startsWith(beginning),
  );
}
