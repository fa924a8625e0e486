import type { ServerResponse } from "node:http";

/**
 * Gathers what is written to `response` in this turn of the event loop. Next writes head, body and end one by one (15.5 and 16),
 * and of an answer that is here already each would be a system call and a packet of its own.
 */
export function writeAtOnce(response: ServerResponse): void {
  response.cork();
  setImmediate(() => response.uncork());
}
