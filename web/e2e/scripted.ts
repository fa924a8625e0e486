import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { atEnd } from "./console.ts";

/** A backend with workloads of any ids, whose logs are what `answer` makes of each request for one. */
export async function startScriptedBackend(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ url: string; requests: { url: string; cursor?: string; at: number }[] }> {
  const requests: { url: string; cursor?: string; at: number }[] = [];
  const server = createServer((request, response) => {
    const { url = "", headers } = request;
    if (!url.includes("/logs")) {
      const id = url.split("/").at(-1)!;
      return void response.end(JSON.stringify({ id, name: id, status: "running" }));
    }
    requests.push({ url, cursor: headers["last-event-id"] as string | undefined, at: Date.now() });
    answer(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

/** The events of lines `from` to `to`, each with its number as its cursor. */
export function lineEvents(from: number, to = from): string {
  let events = "";
  for (let n = from; n <= to; n++) events += `id: ${n}\ndata: line ${n}\n\n`;
  return events;
}

export const gapEvent = (missed: number, cursor: number) =>
  `event: gap\nid: ${cursor}\ndata: ${JSON.stringify({ missed })}\n\n`;

/** Begins an event stream with `events`. */
export function stream(response: ServerResponse, events: string): ServerResponse {
  response.writeHead(200, { "content-type": "text/event-stream" }).write(events);
  return response;
}

export function problem(response: ServerResponse, status: number, title: string, detail?: string): void {
  response.writeHead(status, { "content-type": "application/problem+json" });
  response.end(JSON.stringify({ title, detail }));
}
