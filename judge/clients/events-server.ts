import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { startEvents } from "../testing/backend";
import type { Run } from "./both-ways";

/** What the server of `serveEvents` has to say, each with the id that is its place. */
export const EVENTS = ["one", "zwei\nüber zwei Zeilen", "three", "four", "five"];

/** After so many the connection breaks, the first time. */
const BREAKS_AFTER = 3;

/**
 * A server of events. The next one is written when the client has seen the one before, which it may also say by
 * a POST to `/v1/seen`. The connection breaks once; who comes back with `Last-Event-ID` gets the rest, and then `event: done`.
 */
export function serveEvents({ seen, heard }: Run): Server {
  return createServer((request, response) => {
    if (request.url === "/v1/seen") {
      seen.push();
      return void text(request).then(() => response.writeHead(204).end());
    }
    const last = request.headers["last-event-id"];
    heard.push(`${request.method} ${request.url} ${last ?? "from the start"}`);
    const at = Number(last ?? 0);
    startEvents(response);
    response.write("retry: 10\n\n");
    void (async () => {
      for (const [index, data] of EVENTS.entries()) {
        if (index < at) continue;
        if (index === BREAKS_AFTER && at === 0) return response.destroy();
        response.write(`id: ${index + 1}\n${data.replace(/^/gm, "data: ")}\n\n`);
        await seen.next();
      }
      response.end("event: done\ndata\n\n");
    })();
  });
}
