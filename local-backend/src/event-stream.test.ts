import { once } from "node:events";
import type { Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { expect, onTestFinished, test } from "vitest";
import { EventStreams } from "./event-stream.ts";

type Source = Parameters<EventStreams["respond"]>[0];

async function serve(
  source: Source,
): Promise<{ url: string; port: number; streams: EventStreams; server: Server }> {
  const streams = new EventStreams();
  const fetch = () => streams.respond(source);
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false }) as Server;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, port, streams, server };
}

test("a client that leaves a quiet stream ends its source at once", async () => {
  const aborted = Promise.withResolvers<void>();
  const { url } = await serve(async function* (signal) {
    yield "data: 1\n\n";
    await once(signal, "abort");
    aborted.resolve();
  });
  const leave = new AbortController();
  const response = await fetch(url, { signal: leave.signal });
  await response.body!.getReader().read();
  leave.abort();
  await aborted.promise;
});

test("a client that leaves while it does not read ends its source", async () => {
  const aborted = Promise.withResolvers<void>();
  let yielded = 0;
  const { port } = await serve(async function* (signal) {
    signal.addEventListener("abort", () => aborted.resolve());
    for (; ; yielded += 1) yield `data: ${"x".repeat(64 * 1024)}\n\n`;
  });
  const socket = connect(port, "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  await once(socket, "readable");
  socket.destroy();
  await aborted.promise;
  expect(yielded).toBeLessThan(1000); // 64 MB: it was held back.
});

test("a HEAD request starts no source", async () => {
  let started = false;
  const streams = new EventStreams();
  const response = streams.respond(async function* () {
    started = true;
    yield "";
  });
  await new Promise(setImmediate); // Whatever a new stream does on its own, it has done.
  expect(started).toBe(false);
  await response.body!.cancel();
});

test("a source that fails mid-stream breaks its stream instead of ending it", async () => {
  const seen = Promise.withResolvers<void>();
  const { url } = await serve(async function* () {
    yield "data: 1\n\n";
    await seen.promise;
    throw new Error("the source has failed");
  });
  const response = await fetch(url);
  seen.resolve();
  await expect(response.text()).rejects.toThrow("terminated");
});

test("close ends open streams properly", async () => {
  const { url, streams } = await serve(async function* (signal) {
    yield "data: 1\n\n";
    await once(signal, "abort");
  });
  const response = await fetch(url);
  streams.close();
  expect(await response.text()).toBe("data: 1\n\n");
});
