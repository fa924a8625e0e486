/** Answers that HTTP allows and few backends give. `judge/fuzz` looks for more of the kind. */
import type { ServerResponse } from "node:http";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Backend, startBackend } from "../testing/backend";
import { openStream, rawConnection, send } from "./client";
import { isBehindNext, type RunningSystem, startSystem, testOfTailrace } from "./system";

let backend: Backend;
let system: RunningSystem;
beforeAll(async () => {
  backend = await startBackend();
  system = await startSystem(backend.url);
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await backend[Symbol.asyncDispose]();
});

/** Has the backend answer each request with these bytes, and end the connection. */
function answerWith(answer: string | Buffer): void {
  backend.handle((request) => void request.socket.end(answer));
}

describe("a reason phrase beyond ASCII (RFC 9112, 4: obs-text)", () => {
  test.for([
    ["Latin-1", Buffer.from("HTTP/1.1 200 Caf\xe9\r\ncontent-length: 2\r\n\r\nok", "latin1"), 200],
    ["UTF-8", Buffer.from("HTTP/1.1 503 \u6e29\u6cc9\r\ncontent-length: 2\r\n\r\nok"), 503],
    [
      "Latin-1, of an event stream",
      Buffer.from(
        "HTTP/1.1 200 \xfc\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\ndata: ok\n\n",
        "latin1",
      ),
      200,
    ],
    [
      "none of both, of an answer without content",
      Buffer.from("HTTP/1.1 204 \xff\xfe\r\n\r\n", "latin1"),
      204,
    ],
  ] as const)("F2 does not keep an answer from its client: %s", async ([, answer, status]) => {
    answerWith(answer);
    const got = await send(system.url, "/api/v1/x");
    expect(got.status).toBe(status);
    if (status !== 204) expect(got.body.toString()).toMatch(/ok\s*$/);
  });
});

describe("an answer that lasts until its connection is closed (RFC 9112, 6.3)", () => {
  const ANSWERS = [
    [
      "an event stream",
      "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\ndata: x\n\n",
    ],
    ["text", "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\ndata: x\n\n"],
    ["that of an HTTP/1.0 server", "HTTP/1.0 200 OK\r\n\r\ndata: x\n\n"],
  ] as const;

  test.for(ANSWERS)("S7 is broken by a reset: %s", async ([, answer]) => {
    backend.handle((request) => void request.socket.write(answer));
    const asked = backend.nextRequest();
    const stream = await openStream(system.url, "/api/v1/x");
    await stream.until("data: x\n\n");
    (await asked).socket.resetAndDestroy();
    expect(await stream.ended).toBe("broken");
  });

  test.for(ANSWERS)("S7 ends with its connection: %s", async ([, answer]) => {
    answerWith(answer);
    const stream = await openStream(system.url, "/api/v1/x");
    await stream.until("data: x\n\n");
    expect(await stream.ended).toBe("properly");
  });
});

describe("trailers", () => {
  const CHUNKED = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n";

  test.skipIf(isBehindNext).for([
    [
      "of two names",
      "grpc-status: 13\r\ngrpc-message: gone\r\n",
      { "grpc-status": "13", "grpc-message": "gone" },
    ],
    ["of one name", "x-sum: 1\r\nx-sum: 2\r\n", { "x-sum": "1, 2" }],
    ["one, which is empty", "x-sum:\r\n", { "x-sum": "" }],
  ] as const)("F14 all of them arrive: %s", async ([, sent, got]) => {
    answerWith(`${CHUNKED}\r\n2\r\nok\r\n0\r\n${sent}\r\n`);
    const { body, trailers } = await send(system.url, "/api/v1/x", { headers: { te: "trailers" } });
    expect(body.toString()).toBe("ok");
    expect(trailers).toEqual(got);
  });

  test.skipIf(isBehindNext)("F14 those of an event stream do, too", async () => {
    answerWith(`${CHUNKED}content-type: text/event-stream\r\n\r\n9\r\ndata: x\n\n\r\n0\r\nx-sum: 1\r\n\r\n`);
    const { body, trailers } = await send(system.url, "/api/v1/x");
    expect(body.toString()).toMatch(/data: x\n\n$/);
    expect(trailers).toEqual({ "x-sum": "1" });
  });
});

describe("to an HTTP/1.0 client, whose answer ends with its connection,", () => {
  /** Resolves with how the connection ends, once `seen` has come and `then` is done. */
  async function endOf(origin: string, request: string, seen: string, then: () => unknown): Promise<string> {
    const connection = await rawConnection(origin);
    let answer = "";
    const end = new Promise<string>((resolve) => {
      connection.once("end", () => resolve("properly"));
      connection.once("error", ({ code }: NodeJS.ErrnoException) => resolve(code!));
    });
    connection.setEncoding("latin1").on("data", (data: string) => (answer += data));
    connection.write(request);
    await expect.poll(() => answer, { interval: 10 }).toContain(seen);
    then();
    return end;
  }

  const REQUEST = "GET /api/v1/x HTTP/1.0\r\nHost: localhost\r\n\r\n";

  testOfTailrace.for(["text/event-stream", "text/plain"])("S7 a break is a reset: %s", async (type) => {
    let respond!: ServerResponse;
    backend.handle((_request, response) => {
      (respond = response).writeHead(200, { "content-type": type });
      response.write("data: x\n\n");
    });
    expect(await endOf(system.url, REQUEST, "data: x", () => respond.destroy())).toBe("ECONNRESET");
    expect(await endOf(system.url, REQUEST, "data: x", () => respond.end())).toBe("properly");
  });

  test.skipIf(isBehindNext)(
    "S7 what had come before a break is not lost if a length tells of it",
    async () => {
      backend.handle((request) => {
        request.socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ndata: x");
        request.socket.end();
      });
      const connection = await rawConnection(system.url);
      const came = once(connection.pause().setEncoding("latin1"), "data");
      connection.write(REQUEST);
      await backend.nextRequest();
      await sleep(100); // until the break is through
      connection.resume();
      const [answer] = (await came) as [string];
      expect(answer).toMatch(/^HTTP\/1\.1 200 [^]*data: x$/);
    },
  );

  testOfTailrace("S15 the end of the grace is a reset for a stream that answers a POST", async () => {
    await using own = await startSystem(backend.url, { SHUTDOWN_GRACE_MS: "1000" });
    backend.handle((_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("data: x\n\n");
    });
    const post = REQUEST.replace("GET", "POST").replace("\r\n\r\n", "\r\nContent-Length: 0\r\n\r\n");
    expect(await endOf(own.url, post, "data: x", () => own.terminate("SIGTERM"))).toBe("ECONNRESET");
  });
});

describe("a body of which many small pieces come at once, and the end of the last one later,", () => {
  const PIECES = Array.from({ length: 9 }, (_, index) => `piece ${index}`);
  const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}`;

  // However many a reader takes before it is behind, it is so with the last piece of one of these.
  test.for(PIECES.map((_, index) => index + 1))("S10 keeps nobody waiting: %s pieces", async (count) => {
    const begun = PIECES.slice(0, count).map(chunk).join("\r\n");
    const head = "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n";
    backend.handle((request, response) => {
      if (request.url !== "/v1/pieces") return response.end("here");
      request.socket.write(head + begun.slice(0, -1));
    });
    const asked = backend.nextRequest();
    const stream = await openStream(system.url, "/api/v1/pieces");
    await stream.until("piece ");
    expect((await send(system.url, "/api/v1/x")).body.toString()).toBe("here");
    (await asked).socket.write(`${begun.at(-1)!}\r\n3\r\nend\r\n0\r\n\r\n`);
    expect(await stream.ended).toBe("properly");
    expect(stream.text()).toBe(`${PIECES.slice(0, count).join("")}end`);
  });
});
