import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Backend, startBackend, startEvents } from "../testing/backend";
import { openStream, rawConnection, send, type Stream } from "./client";
import { patience, type RunningSystem, startSystem } from "./system";

const LOGS = "/api/v1/workloads/42/logs";
const MiB = 2 ** 20;

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

  const before = system.memory();
  written = 0;
  const client = await rawConnection(system.url);
  client.pause();
  client.write(`GET ${LOGS} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  // Held back is what stops making progress: the socket buffers on the way fill first.
  for (let last = -1; written !== last || written === 0;) {
    last = written;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await annotate(
    `backend held back after ${(written / MiB).toFixed(1)} MiB, memory grew by ${((system.memory() - before) / MiB).toFixed(1)} MiB`,
  );
  expect(system.memory() - before).toBeLessThan(16 * MiB);
  client.destroy();
});

describe("S12", () => {
  const writers: ((data: string) => void)[] = [];
  const streams: Stream[] = [];
  beforeAll(() => {
    backend.handle((request, response) => {
      if (!request.url!.endsWith("/logs")) return void response.end("[]");
      startEvents(response);
      response.write("data: first\n\n");
      writers.push((data) => void response.write(data));
    });
  });
  afterAll(() => streams.forEach((stream) => stream.leave()));

  /** Opens streams until there are `count`, or until some do not open. */
  async function openUntil(count: number): Promise<void> {
    while (streams.length < count) {
      const opening = Array.from({ length: 100 }, () => openStream(system.url, LOGS));
      const results = await Promise.allSettled(opening);
      for (const result of results) if (result.status === "fulfilled") streams.push(result.value);
      if (results.some(({ status }) => status === "rejected")) return;
    }
  }

  /** Milliseconds of an API call at the median. */
  async function latency(): Promise<number> {
    const times: number[] = [];
    for (let i = 0; i < 100; i++) {
      const start = performance.now();
      expect((await send(system.url, "/api/v1/workloads")).status).toBe(200);
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[50]!;
  }

  test("S12 1,000 open streams do not slow an API call", patience(60_000), async ({ annotate }) => {
    await latency(); // warm
    const alone = await latency();
    await openUntil(1_000);
    const beside = await latency();
    await annotate(
      `API call ${alone.toFixed(1)} ms alone, ${beside.toFixed(1)} ms beside ${streams.length} streams`,
    );
    expect(streams).toHaveLength(1_000);
    expect(beside).toBeLessThan(Math.max(5 * alone, 50));
  });

  test("S12 5,000 streams are open at once on one process", patience(120_000), async () => {
    await openUntil(5_000);
    expect(streams.length).toBe(5_000);
    writers.forEach((write) => write("data: to all\n\n"));
    await Promise.all(streams.map((stream) => stream.until("data: to all\n\n")));
  });
});
