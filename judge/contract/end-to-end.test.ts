import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createParser } from "eventsource-parser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalBackend, startLocalBackend } from "../../local-backend/src/index.ts";
import { freePort } from "../testing/web-server";
import { openStream, send, type Stream } from "./client";
import { type RunningSystem, startSystem } from "./system";

// Prints the time at which it prints, every 10 ms.
const CLOCK = `setInterval(() => console.log(performance.timeOrigin + performance.now()), 10)`;
const LOGS = "/api/v1/workloads/clock/logs";

let folder: { path: string; remove(): Promise<void> };
let file: string;
let backend: LocalBackend;
let system: RunningSystem;
beforeAll(async () => {
  folder = await mkdtempDisposable(path.join(tmpdir(), "tailrace-"));
  file = path.join(folder.path, "workloads.json");
  await writeFile(file, JSON.stringify({ workloads: [{ id: "clock", command: ["node", "-e", CLOCK] }] }));
  backend = await startLocalBackend({ file, port: 0 });
  system = await startSystem(backend.url);
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await backend.close();
  await folder.remove();
});

interface Line {
  id: string;
  message: string;
}

/** The lines that `stream` has had so far. */
function linesOf(stream: Stream): Line[] {
  const lines: Line[] = [];
  const parser = createParser({
    onEvent: ({ id, event, data }) => {
      if (event) throw new Error(`Unexpected event ${event}: ${data}`);
      lines.push({ id: id!, message: (JSON.parse(data) as { message: string }).message });
    },
  });
  parser.feed(stream.text());
  return lines;
}

const count = (n: number) => (text: string) => text.split("\n\n").length > n;

test("a line reaches a browser's connection within 50 ms of its child process's write at the median", async ({
  annotate,
}) => {
  const stream = await openStream(system.url, `${LOGS}?tail=0`);
  const delays: number[] = [];
  for (let n = 1; n <= 200; n++) {
    await stream.until(count(n));
    const line = linesOf(stream)[n - 1]!;
    delays.push(performance.timeOrigin + performance.now() - Number(line.message));
  }
  stream.leave();
  delays.sort((a, b) => a - b);
  await annotate(`median ${delays[100]!.toFixed(1)} ms, p99 ${delays[198]!.toFixed(1)} ms`);
  expect(delays[100]).toBeLessThan(50);
});

test("S14 after a restart of the web app, a viewer with its last cursor goes on with the next line", async () => {
  const PORT = String(await freePort());
  let before: Line[];
  {
    await using system = await startSystem(backend.url, { PORT });
    const stream = await openStream(system.url, `${LOGS}?tail=5`);
    await stream.until(count(20));
    before = linesOf(stream);
  }
  await using system = await startSystem(backend.url, { PORT });
  const stream = await openStream(system.url, LOGS, { headers: { "last-event-id": before.at(-1)!.id } });
  await stream.until(count(20));
  const after = linesOf(stream);
  stream.leave();
  const all = await send(backend.url, "/v1/workloads/clock/logs?follow=false");
  const ids = [...all.body.toString().matchAll(/^id: (.+)$/gm)].map(([, id]) => id);
  const seen = [...before, ...after].map(({ id }) => id);
  expect(seen).toEqual(ids.slice(ids.indexOf(seen[0]), ids.indexOf(seen[0]) + seen.length));
});

test("S14 after a restart of the backend, a viewer with its last cursor is told of the gap first", async () => {
  const answer = await send(system.url, `${LOGS}?follow=false`, {
    headers: { "last-event-id": "of-an-earlier-process" },
  });
  expect(answer.body.toString()).toMatch(/^(:\n)?event: gap\n(id: .+\n)?data: \{"missed":null\}\n\nid: /);
});
