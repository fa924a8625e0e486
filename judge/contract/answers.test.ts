/** F8, F14 and F22: answers in odd content codings, answers that take their time, and methods that are answered here. */
import { once } from "node:events";
import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Backend, startBackend } from "../testing/backend";
import { open, send, sendRaw } from "./client";
import { isBehindNext, type RunningSystem, startSystem, testBehindNext, testOfNext } from "./system";

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

const text = "what the backend says, ".repeat(1_000);
const gzipped = gzipSync(text);

/** The answer to a request that the backend answers so, however it was asked. */
async function answerOf(coding: string, body: Buffer | string, status = 200, more = {}) {
  backend.handle((_request, response) =>
    response
      .writeHead(status, { "content-type": "text/plain", "content-encoding": coding, ...more })
      .end(body),
  );
  return send(system.url, "/api/v1/x");
}

describe("F8", () => {
  test.for([
    ["gzip in several members", "gzip", Buffer.concat([gzipSync(text), gzipSync(text)]), text + text],
    ["gzip with zeros behind it", "gzip", Buffer.concat([gzipped, Buffer.alloc(512)]), text],
    ["gzip of length zero", "gzip", "", ""],
    ["gzip under its old name", "x-gzip", gzipped, isBehindNext ? text : gzipped],
    ["deflate with its header", "deflate", deflateSync(text), text],
    ["none, which is no coding", "none", text, text],
    ["an empty name", "", text, text],
    ["identity", "identity", text, text],
  ] as const)("F8 %s arrives intact", async ([, coding, body, right]) => {
    const answer = await answerOf(coding, body as Buffer);
    expect(answer.status).toBe(200);
    expect(answer.body.equals(Buffer.from(right))).toBe(true);
  });

  // As browsers do; the client of these tests does not guess.
  test("F8 deflate without its header, as some servers send it, arrives intact", async () => {
    const raw = deflateRawSync(text);
    backend.handle((_request, response) =>
      response.writeHead(200, { "content-encoding": "deflate" }).end(raw),
    );
    const request = open(system.url, "/api/v1/x", { headers: { "accept-encoding": "deflate" } }).end();
    const [response] = (await once(request, "response")) as [NodeJS.ReadableStream & { headers: object }];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const isAsSent = "content-encoding" in response.headers;
    expect(Buffer.concat(chunks).equals(isAsSent ? raw : Buffer.from(text))).toBe(true);
  });

  test.for([
    ["gzip", gzipped.subarray(0, -10)],
    ["gzip", gzipped.subarray(0, 5)],
    ["gzip", Buffer.from(text)],
    ["deflate", deflateSync(text).subarray(0, -20)],
    ["br", Buffer.from(text)],
  ] as const)("F8 what is not all of its coding never looks whole: %s (%#)", async ([coding, body]) => {
    const seen = answerOf(coding, body).then((answer) => {
      if (answer.status !== 502) throw new Error("it looks whole");
      expect(answer.body.toString()).toMatch(/not in the content coding that it names/);
      throw new Error("refused");
    });
    // Refused, broken off, or passed on for the client to notice.
    await expect(seen).rejects.toThrow(/refused|ECONNRESET|aborted|unexpected end|incorrect header|failed/i);
  });

  testBehindNext("F8 the log says of what is not in its coding that the backend broke", async () => {
    const requestId = "not-all-of-it";
    backend.handle((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipped.subarray(0, -10)),
    );
    await send(system.url, "/api/v1/x", { headers: { "x-request-id": requestId } }).catch(() => {});
    const line = () =>
      system
        .output()
        .split("\n")
        .find((line) => line.includes(`"${requestId}"`)) ?? "{}";
    await expect.poll(() => (JSON.parse(line()) as { ended?: string }).ended).toBe("backend_broke");
  });

  test.for([401, 407])("F2 a compressed %d keeps all its challenges", async (status) => {
    const challenges = ["Basic realm=a", 'Bearer realm="b, c"'];
    const answer = await answerOf("gzip", gzipSync("no"), status, { "www-authenticate": challenges });
    expect(answer.body.toString()).toBe("no");
    const lines = answer.rawHeaders.filter(
      (_, i, all) => i % 2 === 1 && /^www-authenticate$/i.test(all[i - 1]!),
    );
    expect(lines).toEqual(challenges);
  });
});

describe("F22", () => {
  test.for(["application/x-ndjson", "text/plain", "application/octet-stream", "application/grpc-web+proto"])(
    "F22 the headers of %s come at once, although its first byte takes its time",
    async (type) => {
      let end!: () => void;
      backend.handle((_request, response) => {
        response.writeHead(200, { "content-type": type });
        response.flushHeaders();
        end = () => response.end("{}\n");
      });
      const request = open(system.url, "/api/v1/x").end();
      // The backend goes on when they are here, and not before.
      const [response] = (await once(request, "response")) as [NodeJS.ReadableStream];
      end();
      await once(response.resume(), "end");
    },
  );
});

testOfNext("F14 OPTIONS * is about the server itself, and no other method may ask for that", async () => {
  const asked = (method: string) =>
    sendRaw(system.url, `${method} * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  expect(await asked("OPTIONS")).toMatch(/^HTTP\/1\.1 204 .*\r\nallow: GET, HEAD, POST/is);
  for (const method of ["GET", "DELETE", "TRACE"])
    expect(await asked(method), method).toMatch(/^HTTP\/1\.1 400 /);
});

testOfNext("F14 TRACE, which no handler and no page of Next's can be asked with, is no 500", async () => {
  backend.handle((request, response) => response.end(request.method));
  const answer = await send(system.url, "/api/v1/x", { method: "TRACE" });
  expect(answer.status).toBe(isBehindNext ? 405 : 200);
  const page = await send(system.url, "/", { method: "TRACE" });
  expect(page.status).toBe(405);
  expect(page.headers.allow).toContain("GET");
});
