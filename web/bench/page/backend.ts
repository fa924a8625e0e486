// The backend, as a process of its own that can be killed: workloads whose ids say what they log, and the peers' files.
// Arguments: the port, and the folder of the files.
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import path from "node:path";
import { serve } from "../child.ts";
import { WORKLOAD_LIST } from "./workload-list.ts";
import { events, linesDue, logOf, type NumberedLog } from "./numbered-log.ts";

// How often lines that are due are written: what it adds to their delay is little beside a frame of 16 ms.
const FLUSH_MS = 4;
// Lines in one write at most.
const BATCH = 1_000;

const [port, folder] = process.argv.slice(2) as [string, string];

const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** One reader's place in a log. A slow one stays behind, and costs no memory. */
interface Place {
  log: NumberedLog;
  response: ServerResponse;
  next: number;
  /** Who does not follow gets the lines before this one. */
  until: number;
}
const places = new Set<Place>();

function send(place: Place): void {
  const { log, response, until } = place;
  const due = Math.min(until, linesDue(log, Date.now()));
  while (place.next < due && !response.writableNeedDrain) {
    const to = Math.min(due, place.next + BATCH);
    response.write(events(log, place.next, to));
    place.next = to;
  }
  const ended = log.total > 0 && place.next >= log.total;
  if (!ended && place.next < until) return;
  places.delete(place);
  response.end(!ended ? undefined : 'event: end\ndata: {"exitCode":0}\n\n');
}

setInterval(() => {
  for (const place of places) send(place);
}, FLUSH_MS);

function answer(
  log: NumberedLog,
  response: ServerResponse,
  cursor: string | undefined,
  query: URLSearchParams,
) {
  const due = linesDue(log, Date.now());
  const tail = Number(query.get("tail") ?? due);
  const next = cursor !== undefined ? Number(cursor) + 1 : Math.max(0, due - tail);
  response.writeHead(200, { "content-type": "text/event-stream" });
  const place = { log, response, next, until: query.get("follow") === "false" ? due : Infinity };
  response.flushHeaders();
  places.add(place);
  response.on("drain", () => places.has(place) && send(place));
  response.once("close", () => places.delete(place));
  send(place);
}

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url!, "http://backend");
  const [, file] = /^\/peers\/([\w./-]+)$/.exec(pathname) ?? [];
  if (file) {
    response.setHeader("content-type", TYPES[path.extname(file)]!);
    return void readFile(path.join(folder, file)).then((text) => response.end(text));
  }
  if (pathname === "/v1/workloads") return response.end(WORKLOAD_LIST);
  if (pathname === "/v1/events") {
    response.writeHead(200, { "content-type": "text/event-stream" });
    return response.write(`event: snapshot\ndata: ${WORKLOAD_LIST}\n\n`);
  }
  const [, id = "", logs] = /^\/v1\/workloads\/([^/]+)(\/logs)?$/.exec(pathname) ?? [];
  const log = logOf(id);
  if (!log) return response.writeHead(404).end();
  if (logs) return answer(log, response, request.headers["last-event-id"] as string, searchParams);
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ id, name: "Orders API", status: "running" }));
});
server.listen(Number(port), "127.0.0.1");
await once(server, "listening");
serve({});
