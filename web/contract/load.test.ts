import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { WebServer } from "../testing/web-server";
import { type Backend, startBackend, startEvents } from "../testing/backend";
import { openStream, rawConnection, send, type Stream } from "./client";
import { startSystem } from "./system";

const LOGS = "/api/v1/workloads/42/logs";
const MiB = 2 ** 20;

let backend: Backend;
let system: WebServer;
beforeAll(async () => {
  backend = await startBackend();
  system = await startSystem(backend.url);
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await backend[Symbol.asyncDispose]();
});

function memory(): number {
  const status = readFileSync(`/proc/${system.process.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) * 1024;
}

test("S10 a client that stops reading holds back an endless backend, and memory stays within 16 MB", async ({
  annotate,
}) => {
  const event = `data: ${"x".repeat(990)}\n\n`;
  let written = 0;
  backend.handle((_request, response) => {
    startEvents(response);
    const fill = () => {
      do written += event.length;
      while (response.write(event));
    };
    response.on("drain", fill);
    fill();
  });
  // Once with a client that reads, so that code and buffers that any stream needs are there before.
  const warm = await openStream(system.url, LOGS);
  await warm.until((text) => text.length > 10 * MiB);
  warm.leave();

  const before = memory();
  written = 0;
  const client = await rawConnection(system.url);
  client.pause();
  client.write(`GET ${LOGS} HTTP/1.1\r\nHost: a\r\n\r\n`);
  // Held back is what stops making progress: the socket buffers on the way fill first.
  for (let last = -1; written !== last || written === 0;) {
    last = written;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await annotate(
    `backend held back after ${(written / MiB).toFixed(1)} MiB, memory grew by ${((memory() - before) / MiB).toFixed(1)} MiB`,
  );
  expect(memory() - before).toBeLessThan(16 * MiB);
  client.destroy();
});

test(
  "S12 5,000 streams are open at once on one process, and none of 1,000 slows an API call",
  { timeout: 120_000 },
  async ({ annotate }) => {
    const writers: ((data: string) => void)[] = [];
    backend.handle((request, response) => {
      if (!request.url!.endsWith("/logs")) return void response.end("[]");
      startEvents(response);
      writers.push((data) => void response.write(data));
    });
    const streams: Stream[] = [];
    const openUntil = async (count: number) => {
      while (streams.length < count) {
        streams.push(...(await Promise.all(Array.from({ length: 100 }, () => openStream(system.url, LOGS)))));
      }
    };
    const latency = async () => {
      const times: number[] = [];
      for (let i = 0; i < 100; i++) {
        const start = performance.now();
        expect((await send(system.url, "/api/v1/workloads")).status).toBe(200);
        times.push(performance.now() - start);
      }
      return times.sort((a, b) => a - b)[50]!;
    };

    await latency(); // warm
    const alone = await latency();
    await openUntil(1_000);
    const beside = await latency();
    await openUntil(5_000);
    writers.forEach((write) => write("data: to all\n\n"));
    await Promise.all(streams.map((stream) => stream.until("data: to all\n\n")));
    await annotate(`API call ${alone.toFixed(1)} ms alone, ${beside.toFixed(1)} ms beside 1,000 streams`);
    expect(streams).toHaveLength(5_000);
    expect(beside).toBeLessThan(Math.max(5 * alone, 50));
    streams.forEach((stream) => stream.leave());
  },
);
