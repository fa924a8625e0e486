// The backend, as a process of its own that can be killed: what the console needs of docs/backend-contract.md.
// Arguments: the port, and the epoch of its logs.
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { serve } from "../../web/bench/child.ts";
import { TOKEN_MS, TOKENS } from "./answers.ts";
import { events, linesDue, WORKLOADS } from "./numbered-log.ts";

// Lines that come within this time are one write, as a backend does that does not pay for a system call per line.
const FLUSH_MS = 100;
// Lines in one write at most, for a reader who has been away.
const BATCH = 1_000;

const [port, epoch] = process.argv.slice(2).map(Number) as [number, number];

const workload = (id: string) => ({ id, name: id, status: "running" });

/** One reader's place in the log. A slow one stays behind, and costs no memory. */
interface Place {
  response: ServerResponse;
  next: number;
}
const places = new Set<Place>();

/** Most readers are at the same place: what the last one was sent is kept for the next. */
let last = { from: -1, to: -1, text: Buffer.alloc(0) };
function batch(from: number, to: number): Buffer {
  if (last.from !== from || last.to !== to) last = { from, to, text: Buffer.from(events(epoch, from, to)) };
  return last.text;
}

function send(place: Place, due: number): void {
  while (place.next < due && !place.response.writableNeedDrain) {
    const to = Math.min(due, place.next + BATCH);
    place.response.write(batch(place.next, to));
    place.next = to;
  }
}

setInterval(() => {
  const due = linesDue(epoch, Date.now());
  for (const place of places) send(place, due);
}, FLUSH_MS);

function follow(response: ServerResponse, cursor: string | undefined, tail: string | null): void {
  const due = all ?? linesDue(epoch, Date.now());
  const next = cursor !== undefined ? Number(cursor) + 1 : Math.max(0, due - Number(tail ?? due));
  const place = { response, next };
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.flushHeaders();
  places.add(place);
  response.once("close", () => places.delete(place));
  send(place, due);
  if (all !== undefined && places.delete(place)) end(place);
}

/** An answer of the kind that cannot be asked for again. */
function answer(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  let n = 0;
  const timer = setInterval(() => {
    if (n < TOKENS) return response.write(`data: token ${n++}\n\n`);
    response.end("event: end\ndata: {}\n\n");
    clearInterval(timer);
  }, TOKEN_MS);
  response.once("close", () => clearInterval(timer));
}

/** How many lines the logs have in all, once they have ended. */
let all: number | undefined;

function end({ response }: Place): void {
  response.end('event: end\ndata: {"exitCode":0}\n\n');
}

const commands = {
  /** All logs end, for who follows them and for who comes back to them. */
  finish(): void {
    all = linesDue(epoch, Date.now());
    for (const place of places) {
      send(place, all);
      end(place);
    }
    places.clear();
  },
};
export type BackendCommands = typeof commands;

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url!, "http://backend");
  const json = (value: unknown) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(value));
  };
  if (pathname === "/v1/answers") return answer(response);
  if (pathname === "/v1/workloads") return json({ workloads: WORKLOADS.map(workload) });
  const [, id, rest] = /^\/v1\/workloads\/([^/]+)(\/logs|\/restart)?$/.exec(pathname) ?? [];
  if (id === undefined || !WORKLOADS.includes(id)) return response.writeHead(404).end();
  if (rest === "/restart") response.statusCode = 202; // the log goes on: it is the backend that is drilled
  if (rest !== "/logs") return json(workload(id));
  follow(response, request.headers["last-event-id"] as string | undefined, searchParams.get("tail"));
});
server.listen(port, "127.0.0.1");
await once(server, "listening");
serve(commands);
