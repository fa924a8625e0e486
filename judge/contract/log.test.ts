import { once } from "node:events";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { type Backend, startBackend, startEvents } from "../testing/backend";
import { open, openStream, rawConnection, send } from "./client";
import { type RunningSystem, startSystem, testOfTailrace } from "./system";

const LOGS = "/api/v1/workloads/42/logs";
const STREAM_ROUTE = "/api/v1/workloads/[id]/logs";
const SECRETS = "?token=secret-of-the-query&lastEventId=secret-of-the-query";
const COOKIE = { cookie: "session=secret-of-the-cookie" };

let backend: Backend;
let system: RunningSystem;

beforeAll(async () => {
  backend = await startBackend();
  system = await startSystem(backend.url, {
    STREAM_HEARTBEAT_MS: "80",
    BACKEND_HEADERS_TIMEOUT_MS: "300",
  });
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await backend[Symbol.asyncDispose]();
});
beforeEach(() => backend.handle((_request, response) => response.end("ok")));

type Line = Record<string, unknown>;

function lines({ output }: RunningSystem): Line[] {
  return output()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Line);
}

/** The only line of the request with this id, as soon as it is there. */
async function lineOf(requestId: string, from = system): Promise<Line> {
  const own = () => lines(from).filter((line) => line.requestId === requestId);
  await expect.poll(own, { interval: 20 }).not.toEqual([]);
  expect(own()).toHaveLength(1);
  return own()[0]!;
}

const withId = (requestId: string) => ({ headers: { ...COOKIE, "x-request-id": requestId } });

testOfTailrace(
  "L1 a finished request is one line of JSON that says what it was and how it ended",
  async () => {
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    const { headers } = withId("l1");
    await send(system.url, `/api/v1/workloads/42${SECRETS}`, {
      headers: { ...headers, traceparent: `00-${traceId}-b7ad6b7169203331-01` },
    });
    const line = await lineOf("l1");
    expect(line).toEqual({
      level: "info",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      method: "GET",
      route: "/api/[...path]",
      path: "/api/v1/workloads/42",
      status: 200,
      ms: expect.any(Number),
      headMs: expect.any(Number),
      bytes: expect.any(Number),
      ended: "backend_ended",
      requestId: "l1",
      traceId,
      msg: "request",
    });
    expect(line.bytes).toBeGreaterThan(100);
  },
);

testOfTailrace("L1 bytes are those of the answer, also on a connection that has carried others", async () => {
  backend.handle((_request, response) => response.end("x".repeat(50_000)));
  const connection = await rawConnection(system.url);
  connection.resume();
  for (const id of ["first", "second"]) {
    connection.write(`GET /api/v1/x HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: ${id}\r\n\r\n`);
    const { bytes } = await lineOf(id);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(51_000);
  }
  connection.destroy();
});

testOfTailrace("L1 a page and a refusal are the console's own answers", async () => {
  backend.handle((_request, response) => response.end('{"workloads":[]}'));
  await send(system.url, `/${SECRETS}`, withId("page"));
  expect(await lineOf("page")).toMatchObject({ route: "/", path: "/", status: 200, ended: "served" });
  await send(system.url, `/api/v1/%2e%2e/x${SECRETS}`, withId("refused"));
  expect(await lineOf("refused")).toMatchObject({
    level: "info",
    route: "/api/[...path]",
    status: 400,
    ended: "served",
    code: "invalid_path",
  });
});

testOfTailrace("L1 probes and a page's files have a line only if they fail", async () => {
  await send(system.url, "/healthz", withId("alive"));
  await send(system.url, "/readyz", withId("ready"));
  await send(system.url, "/_next/static/none.js", withId("no-file"));
  expect(await lineOf("no-file")).toMatchObject({ status: 404, ended: "served" });
  expect(lines(system).filter(({ requestId }) => requestId === "alive" || requestId === "ready")).toEqual([]);
});

testOfTailrace("L2 a stream is one line, at its end, with its heartbeats", async () => {
  let end!: () => void;
  backend.handle((_request, response) => {
    startEvents(response);
    end = () => response.end("data: last\n\n");
  });
  const stream = await openStream(system.url, LOGS + SECRETS, withId("heartbeats"));
  await stream.until(/^:\n(:\n){2}/);
  expect(lines(system).filter(({ requestId }) => requestId === "heartbeats")).toEqual([]);
  end();
  await stream.ended;
  const line = await lineOf("heartbeats");
  expect(line).toMatchObject({
    level: "info",
    route: STREAM_ROUTE,
    path: LOGS,
    status: 200,
    ended: "backend_ended",
    msg: "stream",
  });
  expect(line.heartbeats).toBe(stream.text().match(/^:$/gm)!.length - 1); // but the first, which brings the head
  expect(line.ms).toBeGreaterThan(line.headMs as number);
});

testOfTailrace("L2 a stream whose client leaves says so, and is no warning", async () => {
  backend.handle((_request, response) => startEvents(response));
  const stream = await openStream(system.url, LOGS, withId("left"));
  stream.leave();
  expect(await lineOf("left")).toMatchObject({ level: "info", status: 200, ended: "client_left" });
});

testOfTailrace("L2 a client that leaves before there is an answer says so", async () => {
  backend.handle(() => {});
  const received = backend.nextRequest();
  const request = open(system.url, LOGS, withId("left-early")).on("error", () => {});
  request.end();
  await received;
  request.destroy();
  expect(await lineOf("left-early")).toMatchObject({ level: "info", status: 499, ended: "client_left" });
});

testOfTailrace("L2 a stream that the backend breaks off is a warning with the cause", async () => {
  backend.handle((_request, response) => {
    startEvents(response);
    response.write("data: half", () => response.socket!.destroy());
  });
  const stream = await openStream(system.url, LOGS, withId("broke"));
  await stream.ended;
  expect(await lineOf("broke")).toMatchObject({
    level: "warn",
    status: 200,
    ended: "backend_broke",
    code: "backend_broke_off",
    cause: { code: "UND_ERR_SOCKET" },
  });
});

testOfTailrace("L2 a stream for which the backend has no answer in time says so", async () => {
  backend.handle(() => {});
  await send(system.url, LOGS, withId("silent"));
  expect(await lineOf("silent")).toMatchObject({
    level: "warn",
    status: 504,
    ended: "timed_out",
    code: "backend_timeout",
  });
});

testOfTailrace("L2 a backend that is down is named in the log, and in the log only", async () => {
  await backend.stop();
  await send(system.url, LOGS, withId("down"));
  await backend.listen();
  expect(await lineOf("down")).toMatchObject({
    level: "warn",
    status: 502,
    ended: "backend_broke",
    code: "backend_unreachable",
    cause: { code: "ECONNREFUSED" },
  });
});

testOfTailrace(
  "L2 a page or a probe without the backend's answer has one line too, with the cause",
  async () => {
    await backend.stop();
    await send(system.url, "/", withId("page-down"));
    // What it says may be a second old, and one that is ready has no line.
    const readyz = () => send(system.url, "/readyz", withId("not-ready"));
    await expect.poll(async () => (await readyz()).status).toBe(503);
    await backend.listen();
    for (const [id, route, status] of [
      ["page-down", "/", 200],
      ["not-ready", "/readyz", 503],
    ] as const) {
      const cause = { code: "ECONNREFUSED" };
      const ends = { level: "warn", ended: "backend_broke", code: "backend_unreachable", cause };
      expect(await lineOf(id)).toMatchObject({ route, status, ...ends });
    }
  },
);

testOfTailrace("L2 a stream that a shutdown ends says so, and so does one that it has to cut", async () => {
  await using own = await startSystem(backend.url, { SHUTDOWN_GRACE_MS: "2000" });
  backend.handle((request, response) => {
    startEvents(response);
    if (request.url!.endsWith("/half")) response.write("data: half a line");
  });
  const stream = await openStream(own.url, LOGS, withId("drained"));
  const half = await openStream(own.url, "/api/v1/half", withId("cut"));
  await half.until("half");
  const exited = once(own.process, "exit");
  own.terminate("SIGTERM");
  await exited;
  expect(await stream.ended).toBe("properly");
  expect(await half.ended).toBe("broken");
  expect(lines(own)).toContainEqual(expect.objectContaining({ msg: "draining", streams: 2 }));
  expect(await lineOf("drained", own)).toMatchObject({ level: "info", ended: "drained", msg: "stream" });
  expect(await lineOf("cut", own)).toMatchObject({ level: "info", ended: "drained", msg: "stream" });
});

testOfTailrace(
  "L3 no query string and no cookie is in the log, nor what a backend sends of its own",
  async () => {
    await send(system.url, `/api/v1/x${SECRETS}`, withId("plain"));
    backend.handle((_request, response) => {
      response.writeHead(302, { location: `${backend.url}/elsewhere${SECRETS}`, ...cookies }).end();
    });
    await using based = await startSystem(`${backend.url}/base`);
    const refused = await send(based.url, `/api/v1/x${SECRETS}`, withId("outside"));
    expect(refused.status).toBe(502);
    await lineOf("outside", based);
    backend.handle(({ socket }) => {
      socket.end(
        "HTTP/1.1 200 OK\r\nSet-Cookie: a=secret-of-the-cookie\r\nBroken header secret-of-the-cookie\r\n\r\n",
      );
    });
    const garbled = await send(system.url, `/api/v1/x${SECRETS}`, withId("garbled"));
    expect(garbled.status).toBe(502);
    expect(await lineOf("garbled")).toMatchObject({ code: "backend_invalid_response" });
    await send(system.url, `/workloads/42${SECRETS}`, withId("page-garbled"));
    await lineOf("page-garbled");
    expect(system.output() + based.output()).not.toContain("secret-of-the");
  },
);
const cookies = { "set-cookie": "a=secret-of-the-cookie" };

testOfTailrace("L5 a server whose log nobody reads any more goes on, and costs no more for it", async () => {
  await using own = await startSystem(backend.url, { NODE_DEBUG: "http" }); // which has much to print
  own.process.stdout!.destroy();
  own.process.stderr!.destroy();
  backend.handle((_request, response) => response.socket!.destroy());
  for (let i = 0; i < 3; i++) expect((await send(own.url, "/api/v1/x", { method: "POST" })).status).toBe(502);
  const before = cpuMs(own);
  await new Promise((resolve) => setTimeout(resolve, 500)); // what it does while nobody asks
  expect(cpuMs(own) - before).toBeLessThan(250);
  const exited = once(own.process, "exit");
  own.terminate("SIGTERM");
  await exited;
});

/** CPU time that `system` has taken so far, user and system. */
function cpuMs({ process }: RunningSystem): number {
  const fields = readFileSync(`/proc/${process.pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10; // of 100 to the second (proc(5))
}
