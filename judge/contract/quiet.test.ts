import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { startBackend, startEvents } from "../testing/backend";
import { openStream } from "./client";
import { hasTailrace, startSystem } from "./system";

test("S4 a stream that is quiet for 31 s lives", { timeout: 60_000 }, async () => {
  await using backend = await startBackend();
  await using system = await startSystem(backend.url);
  let write!: (data: string) => void;
  backend.handle((_request, response) => {
    startEvents(response);
    write = (data) => void response.write(data);
    write("data: first\n\n");
  });
  const stream = await openStream(system.url, "/api/v1/workloads/42/logs");
  await sleep(31_000);
  write("data: still here\n\n");
  await stream.until("data: still here\n\n");
  // In Tailrace's, one comment to open with, and two heartbeats of the default 15 s.
  expect(stream.text()).toBe(
    hasTailrace ? ":\ndata: first\n\n:\n:\ndata: still here\n\n" : "data: first\n\ndata: still here\n\n",
  );
  stream.leave();
});
