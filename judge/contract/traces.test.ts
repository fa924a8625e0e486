import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { type Backend, startBackend, startEvents } from "../testing/backend";
import { freePort } from "../testing/web-server";
import { openStream, send } from "./client";
import { isBehindNext, isTailrace, type RunningSystem, startSystem, testOfTailrace } from "./system";

const LOGS = "/api/v1/workloads/42/logs";
const TRACE = "0af7651916cd43dd8448eb211c80319c";
const PARENT = "b7ad6b7169203331";

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  /** 2: server, 3: client (OTLP, SpanKind). */
  kind: number;
  /** Milliseconds since 1970. */
  start: number;
  end: number;
  attributes: Record<string, unknown>;
  failed: boolean;
}

/** What receives OTLP over HTTP, as a collector does. */
interface Collector extends AsyncDisposable {
  url: string;
  spans: Span[];
  /** The spans of a trace, once there are `count`. */
  trace(traceId: string, count: number): Promise<Span[]>;
  resource: Record<string, unknown>;
  /** Everything received, as it came. */
  text: string;
}

async function startCollector(): Promise<Collector> {
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (data: string) => (body += data));
    request.on("end", () => {
      expect(`${request.method} ${request.url}`).toBe("POST /v1/traces");
      expect(request.headers["content-type"]).toBe("application/json");
      collector.text += body;
      receive(JSON.parse(body) as Export);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const collector: Collector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: [],
    resource: {},
    text: "",
    async trace(traceId, count) {
      const own = () => collector.spans.filter((span) => span.traceId === traceId);
      // Spans are sent once a second.
      await expect.poll(() => own().length).toBe(count);
      return own().sort((a, b) => a.kind - b.kind);
    },
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
  function receive({ resourceSpans }: Export): void {
    for (const { resource, scopeSpans } of resourceSpans) {
      collector.resource = plain(resource.attributes);
      for (const span of scopeSpans.flatMap(({ spans }) => spans)) {
        collector.spans.push({
          ...span,
          start: Number(BigInt(span.startTimeUnixNano) / 1_000_000n),
          end: Number(BigInt(span.endTimeUnixNano) / 1_000_000n),
          attributes: plain(span.attributes),
          failed: span.status?.code === 2,
        });
      }
    }
  }
  return collector;
}

/** As much of an ExportTraceServiceRequest as is looked at here. */
interface Export {
  resourceSpans: {
    resource: { attributes: Attribute[] };
    scopeSpans: { spans: RawSpan[] }[];
  }[];
}
type Attribute = { key: string; value: Record<string, unknown> };
type RawSpan = Pick<Span, "traceId" | "spanId" | "parentSpanId" | "name" | "kind"> & {
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: Attribute[];
  status?: { code?: number };
};
const plain = (attributes: Attribute[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

let backend: Backend;
let collector: Collector;
let system: RunningSystem;

beforeAll(async () => {
  backend = await startBackend();
  collector = await startCollector();
  system = await startSystem(backend.url, {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=staging",
  });
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await collector[Symbol.asyncDispose]();
  await backend[Symbol.asyncDispose]();
});
beforeEach(() => backend.handle((_request, response) => response.end("ok")));

const traceparent = (traceId: string, flags = "01") => ({ traceparent: `00-${traceId}-${PARENT}-${flags}` });

testOfTailrace(
  "T1 the backend sees a child of the client's trace: the same trace id, our span's id",
  async () => {
    const received = backend.nextRequest();
    const secret = "?token=secret-of-the-query";
    await send(system.url, `/api/v1/workloads/42${secret}`, {
      headers: { ...traceparent(TRACE), tracestate: "vendor=1", cookie: "a=secret-of-the-cookie" },
    });
    const { headers } = await received;
    const [server, client] = await collector.trace(TRACE, 2);
    expect(headers.traceparent).toBe(`00-${TRACE}-${client!.spanId}-01`);
    expect(headers.tracestate).toBe("vendor=1");
    expect(server).toMatchObject({
      kind: 2,
      name: "GET /api/[...path]",
      parentSpanId: PARENT,
      failed: false,
      attributes: {
        "http.request.method": "GET",
        "http.route": "/api/[...path]",
        "url.path": "/api/v1/workloads/42",
        "http.response.status_code": 200,
        "tailrace.ended": "backend_ended",
      },
    });
    expect(client).toMatchObject({
      kind: 3,
      name: "GET",
      parentSpanId: server!.spanId,
      failed: false,
      attributes: {
        "server.address": "127.0.0.1",
        "server.port": Number(new URL(backend.url).port),
        "url.path": "/v1/workloads/42",
        "http.response.status_code": 200,
      },
    });
    expect(collector.resource).toMatchObject({
      "service.name": "tailrace",
      "deployment.environment.name": "staging",
    });
    expect(collector.text).not.toContain("secret-of-the");
  },
);

testOfTailrace("T1 a request without a trace begins one, and its log line has the id", async () => {
  const received = backend.nextRequest();
  await send(system.url, "/api/v1/x", { headers: { "x-request-id": "begins" } });
  const { headers } = await received;
  const [, traceId] = /^00-([\da-f]{32})-[\da-f]{16}-01$/.exec(headers.traceparent as string)!;
  const [server] = await collector.trace(traceId!, 2);
  expect(server!.parentSpanId || undefined).toBeUndefined();
  expect(system.output()).toMatch(new RegExp(`"requestId":"begins".*"traceId":"${traceId}"`));
});

testOfTailrace("T1 a trace that the client does not record goes on unrecorded", async () => {
  const traceId = "1".repeat(32);
  const received = backend.nextRequest();
  await send(system.url, "/api/v1/x", { headers: traceparent(traceId, "00") });
  expect((await received).headers.traceparent).toMatch(
    new RegExp(`^00-${traceId}-(?!${PARENT})[\\da-f]{16}-00$`),
  );
  const later = "2".repeat(32);
  await send(system.url, "/api/v1/x", { headers: traceparent(later) });
  await collector.trace(later, 2);
  expect(collector.spans.filter((span) => span.traceId === traceId)).toEqual([]);
});

testOfTailrace("T2 a stream's spans end when the stream does", async () => {
  const traceId = "3".repeat(32);
  let end!: () => void;
  backend.handle((_request, response) => {
    startEvents(response);
    end = () => response.end("data: last\n\n");
  });
  const stream = await openStream(system.url, LOGS, { headers: traceparent(traceId) });
  // Only time can show that they have not ended.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const ends = Date.now();
  end();
  await stream.ended;
  const [server, client] = await collector.trace(traceId, 2);
  expect(server!.name).toBe("GET /api/v1/workloads/[id]/logs");
  for (const span of [server!, client!]) {
    expect(span.end).toBeGreaterThanOrEqual(ends - 5);
    expect(span.end - span.start).toBeGreaterThan(1_490);
  }
});

testOfTailrace(
  "T2 a stream whose client leaves has not failed; one that the backend breaks off has",
  async () => {
    const left = "4".repeat(32);
    const broken = "5".repeat(32);
    backend.handle((request, response) => {
      startEvents(response);
      if (request.url!.includes("breaks")) response.write("data: half", () => response.socket!.destroy());
    });
    const leaves = await openStream(system.url, LOGS, { headers: traceparent(left) });
    leaves.leave();
    const breaks = await openStream(system.url, `${LOGS}?breaks`, { headers: traceparent(broken) });
    await breaks.ended;
    for (const span of await collector.trace(left, 2)) expect(span.failed).toBe(false);
    for (const span of await collector.trace(broken, 2)) {
      expect(span).toMatchObject({ failed: true, attributes: { "error.type": "backend_broke_off" } });
    }
  },
);

testOfTailrace("T3 a page's call of the backend belongs to the page's trace; a probe has none", async () => {
  const traceId = "6".repeat(32);
  backend.handle((_request, response) => response.end('{"workloads":[]}'));
  const received = backend.nextRequest();
  await send(system.url, "/", { headers: traceparent(traceId) });
  const [server, client] = await collector.trace(traceId, 2);
  expect(server!.name).toBe("GET /");
  expect(client!.attributes["url.path"]).toBe("/v1/workloads");
  expect((await received).headers.traceparent).toBe(`00-${traceId}-${client!.spanId}-01`);
  expect(collector.spans.filter(({ attributes }) => /z$/.test(String(attributes["url.path"])))).toEqual([]);
});

testOfTailrace("T4 the spans of what a shutdown ends are sent before the process is gone", async () => {
  await using own = await startSystem(backend.url, {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    SHUTDOWN_GRACE_MS: "4000",
  });
  const drained = "7".repeat(32);
  const cut = "8".repeat(32);
  backend.handle((request, response) => {
    startEvents(response);
    if (request.url!.includes("half")) response.write("data: half a line");
  });
  await openStream(own.url, LOGS, { headers: traceparent(drained) });
  const half = await openStream(own.url, `${LOGS}?half`, { headers: traceparent(cut) });
  await half.until("half");
  const exited = once(own.process, "exit") as Promise<[number | null]>;
  own.terminate("SIGTERM");
  expect((await exited)[0]).toBe(143);
  for (const traceId of [drained, cut]) {
    const spans = collector.spans.filter((span) => span.traceId === traceId);
    expect(spans).toContainEqual(
      expect.objectContaining({
        kind: 2,
        attributes: expect.objectContaining({ "tailrace.ended": "drained" }),
      }),
    );
  }
});

test.runIf(isTailrace && !isBehindNext)(
  "T3 a tunnel is one span from its request to its end, with the bytes of both ways; the backend's is over with the 101",
  async () => {
    const sockets = new WebSocketServer({ port: 0, host: "127.0.0.1" });
    await once(sockets, "listening");
    sockets.on("connection", (client) =>
      client.on("message", (data) => client.send(data, () => client.terminate())),
    );
    await using own = await startSystem(`http://127.0.0.1:${(sockets.address() as AddressInfo).port}`, {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    });
    const traceId = "1af7651916cd43dd8448eb211c80319c";
    const client = new WebSocket(`${own.url.replace("http", "ws")}/api/socket`, {
      headers: traceparent(traceId),
    });
    await once(client, "open");
    client.send("x".repeat(1_000));
    await once(client, "close");
    sockets.close();
    const [server, toBackend] = await collector.trace(traceId, 2);
    expect(server).toMatchObject({
      kind: 2,
      name: "GET /api/[...path]",
      parentSpanId: PARENT,
      failed: false,
      attributes: { "http.response.status_code": 101, "tailrace.ended": "backend_ended" },
    });
    expect(Number(server!.attributes["tailrace.received_bytes"])).toBeGreaterThan(1_000);
    expect(Number(server!.attributes["tailrace.bytes"])).toBeGreaterThan(1_000);
    expect(toBackend).toMatchObject({
      kind: 3,
      parentSpanId: server!.spanId,
      failed: false,
      attributes: { "http.response.status_code": 101 },
    });
  },
);

testOfTailrace("T4 a collector that does not answer holds up neither requests nor the end", async () => {
  const silent = createServer(() => {}).listen(0, "127.0.0.1");
  await once(silent, "listening");
  await using own = await startSystem(backend.url, {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
    SHUTDOWN_GRACE_MS: "2000",
  });
  expect((await send(own.url, "/api/v1/x")).status).toBe(200);
  // The exporter itself would wait for 10 s.
  const limit = AbortSignal.timeout(5_000);
  const exited = once(own.process, "exit", { signal: limit }) as Promise<[number | null]>;
  own.terminate("SIGTERM");
  expect((await exited)[0]).toBe(143);
  silent.close();
  silent.closeAllConnections();
});

testOfTailrace(
  "T5 without OTEL_EXPORTER_OTLP_ENDPOINT a traceparent passes as it came, and none is made",
  async () => {
    await using off = await startSystem(backend.url);
    for (const headers of [traceparent(TRACE), {}]) {
      const received = backend.nextRequest();
      await send(off.url, "/api/v1/x", { headers });
      expect((await received).headers.traceparent).toBe(
        "traceparent" in headers ? headers.traceparent : undefined,
      );
    }
  },
);

testOfTailrace(
  "T5 the code for traces and for metrics is loaded only by a server that has them on",
  async () => {
    /** What only the code for traces has in it, and what only that for metrics. */
    const marks = ["v1/traces", "tailrace_streams_open"];
    /** The marks that are in the files that a server loads, which Node names. */
    const loaded = async (env: Record<string, string>) => {
      await using own = await startSystem(backend.url, { NODE_DEBUG: "module", ...env });
      await send(own.url, "/api/v1/x");
      const closed = once(own.process, "close"); // all that it has printed is here
      own.terminate("SIGTERM");
      await closed;
      const files = [...own.output().matchAll(/^MODULE \d+: load "(.+\.js)" for module/gm)];
      expect(files.length).toBeGreaterThan(0);
      const code = files.map(([, file]) => readFileSync(file!, "utf8"));
      return marks.filter((mark) => code.some((text) => text.includes(mark)));
    };
    expect(await loaded({})).toEqual([]);
    const on = { METRICS_PORT: String(await freePort()), OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
    expect(await loaded(on)).toEqual(marks);
  },
);
