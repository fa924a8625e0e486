import type { Access } from "../observe/access.ts";
import { Refusal } from "../problem.ts";
import { shared } from "../shared.ts";

/** Milliseconds without a byte after which an upload is given up: a client that sends nothing holds a request open at the backend. */
const STALLED_MS = 60_000;
const LOOKS = 4;

/** Where an upload stood when it was last looked at. */
interface Seen {
  bytes: number;
  /** How often it stood there. */
  looks: number;
}

/**
 * Answers a request whose body does not come on for `STALLED_MS` with 408, and ends it; one that is answered already may take its
 * time. One timer for all uploads instead of one each.
 */
export function endStalledUploads(): void {
  const seen = new WeakMap<Access, Seen>();
  const look = () => {
    for (const access of shared().open) {
      const { request, response, socket } = access;
      if (request.complete || response.headersSent) continue;
      const before = seen.get(access);
      const looks = before?.bytes === socket.bytesRead ? before.looks + 1 : 0;
      if (looks < LOOKS) seen.set(access, { bytes: socket.bytesRead, looks });
      else giveUp(access);
    }
  };
  setInterval(look, STALLED_MS / LOOKS).unref();
}

function giveUp(access: Access): void {
  const { request, response, requestId } = access;
  access.error = new Refusal(
    "upload_stalled",
    `Nothing of the request's body has come for ${STALLED_MS / 1_000} s.`,
  );
  const { status, headers, body } = access.error.toAnswer(requestId);
  response.writeHead(status, { ...headers, connection: "close", "content-length": Buffer.byteLength(body) });
  response.end(body, () => request.destroy());
}
