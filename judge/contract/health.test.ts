import { once } from "node:events";
import { afterAll, beforeAll, expect } from "vitest";
import { type Backend, startBackend, startEvents } from "../testing/backend";
import { openStream, rawConnection, send } from "./client";
import { isBehindNext, type RunningSystem, startSystem, testOfTailrace } from "./system";

/** The console is built so that the hop answers before Next does. */
const door = isBehindNext ? "closed" : "open";

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

const json = ({ body }: { body: Buffer }) => JSON.parse(body.toString()) as unknown;

testOfTailrace(
  "H1 /healthz is 200 whatever the backend does, /readyz says when the backend is gone and when it is back",
  async () => {
    const ready = await send(system.url, "/readyz");
    expect(ready.status).toBe(200);
    expect(ready.headers["cache-control"]).toBe("no-store");
    expect(json(ready)).toEqual({ ready: true, draining: false, door, backend: "answers" });

    await backend.stop();
    await expect.poll(async () => (await send(system.url, "/readyz")).status, { interval: 100 }).toBe(503);
    expect(json(await send(system.url, "/readyz"))).toEqual({
      ready: false,
      draining: false,
      door,
      backend: "backend_unreachable",
    });
    const alive = await send(system.url, "/healthz");
    expect(alive.status).toBe(200);
    expect(json(alive)).toEqual({ alive: true });

    await backend.listen();
    await expect.poll(async () => (await send(system.url, "/readyz")).status, { interval: 100 }).toBe(200);
  },
);

testOfTailrace("H2 a probe by HEAD gets the same status", async () => {
  expect((await send(system.url, "/readyz", { method: "HEAD" })).status).toBe(200);
  expect((await send(system.url, "/healthz", { method: "HEAD" })).status).toBe(200);
});

testOfTailrace("H3 during a shutdown /readyz is 503 on a connection that is still there", async () => {
  await using system = await startSystem(backend.url, { SHUTDOWN_GRACE_MS: "5000" });
  backend.handle((request, response) => {
    if (request.url!.endsWith("/logs")) {
      startEvents(response);
      response.write("data: one\n\n");
    } else request.resume().on("end", () => response.end("{}"));
  });
  const stream = await openStream(system.url, "/api/v1/workloads/42/logs");
  await stream.until("data: one\n\n");

  // An upload under way keeps this connection; Next has closed the listener by the time it ends.
  const received = backend.nextRequest();
  const connection = await rawConnection(system.url);
  let answers = "";
  connection.setEncoding("latin1").on("data", (data: string) => (answers += data));
  connection.on("error", () => {});
  connection.write("POST /api/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n12345");
  await received;
  const exited = once(system.process, "exit");
  system.terminate("SIGTERM");
  await stream.ended;
  connection.write("67890GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n");
  await expect.poll(() => answers).toContain("HTTP/1.1 503 ");
  expect(answers).toContain(`{"ready":false,"draining":true,"door":"${door}","backend":"answers"}`);
  connection.destroy();
  await exited;
});
