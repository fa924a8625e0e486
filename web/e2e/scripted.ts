import type { IncomingMessage, ServerResponse } from "node:http";
import { startScripted } from "./console.ts";

export interface LogRequest {
  url: string;
  cursor?: string;
  at: number;
}

/** How the console asks for the lines that a page comes with. */
export const PAGE_LINES = "/logs?tail=64&follow=false";

/** A backend with workloads of any ids, whose logs are what `answer` makes of each request for one; those it has had. A page comes with none of their lines. */
export async function startLogs(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<LogRequest[]> {
  const requests: LogRequest[] = [];
  await startScripted((request, response) => {
    const { url = "", headers } = request;
    if (!url.includes("/logs")) {
      const id = url.split("/").at(-1)!;
      return void response.end(JSON.stringify({ id, name: id, status: "running" }));
    }
    if (url.endsWith(PAGE_LINES)) return void response.writeHead(404).end();
    requests.push({ url, cursor: headers["last-event-id"] as string | undefined, at: Date.now() });
    answer(request, response);
  });
  return requests;
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
