import { expect, test } from "vitest";
import { startBackend, startEvents } from "../testing/backend";
import { openStream } from "./client";
import { startSystem } from "./system";

// Node's own `fetch` cuts a body that has been quiet for 300 s, and looks once a second.
const QUIET_MS = 305_000;

test("S4 a stream that is quiet for 305 s lives", { timeout: QUIET_MS + 60_000 }, async ({ annotate }) => {
  await using backend = await startBackend();
  await using system = await startSystem(backend.url);
  let write!: (data: string) => void;
  backend.handle((_request, response) => {
    startEvents(response);
    write = (data) => void response.write(data);
    write("data: first\n\n");
  });
  const stream = await openStream(system.url, "/api/v1/workloads/42/logs");
  const start = performance.now();
  const cut = await Promise.race([
    stream.ended,
    new Promise<undefined>((resolve) => setTimeout(resolve, QUIET_MS, undefined)),
  ]);
  if (cut) await annotate(`cut after ${Math.round((performance.now() - start) / 1_000)} s`);
  expect(cut).toBeUndefined();
  write("data: still here\n\n");
  await stream.until("data: still here\n\n");
  stream.leave();
});
