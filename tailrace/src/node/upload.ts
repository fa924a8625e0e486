import type { IncomingMessage } from "node:http";

/**
 * The body of `request` as it comes. What is not wanted any more, because the answer came early, is read and thrown away: a client
 * that sends first and reads then finds the answer, and what is asked next on the connection is reached (RFC 9112, 9.3).
 */
export async function* uploadOf(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    yield* request.iterator({ destroyOnReturn: false });
  } finally {
    request.resume();
  }
}
