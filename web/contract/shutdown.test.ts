import { type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Backend, startBackend, startEvents } from "../testing/backend";
import { openStream, rawConnection, type Stream } from "./client";
import { startSystem } from "./system";

const LOGS = "/api/v1/workloads/42/logs";

let backend: Backend;
beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend[Symbol.asyncDispose]());

async function exit(process: ChildProcess): Promise<{ code: number | null; ms: number }> {
  const start = performance.now();
  const [code] = (await once(process, "exit")) as [number | null];
  return { code, ms: performance.now() - start };
}

/** Answers each request with a stream whose next bytes come from the returned function. */
function scriptedStreams(): { write: (data: string) => void } {
  const writers: ((data: string) => void)[] = [];
  backend.handle((_request, response) => {
    startEvents(response);
    writers.push((data) => void response.write(data));
  });
  return { write: (data) => writers.forEach((write) => write(data)) };
}

test.for(["SIGTERM", "SIGINT"] as const)(
  "S13 on %s each of 1,000 open streams gets a jittered retry and ends properly, and the process exits as Next does",
  async (signal, { annotate }) => {
    await using system = await startSystem(backend.url);
    const backendStreams = scriptedStreams();
    const streams: Stream[] = [];
    for (let i = 0; i < 10; i++) {
      streams.push(...(await Promise.all(Array.from({ length: 100 }, () => openStream(system.url, LOGS)))));
    }
    backendStreams.write("data: one\n\n");
    await Promise.all(streams.map((stream) => stream.until("data: one\n\n")));

    const exited = exit(system.process);
    system.process.kill(signal);
    const ends = await Promise.all(streams.map((stream) => stream.ended));
    const { code, ms } = await exited;
    await annotate(`exit ${code} after ${Math.round(ms)} ms`);

    expect(new Set(ends)).toEqual(new Set(["properly"]));
    const retries = streams.map((stream) =>
      Number(/^:\ndata: one\n\nretry: (\d+)\n$/.exec(stream.text())?.[1]),
    );
    expect(Math.min(...retries)).toBeGreaterThanOrEqual(200);
    expect(Math.max(...retries)).toBeLessThanOrEqual(2_000);
    expect(new Set(retries).size).toBeGreaterThan(100);
    expect(code).toBe(signal === "SIGTERM" ? 143 : 130);
    expect(ms).toBeLessThan(5_000);
  },
);

test("S13 a stream in the middle of a line ends after that line", async () => {
  await using system = await startSystem(backend.url);
  const backendStream = scriptedStreams();
  const stream = await openStream(system.url, LOGS);
  backendStream.write("data: one\n\ndata: tw");
  await stream.until("data: tw");
  const exited = exit(system.process);
  system.process.kill("SIGTERM");
  await stopsListening(system.url);
  backendStream.write("o\ndata: not any more");
  expect(await stream.ended).toBe("properly");
  expect(stream.text()).toMatch(/^:\ndata: one\n\ndata: two\nretry: \d+\n$/);
  expect((await exited).code).toBe(143);
});

test("S13 no new stream is opened on a connection that is still there, and the answer says to come back", async () => {
  await using system = await startSystem(backend.url);
  backend.handle((request, response) => request.resume().on("end", () => response.end("uploaded")));
  const received = backend.nextRequest();
  // An upload under way keeps the connection and the process; the request for a stream follows it.
  const connection = await rawConnection(system.url);
  connection.write("POST /api/upload HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n12345");
  await received;
  const exited = exit(system.process);
  system.process.kill("SIGTERM");
  await stopsListening(system.url);
  connection.write(`67890GET ${LOGS} HTTP/1.1\r\nHost: a\r\n\r\n`);
  let answers = "";
  for await (const data of connection.setEncoding("latin1")) {
    answers += data;
    if (answers.split("\r\n0\r\n\r\n").length > 2) break; // two last chunks
  }
  expect(answers).toMatch(/^HTTP\/1\.1 200 [^]*uploaded[^]*^HTTP\/1\.1 503 /m);
  expect(answers).toMatch(/^retry-after: 1\r$/im);
  expect(answers).toContain('"code":"shutting_down"');
  expect((await exited).code).toBe(143);
});

test("S13 neither a stuck client nor a second signal keeps the process beyond SHUTDOWN_GRACE_MS", async ({
  annotate,
}) => {
  await using system = await startSystem(backend.url, { SHUTDOWN_GRACE_MS: "3000" });
  backend.handle((_request, response) => {
    startEvents(response);
    const line = `data: ${"x".repeat(1_000)}\n\n`;
    const fill = () => {
      while (!response.destroyed && response.write(line));
    };
    response.on("drain", fill);
    fill();
  });
  const stuck = await rawConnection(system.url);
  stuck.on("error", () => {});
  stuck.write(`GET ${LOGS} HTTP/1.1\r\nHost: a\r\n\r\n`);
  await once(stuck, "data");
  stuck.pause();

  const exited = exit(system.process);
  system.process.kill("SIGTERM");
  await stopsListening(system.url);
  system.process.kill("SIGTERM");
  system.process.kill("SIGINT");
  const { code, ms } = await exited;
  await annotate(`exit ${code} after ${Math.round(ms)} ms of 3,000`);
  expect(code).toBe(143);
  expect(ms).toBeLessThan(3_000);
  stuck.destroy();
});

test("S13 an idle server exits at once", async ({ annotate }) => {
  await using system = await startSystem(backend.url);
  const exited = exit(system.process);
  system.process.kill("SIGTERM");
  const { code, ms } = await exited;
  await annotate(`exit ${code} after ${Math.round(ms)} ms`);
  expect(code).toBe(143);
  expect(ms).toBeLessThan(1_000);
});

/** Resolves when new connections are refused. */
async function stopsListening(url: string): Promise<void> {
  for (;;) {
    try {
      (await rawConnection(url)).destroy();
    } catch {
      return;
    }
  }
}
