import { once } from "node:events";
import { createServer } from "node:http";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { BACKEND_ERROR_CODES } from "../problem.ts";
import type { Access } from "./access.ts";
import type { Observer } from "./observers.ts";
import { defaultHosts, isAllowedHost } from "../rules/hosts.ts";
import { shared } from "../shared.ts";
import { isNotNext } from "./requests.ts";

// Seconds: from an answer out of a cache to BACKEND_HEADERS_TIMEOUT_MS.
const FIRST_BYTE_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export interface MetricsOptions {
  port: number;
  /** The address to listen on. */
  hostname: string;
  /** The path under which requests are counted as API requests; `/api` if left out. */
  prefix?: string;
}

/**
 * Serves what is counted from now on at `/metrics` of a port of its own, for Prometheus. Rejects when the port cannot be
 * listened on. docs/operations.md says what each figure means.
 *
 * Nothing is counted per chunk: what a stream knows of itself is read when it ends, and, while it is open, at a scrape.
 */
export async function startMetrics({ port, hostname, prefix = "/api" }: MetricsOptions): Promise<Observer> {
  const registry = new Registry();
  const observer = countInto(registry, prefix);
  const hosts = defaultHosts(hostname); // allowed hosts are the visitors' names; Prometheus has addresses of its own
  const server = createServer((request, response) => {
    if (!isAllowedHost(request.headers.host, hosts)) return void response.writeHead(421).end();
    if (request.url !== "/metrics") return void response.writeHead(404).end();
    registry.metrics().then(
      (text) => response.writeHead(200, { "content-type": registry.contentType }).end(text),
      (error: Error) => response.writeHead(500, { "content-type": "text/plain" }).end(error.message),
    );
  });
  isNotNext(server);
  server.listen(port, hostname).unref();
  await once(server, "listening");
  return observer;
}

function countInto(registry: Registry, prefix: string): Observer {
  const registers = [registry];
  // Event-loop delay, CPU, memory, garbage collections, as every Node process has them.
  collectDefaultMetrics({ register: registry });

  const ended = {
    streamBytes: 0,
    requestBytes: 0,
    tunnelBytes: 0,
    receivedBytes: 0,
    backendMs: 0,
    clientMs: 0,
  };
  const open = (kind: "isStream" | "isTunnel") => [...shared().open].filter((access) => access[kind]);
  const sum = (kind: "isStream" | "isTunnel", figure: (access: Access) => number) =>
    open(kind).reduce((sum, access) => sum + figure(access), 0);

  new Gauge({
    name: "tailrace_streams_open",
    help: "Streams that are open.",
    registers,
    collect() {
      this.set(open("isStream").length);
    },
  });
  const streamsOpened = new Counter({
    name: "tailrace_streams_opened_total",
    help: "Streams that the backend has begun.",
    labelNames: ["route"],
    registers,
  });
  const streamsEnded = new Counter({
    name: "tailrace_streams_ended_total",
    help: "Streams that have ended, by why.",
    labelNames: ["route", "reason"],
    registers,
  });
  new Gauge({
    name: "tailrace_tunnels_open",
    help: "WebSockets, and other connections that have changed their protocol, that are open.",
    registers,
    collect() {
      this.set(open("isTunnel").length);
    },
  });
  const tunnelsEnded = new Counter({
    name: "tailrace_tunnels_ended_total",
    help: "Tunnels that have ended, by why.",
    labelNames: ["route", "reason"],
    registers,
  });
  new Counter({
    name: "tailrace_tunnel_received_bytes_total",
    help: "Bytes from clients through tunnels.",
    registers,
    collect() {
      this.reset();
      this.inc(ended.receivedBytes + sum("isTunnel", receivedBytes));
    },
  });
  const firstByte = new Histogram({
    name: "tailrace_first_byte_seconds",
    help: "From a request to the head of the backend's answer, which goes to the client at once.",
    labelNames: ["kind"],
    buckets: FIRST_BYTE_BUCKETS,
    registers,
  });
  new Counter({
    name: "tailrace_stream_wait_seconds_total",
    help: "Time of streams: spent waiting for the backend to send, or for a client that does not keep up.",
    labelNames: ["on"],
    registers,
    collect() {
      this.reset();
      this.inc({ on: "backend" }, (ended.backendMs + sum("isStream", waitedForBackendMs)) / 1_000);
      this.inc({ on: "client" }, (ended.clientMs + sum("isStream", waitedForClientMs)) / 1_000);
    },
  });
  new Counter({
    name: "tailrace_sent_bytes_total",
    help: "Bytes to clients as they are on the connection: heads and bodies, compressed if so, before TLS.",
    labelNames: ["kind"],
    registers,
    collect() {
      this.reset();
      this.inc({ kind: "stream" }, ended.streamBytes + sum("isStream", ({ bytes }) => bytes));
      this.inc({ kind: "tunnel" }, ended.tunnelBytes + sum("isTunnel", ({ bytes }) => bytes));
      this.inc({ kind: "request" }, ended.requestBytes);
    },
  });
  const apiRequests = new Counter({
    name: "tailrace_api_requests_total",
    help: "Finished requests under /api that were neither streams nor tunnels.",
    labelNames: ["route", "method", "status"],
    registers,
  });
  const backendErrors = new Counter({
    name: "tailrace_backend_errors_total",
    help: "Times that the backend gave no valid answer, whoever asked: a client, a page or a probe.",
    labelNames: ["code"],
    registers,
  });
  for (const code of BACKEND_ERROR_CODES) backendErrors.inc({ code }, 0);

  return {
    backendFailed: ({ code }) => backendErrors.inc({ code }),
    answered(access) {
      firstByte.observe({ kind: access.kind }, access.headMs! / 1_000);
      if (access.isStream) streamsOpened.inc({ route: routeOf(access) });
    },
    finished(access) {
      const { isStream, isTunnel, bytes, path } = access;
      const route = routeOf(access);
      if (isTunnel) {
        ended.tunnelBytes += bytes;
        ended.receivedBytes += receivedBytes(access);
        tunnelsEnded.inc({ route, reason: access.ended });
        return;
      }
      if (isStream) {
        ended.streamBytes += bytes;
        ended.backendMs += waitedForBackendMs(access);
        ended.clientMs += waitedForClientMs(access);
        streamsEnded.inc({ route, reason: access.ended });
        return;
      }
      ended.requestBytes += bytes;
      if (path !== prefix && !path.startsWith(`${prefix}/`)) return;
      apiRequests.inc({ route, method: access.request.method, status: access.status });
    },
  };
}

/** Next chooses no route for a request that it refuses itself. */
const routeOf = ({ route = "none" }: Access) => route;

const receivedBytes = ({ passage }: Access) => passage!.receivedBytes!;
const waitedForClientMs = ({ passage }: Access) => passage!.waitedForClientMs;
const waitedForBackendMs = (access: Access) => access.ms - waitedForClientMs(access);
