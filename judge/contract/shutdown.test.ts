import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { constants } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Backend, startBackend, startEvents } from "../testing/backend";
import { openStream, rawConnection, stopsListening, type Stream } from "./client";
import { hasTailrace, patience, type RunningSystem, startSystem, testOfTailrace } from "./system";

const LOGS = "/api/v1/workloads/42/logs";

let backend: Backend;
beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend[Symbol.asyncDispose]());

// Less than the default, so that a system that never goes is found out before the test's own time is up.
const GRACE_MS = 5_000;
const GRACE = { SHUTDOWN_GRACE_MS: String(GRACE_MS) };

/** Resolves with the milliseconds that `system` takes to go, rejects when it is still there after `graceMs`. */
async function gone(system: RunningSystem, signal: "SIGTERM" | "SIGINT", graceMs: number): Promise<number> {
  const start = performance.now();
  try {
    const [code] = (await once(system.process, "exit", { signal: AbortSignal.timeout(graceMs) })) as [
      number | null,
    ];
    // Next's own: 128 + the signal's number. Other systems have others.
    if (hasTailrace) expect(code).toBe(128 + constants.signals[signal]);
    return performance.now() - start;
  } catch (error) {
    if ((error as Error).name !== "AbortError") throw error;
    throw new Error(`still there ${graceMs / 1_000} s after ${signal}`, { cause: error });
  }
}

/** Answers each request with a stream whose next bytes come from the returned function. */
function scriptedStreams(): { write: (data: string) => void } {
  const writers: ((data: string) => void)[] = [];
  backend.handle((_request, response) => {
    startEvents(response);
    response.write("data: one\n\n");
    writers.push((data) => void response.write(data));
  });
  return { write: (data) => writers.forEach((write) => write(data)) };
}

describe.for(["SIGTERM", "SIGINT"] as const)("S13 on %s", (signal) => {
  /** Opens 1,000 streams and asks the system to end: how and with what they ended, and how long it took to go. */
  async function endWithStreams() {
    await using system = await startSystem(backend.url, GRACE);
    scriptedStreams();
    const streams: Stream[] = [];
    for (let i = 0; i < 10; i++) {
      const opening = Promise.all(Array.from({ length: 100 }, () => openStream(system.url, LOGS)));
      streams.push(
        ...(await opening.catch((cause: Error) => {
          throw new Error(`1,000 streams do not open: ${cause.message}`, { cause });
        })),
      );
    }
    await Promise.all(streams.map((stream) => stream.until("data: one\n\n")));
    const ends = streams.map((stream) => stream.ended);
    const exited = gone(system, signal, GRACE_MS);
    system.terminate(signal);
    // Either way: the tests ask for one thing each.
    const [exit] = await Promise.allSettled([exited]);
    const stillOpen = new Promise<"still open">((resolve) => setTimeout(resolve, 100, "still open"));
    return {
      exit,
      ends: await Promise.all(ends.map((end) => Promise.race([end, stillOpen]))),
      texts: streams.map((stream) => stream.text()),
    };
  }
  let run: ReturnType<typeof endWithStreams> | undefined;
  const ended = () => (run ??= endWithStreams());

  test(`S13 on ${signal} each of 1,000 open streams ends properly`, patience(30_000), async () => {
    const { ends } = await ended();
    const counts = Object.entries(Object.groupBy(ends, (end) => end));
    expect(counts.map(([end, all]) => `${all.length} ${end}`).join(", ")).toBe("1000 properly");
  });

  test(`S13 on ${signal} with 1,000 open streams the process is gone within SHUTDOWN_GRACE_MS`, async ({
    annotate,
  }) => {
    const { exit } = await ended();
    if (exit.status === "rejected") throw exit.reason;
    await annotate(`after ${Math.round(exit.value)} ms`);
  });

  test(`S13 on ${signal} each of 1,000 open streams gets a retry, and they differ`, async () => {
    const { texts } = await ended();
    const retries = texts.map((text) => Number(/^:?\n?data: one\n\nretry: (\d+)\n$/.exec(text)?.[1]));
    expect(retries.filter(Boolean).length, "number of streams with one").toBe(1_000);
    expect(Math.min(...retries)).toBeGreaterThanOrEqual(200);
    expect(Math.max(...retries)).toBeLessThanOrEqual(2_000);
    expect(new Set(retries).size).toBeGreaterThan(100);
  });
});

test("S13 a stream in the middle of a line ends properly after that line", async () => {
  await using system = await startSystem(backend.url, GRACE);
  const backendStream = scriptedStreams();
  const stream = await openStream(system.url, LOGS);
  backendStream.write("data: tw");
  await stream.until("data: tw");
  const exited = gone(system, "SIGTERM", GRACE_MS);
  system.terminate("SIGTERM");
  await stopsListening(system.url);
  backendStream.write("o\ndata: not any more");
  await exited;
  expect(await stream.ended).toBe("properly");
  expect(stream.text()).toMatch(/^:?\n?data: one\n\ndata: two\n(retry: \d+\n)?$/);
});

describe("S13", () => {
  /** What comes on a connection whose upload is under way at SIGTERM, and which then asks for a stream. */
  async function askForStreamDuringShutdown(): Promise<string> {
    await using system = await startSystem(backend.url, GRACE);
    backend.handle((request, response) => {
      if (!request.url!.endsWith("/logs")) return void request.resume().on("end", () => response.end("up"));
      startEvents(response);
      response.write("data: x\n\n");
    });
    const received = backend.nextRequest();
    const connection = await rawConnection(system.url);
    let answers = "";
    connection.setEncoding("latin1").on("data", (data: string) => (answers += data));
    connection.on("error", () => {});
    connection.write("POST /api/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n12345");
    await received;
    const exited = gone(system, "SIGTERM", GRACE_MS);
    system.terminate("SIGTERM");
    await stopsListening(system.url);
    connection.write(`67890GET ${LOGS} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    connection.setTimeout(1_000, () => connection.destroy());
    await once(connection, "close");
    await exited;
    expect(answers).toMatch(/^HTTP\/1\.1 200 [^]*up/);
    return answers;
  }
  let run: ReturnType<typeof askForStreamDuringShutdown> | undefined;
  const asked = () => (run ??= askForStreamDuringShutdown());

  test("S13 no new stream is opened on a connection that is still there", async () => {
    const answers = await asked();
    expect(answers.includes("data: x"), "it was opened").toBe(false);
  });

  test("S13 who asks for a new stream on a connection that is still there is told to come back", async () => {
    const answers = await asked();
    expect([...answers.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(["200", "503"]);
    expect(answers).toMatch(/^retry-after: 1\r$/im);
    expect(answers).toContain('"code":"shutting_down"');
  });
});

describe("a connection that is kept for the next request", () => {
  testOfTailrace("is not closed under a request that was on its way at SIGTERM, but after it", async () => {
    await using system = await startSystem(backend.url, GRACE);
    const { connection, exited, answers } = await keptConnection(system);
    connection.write(
      "POST /api/v1/workloads/42/stop HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
    );
    await once(connection, "end");
    expect(answers()).toMatch(/^HTTP\/1\.1 200 [^]*up/);
    expect(answers()).toMatch(/^connection: close\r$/im);
    await exited;
  });

  testOfTailrace(
    "is not closed under a request that was sent as soon as a stream on it had ended",
    async () => {
      await using system = await startSystem(backend.url, GRACE);
      backend.handle((request, response) => {
        if (!request.url!.endsWith("/logs")) return response.end("up");
        startEvents(response);
        response.write("data: x\n\n");
      });
      const connection = await rawConnection(system.url);
      let answers = "";
      connection.setEncoding("latin1").on("data", (data: string) => (answers += data));
      connection.write(`GET ${LOGS} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      while (!answers.includes("data: x")) await once(connection, "data");
      const exited = gone(system, "SIGTERM", GRACE_MS);
      system.terminate("SIGTERM");
      while (!answers.endsWith("0\r\n\r\n")) await once(connection, "data");
      connection.write(
        "POST /api/v1/workloads/42/stop HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
      );
      await once(connection, "end");
      expect(answers).toMatch(/\r\n0\r\n\r\nHTTP\/1\.1 200 [^]*up/);
      expect(answers).toMatch(/^connection: close\r$/im);
      await exited;
    },
  );

  testOfTailrace("does not keep the process for long if no request comes", async ({ annotate }) => {
    await using system = await startSystem(backend.url, GRACE);
    const { connection, exited } = await keptConnection(system);
    await once(connection, "end");
    const ms = await exited;
    await annotate(`after ${Math.round(ms)} ms of ${GRACE_MS}`);
    expect(ms).toBeLessThan(GRACE_MS / 2);
  });
});

describe("S15", () => {
  const TOKENS = Array.from({ length: 12 }, (_, i) => `data: token ${i}\n\n`);

  /** A backend that answers with 2 of 12 tokens, and with the others when the returned function is called. */
  function answerWithTokens(type: string): { finish: () => void } {
    let answer: ServerResponse | undefined;
    backend.handle((_request, response) => {
      answer = response;
      response.writeHead(200, { "content-type": type });
      response.write(TOKENS.slice(0, 2).join(""));
    });
    return { finish: () => answer!.end(TOKENS.slice(2).join("")) };
  }

  const asked: { what: string; method: string; path: string; accept: string; type: string }[] = [
    {
      what: "a POST",
      method: "POST",
      path: "/api/v1/chat",
      accept: "*/*",
      type: "text/event-stream",
    },
    {
      what: "a POST that asks for an event stream or JSON, as MCP's clients do",
      method: "POST",
      path: "/api/mcp",
      accept: "application/json, text/event-stream",
      type: "text/event-stream; charset=utf-8",
    },
    {
      what: "a DELETE",
      method: "DELETE",
      path: "/api/v1/chat",
      accept: "text/event-stream",
      type: "text/event-stream",
    },
    {
      what: "a POST, in lines of another type,",
      method: "POST",
      path: "/api/v1/chat",
      accept: "*/*",
      type: "application/x-ndjson",
    },
  ];

  test.for(asked)(
    "S15 on SIGTERM the answer to $what runs to its end",
    async ({ method, path, accept, type }) => {
      await using system = await startSystem(backend.url, GRACE);
      const tokens = answerWithTokens(type);
      const stream = await openStream(system.url, path, { method, headers: { accept } });
      await stream.until("token 1\n");
      const exited = gone(system, "SIGTERM", GRACE_MS);
      system.terminate("SIGTERM");
      await stopsListening(system.url);
      tokens.finish();
      expect(await stream.ended).toBe("properly");
      expect(stream.text().replace(/^:\n/gm, "")).toBe(TOKENS.join(""));
      await exited;
    },
  );

  test("S15 an answer to a POST that is not over in SHUTDOWN_GRACE_MS is broken, not ended", async () => {
    await using system = await startSystem(backend.url, GRACE);
    answerWithTokens("text/event-stream");
    const stream = await openStream(system.url, "/api/v1/chat", { method: "POST" });
    await stream.until("token 1\n");
    const exited = gone(system, "SIGTERM", GRACE_MS);
    system.terminate("SIGTERM");
    expect(await stream.ended).toBe("broken");
    expect(stream.text()).not.toContain("retry:");
    await exited;
  });

  /** What a kept connection gets for a POST during a shutdown, and what of it reached the backend. */
  async function postDuringShutdown(accept: string): Promise<{ answer: string; received: string }> {
    await using system = await startSystem(backend.url, GRACE);
    const { connection, exited, answers } = await keptConnection(system);
    backend.takeReceived();
    backend.handle((_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).end(TOKENS.join(""));
    });
    connection.write(
      `POST /api/v1/chat HTTP/1.1\r\nHost: localhost\r\nAccept: ${accept}\r\nContent-Length: 0\r\n\r\n`,
    );
    await once(connection, "close");
    await exited;
    return { answer: answers(), received: backend.takeReceived().toString("latin1") };
  }

  testOfTailrace(
    "S15 a POST that asks for a stream during a shutdown is refused before it is sent on",
    async () => {
      const { answer, received } = await postDuringShutdown("text/event-stream");
      expect(answer).toMatch(/^HTTP\/1\.1 503 [^]*"code":"shutting_down"/);
      expect(received).not.toContain("POST");
    },
  );

  testOfTailrace("S15 a POST that was sent on during a shutdown gets its answer, a stream too", async () => {
    const { answer, received } = await postDuringShutdown("*/*");
    expect(received).toContain("POST /v1/chat");
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    for (const token of TOKENS) expect(answer).toContain(token);
  });
});

/** A connection on which one request was answered, of a system that was then asked to end and does not listen any more. */
async function keptConnection(system: RunningSystem) {
  backend.handle((_request, response) => response.end("up"));
  const connection = await rawConnection(system.url);
  let answers = "";
  connection.setEncoding("latin1").on("data", (data: string) => (answers += data));
  connection.write("GET /api/v1/workloads HTTP/1.1\r\nHost: localhost\r\n\r\n");
  while (!/\r\n\r\n[^]*up/.test(answers)) await once(connection, "data");
  const exited = gone(system, "SIGTERM", GRACE_MS);
  system.terminate("SIGTERM");
  await stopsListening(system.url);
  answers = "";
  return { connection, exited, answers: () => answers };
}

test("S13 neither a stuck client nor a second signal keeps the process beyond SHUTDOWN_GRACE_MS", async ({
  annotate,
}) => {
  await using system = await startSystem(backend.url, GRACE);
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
  stuck.write(`GET ${LOGS} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  await once(stuck, "data");
  stuck.pause();

  const exited = gone(system, "SIGTERM", GRACE_MS);
  system.terminate("SIGTERM");
  await stopsListening(system.url);
  system.terminate("SIGTERM");
  system.terminate("SIGINT");
  await annotate(`after ${Math.round(await exited)} ms of ${GRACE_MS}`);
  stuck.destroy();
});

test("S13 an idle server exits at once", async ({ annotate }) => {
  await using system = await startSystem(backend.url, GRACE);
  const exited = gone(system, "SIGTERM", GRACE_MS);
  system.terminate("SIGTERM");
  const ms = await exited;
  await annotate(`after ${Math.round(ms)} ms`);
  expect(ms).toBeLessThan(1_000);
});
