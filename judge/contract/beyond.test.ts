/**
 * What a proxy can do and a Next route handler cannot. Where Tailrace answers before Next does they hold; its handlers are known
 * to fail them, each for the reason given, and Vitest tells when they no longer do: a Next that lifts a limit is noticed.
 */
import { once } from "node:events";
import { type IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Backend, startBackend } from "../testing/backend";
import { open, send, sendRaw } from "./client";
import { isBehindNext, type RunningSystem, startSystem } from "./system";

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

/** A test that Tailrace's handlers fail because of `reason`. */
function beyond(title: string, reason: string, run: () => Promise<void>): void {
  (isBehindNext ? test.fails : test)(title, async ({ annotate }) => {
    if (isBehindNext) await annotate(reason);
    await run();
  });
}

beyond(
  "trailers of a response reach the client",
  "a `Response` has no trailers, and Next's `sendResponse` writes none",
  async () => {
    backend.handle((_request, response) => {
      response.writeHead(200, { trailer: "x-sum" });
      response.write("body");
      response.addTrailers({ "x-sum": "42" });
      response.end();
    });
    const { trailers } = await send(system.url, "/api/v1/x", { headers: { te: "trailers" } });
    expect(trailers["x-sum"], "trailer").toBe("42");
  },
);

beyond(
  "103 Early Hints reach the client before the answer",
  "a handler returns one `Response`, whose status is 200 or above",
  async () => {
    backend.handle((_request, response) => {
      response.writeEarlyHints({ link: "</style.css>; rel=preload; as=style" }, () => response.end());
    });
    const request = open(system.url, "/api/v1/x", { signal: AbortSignal.timeout(5_000) });
    const hints: number[] = [];
    request.on("information", ({ statusCode }) => hints.push(statusCode));
    request.end();
    const [response] = (await once(request, "response")) as [IncomingMessage];
    await once(response.resume(), "end");
    expect(hints.length, "number of 1xx answers").toBe(1);
  },
);

beyond(
  "a WebSocket can be opened through it",
  "Next's server answers an `upgrade` itself and passes none to a handler",
  async () => {
    backend.handle((request, response) => {
      response.writeHead(101, { connection: "upgrade", upgrade: "websocket", "sec-websocket-accept": "x" });
      response.flushHeaders();
      request.socket.end("through");
    });
    const answer = await sendRaw(
      system.url,
      "GET /api/v1/socket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
      2_000,
    );
    expect(answer.split("\r\n")[0]).toMatch(/^HTTP\/1\.1 101 /);
    expect(answer).toMatch(/through$/);
  },
);

beyond(
  "a GET reaches the backend with its body",
  "Next hands no body of a GET to a handler (a `Request` may not have one)",
  async () => {
    backend.handle((request, response) => {
      void Readable.from(request)
        .toArray()
        .then((body) => response.end(Buffer.concat(body as Buffer[])));
    });
    const answer = await send(system.url, "/api/v1/x", { headers: { "content-length": "5" } }, "hello");
    expect(answer.body.toString()).toBe("hello");
  },
);

beyond(
  "a method that is not among HTTP's common ones (PROPFIND) reaches the backend",
  "Next answers 400 for any method but the seven that a route can export",
  async () => {
    backend.handle((request, response) => response.writeHead(207).end(request.method));
    const answer = await send(system.url, "/api/v1/x", { method: "PROPFIND" });
    expect(answer.status).toBe(207);
    expect(answer.body.toString()).toBe("PROPFIND");
  },
);

beyond(
  "a method that a stream's own route does not have (DELETE) reaches the backend",
  "Next answers 405 for a method that a route does not export, and asks no fallback",
  async () => {
    backend.handle((request, response) => response.end(request.method));
    const answer = await send(system.url, "/api/v1/workloads/42/logs", { method: "DELETE" });
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toBe("DELETE");
  },
);

beyond(
  "a percent-encoded byte that is no UTF-8 (/v1/%FF) arrives as sent",
  "Next's router decodes every path as UTF-8, and answers 500 when it cannot",
  () => arrivesAs("/api/v1/%FF", "/v1/%FF"),
);

beyond(
  "a path with an empty segment (/v1//x) arrives as sent",
  "Next's server redirects (308) to a path without it",
  () => arrivesAs("/api/v1//x", "/v1//x"),
);

/** Expects a request to `target` to reach the backend as one to `path`. */
async function arrivesAs(target: string, path: string): Promise<void> {
  const targets: string[] = [];
  backend.handle((request, response) => response.end(targets.push(request.url!).toString()));
  const { status } = await send(system.url, target);
  expect(status).toBe(200);
  expect(targets).toEqual([path]);
}

beyond(
  "a header value beyond ASCII (RFC 9110, 5.5: obs-text) comes back byte for byte",
  "Next calls `flushHeaders()`, with which Node writes the header section as UTF-8",
  async () => {
    backend.handle((_request, response) => response.writeHead(200, { "x-latin": "caf\u00e9" }).end("x"));
    const answer = await send(system.url, "/api/v1/x");
    expect(answer.headers["x-latin"]).toBe("caf\u00e9");
  },
);

beyond(
  "Content-Length comes back, so that a download has a progress",
  "Next's `sendResponse` drops Content-Length and frames the body as chunks",
  async () => {
    backend.handle((_request, response) => response.writeHead(200, { "content-length": "4" }).end("body"));
    const answer = await send(system.url, "/api/v1/x", { headers: { "accept-encoding": "identity" } });
    expect(answer.headers["content-length"], "Content-Length").toBe("4");
  },
);

beyond("Content-Length comes back from a HEAD", "Next's `sendResponse` drops Content-Length", async () => {
  backend.handle((_request, response) => response.writeHead(200, { "content-length": "4" }).end());
  const answer = await send(system.url, "/api/v1/x", { method: "HEAD" });
  expect(answer.headers["content-length"]).toBe("4");
});

beyond(
  "a body that the backend compressed comes back as it was compressed",
  "Next's `sendResponse` drops Content-Encoding, so the body is asked for and passed on uncompressed",
  async () => {
    const compressed = gzipSync("a compressed answer, ".repeat(1_000), { level: 1 });
    backend.handle((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip", "content-type": "text/plain" }).end(compressed),
    );
    const request = open(system.url, "/api/v1/x");
    request.end();
    const [response] = (await once(request, "response")) as [IncomingMessage];
    const body = Buffer.concat((await Readable.from(response).toArray()) as Buffer[]);
    expect(response.headers["content-encoding"], "Content-Encoding").toBe("gzip");
    expect(body.equals(compressed), "the body was changed").toBe(true);
  },
);

beyond(
  "Vary comes back as the backend sent it",
  "Next's server adds the names of its router's own headers to every answer",
  async () => {
    backend.handle((_request, response) => response.writeHead(200, { vary: "accept" }).end());
    const answer = await send(system.url, "/api/v1/x", { headers: { "accept-encoding": "identity" } });
    expect(answer.headers.vary).toBe("accept");
  },
);

beyond(
  "a cookie with a comma and an equals sign in its value (which RFC 6265 does not allow) comes back as one",
  "Next's `sendResponse` splits Set-Cookie at whatever looks like the next cookie",
  async () => {
    backend.handle((_request, response) =>
      response.writeHead(200, { "set-cookie": "a=1,b=2; Path=/" }).end(),
    );
    const answer = await send(system.url, "/api/v1/x");
    expect(answer.headers["set-cookie"]).toEqual(["a=1,b=2; Path=/"]);
  },
);
