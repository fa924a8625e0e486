import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A real server that does what the test at hand scripts. */
export async function startServer(handler: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(handler).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    server,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** The head of an event stream with nothing to complain of, on the wire at once. */
export function openEvents(response: ServerResponse): void {
  response.writeHead(200, {
    "content-type": "text/event-stream",
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
  });
  response.flushHeaders();
}

/** Calls `write` with 1, 2, 3, … every `ms` until the client leaves. */
export function every(ms: number, response: ServerResponse, write: (n: number) => void): void {
  let n = 0;
  const timer = setInterval(() => write(++n), ms);
  response.once("close", () => clearInterval(timer));
}

/** A stream as it should be: a line every 100 ms, from the one after `Last-Event-ID`. */
export function talk(request: IncomingMessage, response: ServerResponse): void {
  openEvents(response);
  const from = Number(request.headers["last-event-id"] ?? 0);
  every(100, response, (n) => response.write(line(from + n)));
}

/** The same lines from where they are held back, to come together every two seconds. */
export function holdBack(_request: IncomingMessage, response: ServerResponse): void {
  openEvents(response);
  let held = "";
  every(100, response, (n) => {
    held += line(n);
    if (n % 20 !== 0) return;
    response.write(held);
    held = "";
  });
}

/** An event with an id, and in its data the time and the number. */
export function line(n: number, time = Date.now()): string {
  return `id: ${n}\ndata: ${JSON.stringify({ time: new Date(time).toISOString(), message: `line ${n}` })}\n\n`;
}
