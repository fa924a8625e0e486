// The backend: event streams paced by the clock or by the reader, and JSON. Costs little enough for 5,000 streams.
import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { serve } from "./child.ts";
import { event, json, nowMicros } from "./wire.ts";

const STREAM_HEAD =
  "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n\r\n";
const EVENTS_PER_BURST_WRITE = 20;

const streams: Socket[] = [];
let perSecond = 0;
let sent = 0;

const answers = new Map<string, string>();
for (const bytes of [300, 100_000]) {
  const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${bytes}\r\n\r\n`;
  answers.set(`/v1/json/${bytes}`, head + json(bytes));
}

const server = createServer({ noDelay: true }, (socket) => {
  let head = "";
  socket.setEncoding("latin1").on("data", (data: string) => {
    head += data;
    if (!head.endsWith("\r\n\r\n")) return; // Only GETs come here, one after the other on a connection.
    const path = head.split(" ", 2)[1]!;
    head = "";
    const answer = answers.get(path);
    if (answer) socket.write(answer);
    else if (path.startsWith("/v1/workloads/burst/logs")) burst(socket);
    else if (path.startsWith("/v1/workloads/")) join(socket);
    else socket.end("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
  });
  socket.on("error", () => {});
});

const chunk = (body: string) => `${body.length.toString(16)}\r\n${body}\r\n`;

function join(socket: Socket): void {
  socket.write(STREAM_HEAD);
  streams.push(socket);
  socket.once("close", () => streams.splice(streams.indexOf(socket), 1));
}

/** Writes for as long as the reader takes it. */
function burst(socket: Socket): void {
  const block = Buffer.from(chunk(event(nowMicros()).repeat(EVENTS_PER_BURST_WRITE)));
  const fill = () => {
    // Some at a time, so that 50 bursts take turns.
    for (let i = 0; i < 32; i++) if (!socket.write(block)) return void socket.once("drain", fill);
    setImmediate(fill);
  };
  socket.write(STREAM_HEAD);
  fill();
}

/** Events for one stream after the other, each when it is due: spread as evenly as a timer of 1 ms allows. */
function pace(): void {
  const start = nowMicros();
  const rate = perSecond;
  let done = 0;
  const tick = () => {
    if (perSecond !== rate) return;
    const due = Math.floor(((nowMicros() - start) * rate) / 1e6);
    for (; done < due && streams.length > 0; done++) {
      streams[sent++ % streams.length]!.write(chunk(event(nowMicros())));
    }
    setTimeout(tick, 1);
  };
  tick();
}

const commands = {
  port: () => (server.address() as AddressInfo).port,
  openStreams: () => streams.length,
  /** Events per second over all streams from now on. */
  setRate(rate: number) {
    perSecond = rate;
    if (rate > 0) pace();
  },
  /** Events sent since the last call. */
  takeSent() {
    const events = sent;
    sent = 0;
    return events;
  },
};
export type BackendCommands = typeof commands;

server.listen(0, "127.0.0.1", 4096, () => serve(commands));
