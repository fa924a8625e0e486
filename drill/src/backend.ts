// The backend, as a process of its own that can be killed: what the console needs of docs/backend-contract.md.
// Arguments: the port, and the epoch of its logs.
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { WebSocketServer } from "ws";
import { serve } from "../../web/bench/child.ts";
import { TOKEN_MS, TOKENS } from "./answers.ts";
import { events, linesDue, messages, WORKLOADS } from "./numbered-log.ts";

// Lines that come within this time are one write, as a backend does that does not pay for a system call per line.
const FLUSH_MS = 100;
// Bytes that wait for a WebSocket's reader, who gets no more until they are taken.
const SOCKET_BUFFER = 65_536;
// Lines in one write at most, for a reader who has been away.
const BATCH = 1_000;

const [port, epoch] = process.argv.slice(2).map(Number) as [number, number];

const workload = (id: string) => ({ id, name: id, status: "running" });

/** One reader's place in the log. A slow one stays behind, and costs no memory. */
interface Place {
  next: number;
  isBehind(): boolean;
  /** Sends lines `from` to `to`, the latter not included. */
  write(from: number, to: number): void;
  /** The log has ended. */
  end(): void;
}
const places = new Set<Place>();

/** Most readers are at the same place: what the last one was sent is kept for the next. */
let last = { from: -1, to: -1, text: Buffer.alloc(0) };
function batch(from: number, to: number): Buffer {
  if (last.from !== from || last.to !== to) last = { from, to, text: Buffer.from(events(epoch, from, to)) };
  return last.text;
}

function send(place: Place, due: number): void {
  while (place.next < due && !place.isBehind()) {
    const to = Math.min(due, place.next + BATCH);
    place.write(place.next, to);
    place.next = to;
  }
}

setInterval(() => {
  const due = linesDue(epoch, Date.now());
  for (const place of places) send(place, due);
}, FLUSH_MS);

/** Where a reader begins who has seen `cursor`, or else wants the last `tail` lines. */
function begin(cursor: string | null | undefined, tail: string | null): number {
  const due = all ?? linesDue(epoch, Date.now());
  return cursor != null ? Number(cursor) + 1 : Math.max(0, due - Number(tail ?? due));
}

/** Has `place` follow the log; the function that is returned ends that. */
function follow(place: Place): () => void {
  places.add(place);
  send(place, all ?? linesDue(epoch, Date.now()));
  if (all !== undefined && places.delete(place)) place.end();
  return () => places.delete(place);
}

function stream(response: ServerResponse, next: number): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.flushHeaders();
  const leave = follow({
    next,
    isBehind: () => response.writableNeedDrain,
    write: (from, to) => response.write(batch(from, to)),
    end: () => response.end('event: end\ndata: {"exitCode":0}\n\n'),
  });
  response.once("close", leave);
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

const commands = {
  /** All logs end, for who follows them and for who comes back to them. */
  finish(): void {
    all = linesDue(epoch, Date.now());
    for (const place of places) {
      send(place, all);
      place.end();
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
  stream(response, begin(request.headers["last-event-id"] as string | undefined, searchParams.get("tail")));
});

// The same log for who speaks WebSocket: messages of lines, and status 1000 (RFC 6455, 7.4.1) at its end.
const sockets = new WebSocketServer({ server });
sockets.on("connection", (socket, request) => {
  const { searchParams } = new URL(request.url!, "http://backend");
  const leave = follow({
    next: begin(searchParams.get("after"), searchParams.get("tail")),
    isBehind: () => socket.bufferedAmount > SOCKET_BUFFER,
    write: (from, to) => socket.send(messages(from, to)),
    end: () => socket.close(1_000),
  });
  socket.once("close", leave);
  socket.on("error", () => {}); // its close says enough
});

server.listen(port, "127.0.0.1");
await once(server, "listening");
serve(commands);
