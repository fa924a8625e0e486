/** F20: how long an upload may take. Minutes, as Node's own limits are. */
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { startBackend } from "../testing/backend";
import { open, rawConnection } from "./client";
import { startSystem } from "./system";

// Node's server gives a request 300 s to arrive, and looks every 30 s.
const STEADY_MS = 340_000;
const STALLED_MS = 60_000;

describe.concurrent("F20", () => {
  test("F20 an upload that makes progress is not cut", { timeout: STEADY_MS + 60_000 }, async () => {
    await using backend = await startBackend();
    await using system = await startSystem(backend.url);
    let bytes = 0;
    backend.handle((request, response) => {
      request.on("data", (chunk: Buffer) => (bytes += chunk.length));
      request.on("end", () => response.end("all of it"));
    });
    const request = open(system.url, "/api/v1/upload", { method: "POST" });
    let early = false;
    const answered = once(request, "response").finally(() => (early = true));
    const start = performance.now();
    let sent = 0;
    while (!early && performance.now() - start < STEADY_MS) {
      request.write("x".repeat(1_000));
      sent += 1_000;
      await Promise.race([sleep(2_000), answered]);
    }
    expect(early, `it was answered after ${Math.round(performance.now() - start)} ms`).toBe(false);
    request.end();
    const [response] = (await answered) as [NodeJS.ReadableStream & { statusCode: number }];
    expect(response.statusCode).toBe(200);
    expect(bytes).toBe(sent);
    response.resume();
  });

  test("F20 an upload that has stopped is a 408 after 60 s", { timeout: STALLED_MS * 2 }, async () => {
    await using backend = await startBackend();
    await using system = await startSystem(backend.url);
    const left = new Promise((resolve) =>
      backend.handle((request) =>
        request
          .on("error", () => {})
          .resume()
          .on("close", resolve),
      ),
    );
    const connection = await rawConnection(system.url);
    connection.write("POST /api/v1/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n12345");
    const start = performance.now();
    let answer = "";
    connection.on("data", (data: Buffer) => (answer += data.toString("latin1")));
    await once(connection, "close");
    expect(performance.now() - start).toBeGreaterThan(STALLED_MS * 0.9);
    expect(answer).toMatch(/^HTTP\/1\.1 408 [^]*"code":"upload_stalled"/);
    await left;
  });
});
