import type { Socket } from "node:net";

/** A complete interim answer, with whatever headers it has; a 101 is a final one (RFC 9110, 15.2). */
const INTERIM = /^HTTP\/1\.[01] (1(?!01)\d\d)(?: [^\r\n]*)?\r?\n(?:[^\r\n]+\r?\n)*\r?\n/;
/** What may become one. */
const BEGINNINGS = ["HTTP/1.1 1", "HTTP/1.0 1"] as const;
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
  /** Whether a request has been sent, and of its answer nothing has come but interim ones. */
  let awaited = false;
  let held: Buffer | undefined;
  socket.write = function (this: Socket, ...written: unknown[]) {
    if (typeof written[0] === "string" && REQUEST_HEAD.test(written[0])) awaited = true;
    return Reflect.apply(write, this, written) as boolean;
  };
  socket.read = (size?: number) => {
    const chunk = read.call(socket, size) as Buffer | null;
    if (!awaited || chunk === null) return chunk;
    const isFinal = !held && chunk.length >= BEGINNINGS[0].length && chunk[BEGINNINGS[0].length - 1] !== 0x31; // nearly always
    if (isFinal) {
      awaited = false;
      return chunk;
    }
    let begun = held ? Buffer.concat([held, chunk]) : chunk;
    held = undefined;
    const others: Buffer[] = [];
    for (;;) {
      const text = begun.toString("latin1", 0, LONGEST);
      const [interim, status] = INTERIM.exec(text) ?? [];
      if (interim) {
        if (status !== "100") others.push(begun.subarray(0, interim.length));
        begun = begun.subarray(interim.length);
      } else if (mayBecomeOne(text)) {
        if (begun.length > 0) held = begun;
        return others.length > 0 ? Buffer.concat(others) : null;
      } else {
        awaited = false;
        return others.length > 0 ? Buffer.concat([...others, begun]) : begun;
      }
    }
  };
  return socket;
}

function mayBecomeOne(text: string): boolean {
  if (text.length >= LONGEST || /^HTTP\/1\.. 101/.test(text)) return false;
  return BEGINNINGS.some((beginning) =>
    text.length < beginning.length ? beginning.startsWith(text) : text.startsWith(beginning),
  );
}
