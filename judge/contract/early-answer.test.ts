import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type Backend, closed, startBackend, startEvents } from "../testing/backend";
import { freePort } from "../testing/web-server";
import { rawConnection, send } from "./client";
import { type RunningSystem, startSystem, testOfTailrace } from "./system";

let backend: Backend;
let system: RunningSystem;
let metricsUrl: string;

beforeAll(async () => {
  backend = await startBackend();
  const port = String(await freePort());
  metricsUrl = `http://127.0.0.1:${port}`;
  system = await startSystem(backend.url, { METRICS_PORT: port });
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await backend[Symbol.asyncDispose]();
});

/** Posts 5 MB on a connection of its own, and resolves with what came once the server has closed it. */
async function upload(id: string, accept: string): Promise<string> {
  const socket = await rawConnection(system.url);
  onTestFinished(() => void socket.destroy());
  let answer = "";
  socket.setEncoding("latin1").on("data", (data: string) => (answer += data));
  const ended = closed(socket); // also by a reset: a server that has answered may not read the rest
  socket.write(
    `POST /api/upload HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: ${id}\r\nAccept-Encoding: ${accept}\r\n` +
      "Connection: close\r\nContent-Length: 5000000\r\n\r\n",
  );
  socket.write(Buffer.alloc(5_000_000));
  await ended;
  return answer;
}

/** The log's line of the request with this id. */
async function lineOf(id: string): Promise<Record<string, unknown>> {
  const own = () =>
    system
      .output()
      .split("\n")
      .filter((line) => line.startsWith("{") && line.includes(`"${id}"`));
  await expect.poll(own, { interval: 20 }).toHaveLength(1);
  return JSON.parse(own()[0]!) as Record<string, unknown>;
}

/** What the server has printed that is no line of its log: a stack, or a warning of Node's. */
const complaints = () =>
  system
    .output()
    .split("\n")
    .filter((line) => /exception|TypeError|^\s+at /i.test(line));

// Each before a byte of the upload is read.
const ANSWERS: { what: string; accept: string; answer: Parameters<Backend["handle"]>[0] }[] = [
  {
    what: "a refusal of 5 kB, to a client that accepts gzip",
    accept: "gzip",
    answer: (_request, response) => {
      response.writeHead(400, { "content-type": "text/plain" }).end("x".repeat(5_000));
    },
  },
  {
    what: "a refusal without a body",
    accept: "identity",
    answer: (_request, response) => {
      response.writeHead(413, { "content-length": "0", connection: "close" }).end();
    },
  },
  {
    what: "an event stream that ends",
    accept: "gzip",
    answer: (_request, response) => {
      startEvents(response);
      response.end("data: x\n\n");
    },
  },
  {
    what: "an event stream that is cut",
    accept: "gzip",
    answer: (_request, response) => {
      startEvents(response);
      response.write("data: x\n\n");
      setTimeout(() => response.socket!.destroy(), 300);
    },
  },
  {
    what: "a connection that is reset",
    accept: "gzip",
    answer: (request) => void request.socket.resetAndDestroy(),
  },
];

for (const [index, { what, accept, answer }] of ANSWERS.entries()) {
  testOfTailrace(`an early answer to an upload is one line of the log like any other: ${what}`, async () => {
    backend.handle(answer);
    const id = `early-${index}`;
    await upload(id, accept);
    expect(await lineOf(id)).toMatchObject({
      method: "POST",
      path: "/api/upload",
      bytes: expect.any(Number),
    });
    expect(complaints()).toEqual([]);
  });
}

testOfTailrace("metrics answer after early answers, and count no stream as open that has ended", async () => {
  const metrics = await send(metricsUrl, "/metrics");
  expect(metrics.status).toBe(200);
  expect(metrics.body.toString()).toMatch(/^tailrace_streams_open 0$/m);
});

/** Sends an upload of `bytes` and right behind it a GET, on one connection, and resolves with the answers' statuses. */
async function uploadAndAsk(bytes: number, framing: "length" | "chunked"): Promise<number[]> {
  const socket = await rawConnection(system.url);
  onTestFinished(() => void socket.destroy());
  const ask = "GET /api/next HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  const head = "PUT /api/upload HTTP/1.1\r\nHost: localhost\r\n";
  const body = Buffer.alloc(bytes, "x");
  if (framing === "length") {
    socket.write(`${head}Content-Length: ${bytes}\r\n\r\n`);
    socket.write(body);
    socket.write(ask);
  } else {
    socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n${bytes.toString(16)}\r\n`);
    socket.write(body);
    socket.write(`\r\n0\r\n\r\n${ask}`);
  }
  let answers = "";
  socket.setEncoding("latin1").on("data", (data: string) => (answers += data));
  await closed(socket);
  return [...answers.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}

// Of a backend that does not read the upload.
const UNREAD: { what: string; status: number; answer: Parameters<Backend["handle"]>[0] }[] = [
  {
    what: "a 413 on a connection that stays",
    status: 413,
    answer: (_request, response) => response.writeHead(413).end("too large"),
  },
  {
    what: "a 413 on a connection that is closed with what has come unread, which is a reset",
    status: 413,
    answer: ({ socket }) =>
      socket.write("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig", () =>
        socket.destroy(),
      ),
  },
  {
    what: "a 401 that lasts until its connection is closed",
    status: 401,
    answer: ({ socket }) => socket.end("HTTP/1.0 401 Unauthorized\r\nContent-Type: text/plain\r\n\r\nwho?"),
  },
  {
    what: "a 502 of the hop's own, for a connection that is reset",
    status: 502,
    answer: ({ socket }) => socket.resetAndDestroy(),
  },
];

for (const { what, status, answer } of UNREAD) {
  test(`F20 an upload that the backend does not read is answered, and so is what is asked next: ${what}`, async () => {
    backend.handle((request, response) => {
      if (request.method === "PUT") answer(request, response);
      else response.end("next");
    });
    for (const bytes of [1_000, 300_000, 5_000_000]) {
      for (const framing of ["length", "chunked"] as const) {
        expect(await uploadAndAsk(bytes, framing), `${bytes} bytes, ${framing}`).toEqual([status, 200]);
      }
    }
  });
}
