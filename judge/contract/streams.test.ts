import { once } from "node:events";
import { createParser } from "eventsource-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Backend, closed, startBackend, startEvents } from "../testing/backend";
import { open, openStream, send, type Stream } from "./client";
import { hasTailrace, type RunningSystem, startSystem, testOfTailrace } from "./system";

const LOGS = "/api/v1/workloads/42/logs";

let backend: Backend;
let system: RunningSystem;

beforeAll(async () => {
  backend = await startBackend();
  system = await startSystem(backend.url, { BACKEND_HEADERS_TIMEOUT_MS: "1000" });
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await backend[Symbol.asyncDispose]();
});

/** Milliseconds from each of 40 writes of the backend, 25 ms apart, to the event at the client; sorted. */
async function delays(acceptEncoding: string): Promise<number[]> {
  const written: number[] = [];
  backend.handle((_request, response) => {
    startEvents(response);
    const timer = setInterval(() => {
      response.write(`data: event ${written.length}.\n\n`);
      if (written.push(performance.now()) === 40) clearInterval(timer);
    }, 25);
  });
  const stream = await openStream(system.url, LOGS, { headers: { "accept-encoding": acceptEncoding } });
  const delays: number[] = [];
  for (let i = 0; i < 40; i++) delays.push((await stream.until(`event ${i}.`)) - written[i]!);
  stream.leave();
  return delays.sort((a, b) => a - b);
}

describe("S1", () => {
  test.for(["gzip, br", "identity"])(
    "S1 events arrive within 50 ms of the backend's write at the median, with Accept-Encoding: %s",
    async (acceptEncoding, { annotate }) => {
      const sorted = await delays(acceptEncoding);
      await annotate(`median ${sorted[20]!.toFixed(1)} ms, slowest ${sorted[39]!.toFixed(1)} ms`);
      expect(sorted[20]).toBeLessThan(50);
    },
  );
});

test("S2 the response's headers come at once although the backend has sent no byte of the body", async ({
  annotate,
}) => {
  backend.handle((_request, response) => {
    startEvents(response);
    // Too late, but some answer to measure.
    setTimeout(() => response.write("data: x\n\n"), 2_000);
  });
  const stream = await openStream(system.url, LOGS);
  await annotate(`headers after ${stream.opened.toFixed(1)} ms`);
  expect(stream.status).toBe(200);
  expect(stream.opened).toBeLessThan(1_000);
  stream.leave();
});

describe("S3", () => {
  async function headersOf(headers: Record<string, string> = {}): Promise<Stream["headers"]> {
    backend.handle((_request, response) => {
      startEvents(response, { "content-type": "text/event-stream; charset=utf-8" });
      response.write("data: x\n\n");
    });
    const stream = await openStream(system.url, LOGS, { headers });
    stream.leave();
    return stream.headers;
  }

  test("S3 the headers say event stream, and nothing compresses the body", async () => {
    const headers = await headersOf();
    expect(headers["content-type"]).toMatch(/^text\/event-stream\b/);
    expect(headers["content-encoding"], "Content-Encoding").toBeUndefined();
  });

  test("S3 the headers keep every cache and every buffer on the way out of it", async () => {
    const headers = await headersOf();
    expect(headers["cache-control"], "Cache-Control").toBe("no-cache, no-transform");
    expect(headers["x-accel-buffering"]).toBe("no");
  });

  test("S3 the client's connection is kept alive", async () => {
    const { connection } = await headersOf({ connection: "keep-alive" });
    // HTTP/1.1 keeps a connection alive without saying so.
    expect(hasTailrace ? connection : (connection ?? "keep-alive")).toBe("keep-alive");
  });
});

testOfTailrace(
  "S3 an event stream that has no route of its own is streamed by the fallback in the same way",
  async () => {
    backend.handle((_request, response) => startEvents(response));
    const stream = await openStream(system.url, "/api/v1/builds/7/output");
    expect(stream.headers).toMatchObject({
      "content-type": "text/event-stream",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    });
    expect(stream.opened).toBeLessThan(1_000);
    expect(stream.headers["content-encoding"]).toBeUndefined();
    stream.leave();
  },
);

test("S5 a parser sees what the backend wrote, wherever chunks end and however it ends its lines", async () => {
  await using fast = await startSystem(backend.url, { STREAM_HEARTBEAT_MS: "8" });
  const text =
    "\uFEFFid: 1\ndata: é€😀\n\ndata: a\r\ndata: b\r\n\r\nevent: x\rretry: 5\rdata:c\r\r: comment\ndata: d\n\n";
  backend.handle((_request, response) => {
    startEvents(response);
    const bytes = [...Buffer.from(text)];
    const timer = setInterval(() => {
      const byte = bytes.shift();
      if (byte !== undefined) return void response.write(Buffer.of(byte));
      clearInterval(timer);
      response.end();
    }, 10); // a heartbeat has time to come after any byte
  });
  const stream = await openStream(fast.url, LOGS);
  await stream.ended;
  expect(parse(stream.text())).toEqual(parse(text));
});

/** What a conforming parser makes of a stream. */
function parse(text: string): unknown[] {
  const seen: unknown[] = [];
  const parser = createParser({
    onEvent: ({ id, event, data }) => seen.push({ id, event, data }),
    onRetry: (retry) => seen.push({ retry }),
  });
  parser.feed(text);
  return seen;
}

describe("S6", () => {
  /** Opens a stream, makes the client leave when `ready`, and returns the milliseconds until the backend noticed. */
  async function leaveWhen(ready: (text: () => Promise<void>) => Promise<void>): Promise<number> {
    const received = backend.nextRequest();
    const request = open(system.url, LOGS);
    request.on("error", () => {});
    request.end();
    const upstream = await received;
    const gone = closed(upstream.socket);
    await ready(async () => {
      const [response] = await once(request, "response");
      await once(response, "data");
    });
    const left = performance.now();
    request.destroy();
    await gone;
    return performance.now() - left;
  }

  test("S6 a client that leaves while events flow ends the backend's request within 100 ms", async ({
    annotate,
  }) => {
    backend.handle((_request, response) => {
      startEvents(response);
      const timer = setInterval(() => response.write("data: x\n\n"), 5);
      response.on("close", () => clearInterval(timer));
    });
    const ms = await leaveWhen((firstByte) => firstByte());
    await annotate(`${ms.toFixed(1)} ms`);
    expect(ms).toBeLessThan(100);
  });

  test("S6 a client that leaves a quiet stream ends the backend's request within 100 ms", async ({
    annotate,
  }) => {
    backend.handle((_request, response) => {
      startEvents(response);
      response.write("data: the only one\n\n");
    });
    const ms = await leaveWhen((firstByte) => firstByte());
    await annotate(`${ms.toFixed(1)} ms`);
    expect(ms).toBeLessThan(100);
  });

  test("S6 a client that leaves before the backend has answered ends the backend's request within 100 ms", async ({
    annotate,
  }) => {
    backend.handle(() => {});
    const ms = await leaveWhen(async () => {});
    await annotate(`${ms.toFixed(1)} ms`);
    expect(ms).toBeLessThan(100);
  });
});

describe("S7", () => {
  test("S7 a backend that breaks off in the middle of a stream breaks the client's transfer too", async () => {
    backend.handle((_request, response) => {
      startEvents(response);
      response.write("data: half an ev", () => response.socket!.destroy());
    });
    const end = openStream(system.url, LOGS).then(
      (stream) => stream.ended,
      // Broken before there was a head to send.
      (error: NodeJS.ErrnoException) => (error.code === "ECONNRESET" ? "broken" : Promise.reject(error)),
    );
    expect(await end).toBe("broken");
  });

  test("S7 a stream that the backend ends properly ends properly, with every byte", async () => {
    backend.handle((_request, response) => {
      startEvents(response);
      response.end("data: last\n\n");
    });
    const stream = await openStream(system.url, LOGS);
    await stream.until("data: last\n\n");
    expect(await stream.ended).toBe("properly");
  });

  const whole = "data: first\n\nevent: end\ndata: {}\n\n";

  test.for([
    ["on a stream's own route, all at once", LOGS, [whole]],
    ["on a stream's own route, in pieces", LOGS, ["data: fi", "rst\n\nevent: end\n", "data: {}\n\n"]],
    ["under the fallback", "/api/v1/other", [whole]],
  ] as const)(
    "S7 a stream whose length the backend tells arrives with its last event: %s",
    async ([, path, pieces]) => {
      backend.handle((_request, response) => {
        startEvents(response, { "content-length": String(whole.length) });
        const rest = [...pieces];
        const next = () => {
          const piece = rest.shift();
          if (piece) response.write(piece, () => setImmediate(next));
          else response.end();
        };
        next();
      });
      const stream = await openStream(system.url, path);
      await stream.until(whole);
      expect(await stream.ended).toBe("properly");
    },
  );

  // A proxy that adds nothing may keep them.
  test.runIf(hasTailrace)(
    "S7 what the backend says of just its bytes is not said of a stream to which the hop adds comments",
    async () => {
      const ofItsBytes = {
        "content-length": String(whole.length),
        etag: '"1"',
        "accept-ranges": "bytes",
        "content-digest": "sha-256=:AAAA:",
        "repr-digest": "sha-256=:AAAA:",
      };
      for (const method of ["GET", "HEAD"]) {
        backend.handle((_request, response) => {
          startEvents(response, ofItsBytes);
          response.end(whole);
        });
        const { headers } = await send(system.url, LOGS, { method });
        for (const name of Object.keys(ofItsBytes)) expect(headers, method).not.toHaveProperty(name);
        expect(headers["content-type"], method).toBe("text/event-stream");
      }
    },
  );
});

describe("S8", () => {
  test.for([404, 410, 500, 503])(
    "S8 the backend's %d passes with its body and its content type",
    async (status) => {
      backend.handle((_request, response) => {
        response.writeHead(status, { "content-type": "application/problem+json" });
        response.end(`{"title":"backend's own ${status}"}`);
      });
      const answer = await send(system.url, LOGS);
      expect(answer.status).toBe(status);
      expect(answer.headers["content-type"]).toBe("application/problem+json");
      expect(answer.body.toString()).toBe(`{"title":"backend's own ${status}"}`);
    },
  );

  test("S8 the backend's 204, which tells an EventSource to stop, passes without a body", async () => {
    backend.handle((_request, response) => response.writeHead(204).end());
    const answer = await send(system.url, LOGS);
    expect(answer.status).toBe(204);
    expect(answer.headers["content-type"]).toBeUndefined();
    expect(answer.body).toHaveLength(0);
  });

  async function answerOfAnotherType() {
    backend.handle((_request, response) => {
      response.writeHead(200, { "content-type": "text/html" }).end("<h1>Please log in</h1>");
    });
    return send(system.url, LOGS);
  }

  async function answerWithoutBackend() {
    await backend.stop();
    try {
      return await send(system.url, LOGS);
    } finally {
      await backend.listen();
    }
  }

  async function answerOfSilentBackend() {
    backend.handle(() => {});
    return send(system.url, LOGS);
  }

  test("S8 a 200 of another type is a 502", async () => {
    expect((await answerOfAnotherType()).status).toBe(502);
  });

  test("S8 a 200 of another type is a problem (RFC 9457) that names the type", async () => {
    const answer = await answerOfAnotherType();
    expect(answer.headers["content-type"], "Content-Type").toBe("application/problem+json");
    expect(answer.body.toString()).toContain("text/html");
    expect(answer.body.toString()).not.toContain("log in");
  });

  test("S8 a backend that is down is a 502", async () => {
    expect((await answerWithoutBackend()).status).toBe(502);
  });

  test("S8 a backend that is down is a problem (RFC 9457)", async () => {
    const answer = await answerWithoutBackend();
    expect(answer.headers["content-type"], "Content-Type").toBe("application/problem+json");
    expect(JSON.parse(answer.body.toString())).toMatchObject({ status: 502, code: "backend_unreachable" });
  });

  test("S8 a backend that does not answer in time is a 504", async () => {
    expect((await answerOfSilentBackend()).status).toBe(504);
  });

  test("S8 a backend that does not answer in time is a problem (RFC 9457)", async () => {
    const answer = await answerOfSilentBackend();
    expect(answer.headers["content-type"], "Content-Type").toBe("application/problem+json");
    expect(JSON.parse(answer.body.toString())).toMatchObject({ status: 504, code: "backend_timeout" });
  });
});

test("S9 Last-Event-ID and the query reach the backend", async () => {
  backend.handle((_request, response) => {
    startEvents(response);
    response.write("data: x\n\n");
  });
  const received = backend.nextRequest();
  const stream = await openStream(system.url, `${LOGS}?tail=100&follow=false`, {
    headers: { "last-event-id": "7f3a-1204" },
  });
  const upstream = await received;
  expect(upstream.url).toBe("/v1/workloads/42/logs?tail=100&follow=false");
  expect(upstream.headers["last-event-id"]).toBe("7f3a-1204");
  stream.leave();
});

test("S11 HEAD on a stream route leaves no stream open at the backend", async () => {
  let socketClosed: Promise<unknown> | undefined;
  backend.handle((request, response) => {
    socketClosed = closed(request.socket);
    // As a backend that does not know HEAD: it starts the stream and never ends it.
    startEvents(response);
  });
  const answer = await send(system.url, LOGS, { method: "HEAD" });
  expect(answer.status).toBe(200);
  await socketClosed;
});

describe("S4", () => {
  let fast: RunningSystem;
  beforeAll(async () => {
    fast = await startSystem(backend.url, { STREAM_HEARTBEAT_MS: "200" });
  });
  afterAll(() => fast[Symbol.asyncDispose]());

  /** Runs `test` with a stream that gets a heartbeat every 200 ms of silence. */
  async function withHeartbeats(test: (stream: Stream, write: (data: string) => void) => Promise<void>) {
    let write!: (data: string) => void;
    backend.handle((_request, response) => {
      startEvents(response);
      write = (data) => void response.write(data);
      write("data: first\n\n");
    });
    const stream = await openStream(fast.url, LOGS);
    await test(stream, write);
    stream.leave();
  }

  test("S4 a quiet stream gets a comment every STREAM_HEARTBEAT_MS", async ({ annotate }) => {
    await withHeartbeats(async (stream) => {
      const times: number[] = [];
      for (let n = 2; n <= 8; n++) times.push(await stream.until(new RegExp(`(?:\n:){${n}}\n`)));
      const gaps = times.slice(1).map((time, i) => Math.round(time - times[i]!));
      await annotate(`gaps of ${gaps.join(", ")} ms`);
      expect(gaps.sort((a, b) => a - b)[3]).toBeGreaterThan(150);
      expect(gaps[3]).toBeLessThan(300);
    });
  });

  testOfTailrace(
    "S4 a stream that is not quiet gets none, nor does one that is quiet in the middle of a line",
    async () => {
      await withHeartbeats(async (stream, write) => {
        let n = 0;
        await new Promise<void>((resolve) => {
          const timer = setInterval(() => {
            write(`data: ${n}\n\n`);
            if (++n === 40) resolve(clearInterval(timer));
          }, 20); // 800 ms in all
        });
        write("data: half a line");
        await stream.until("half a line");
        // Four heartbeats' time: only waiting can show that nothing comes.
        await new Promise((resolve) => setTimeout(resolve, 800));
        write(", and the rest\n\n");
        await stream.until("and the rest\n\n");
        expect(stream.text()).toMatch(/^:\ndata: first\n\n(:\n)*data: 0\n/);
        expect(stream.text().replace(/^(:\n)*data: first\n\n(:\n)*/, "")).not.toMatch(/^:/m);
        expect(stream.text()).toContain("data: half a line, and the rest\n\n");
      });
    },
  );
});
