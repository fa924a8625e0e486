import { once } from "node:events";
import { afterAll, beforeAll, expect } from "vitest";
import { type Backend, startBackend, startEvents } from "../testing/backend";
import { openStream, type Stream, stopsListening } from "./client";
import { patience, startSystem, testOfTailrace } from "./system";

const LOGS = "/api/v1/workloads/42/logs";
const MOVABLE = { headers: { "tailrace-move": "?1" } };
const TOLD = ": tailrace-move\n";

let backend: Backend;
beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend[Symbol.asyncDispose]());

const GRACE_MS = 5_000;
const GRACE = { SHUTDOWN_GRACE_MS: String(GRACE_MS) };

/** Answers each request with a stream, the next bytes of each but `events` come from the returned function. */
function scriptedStreams(): (data: string) => void {
  const writers: ((data: string) => void)[] = [];
  backend.handle((request, response) => {
    startEvents(response);
    response.write("data: one\n\n");
    if (!request.url!.endsWith("/events")) writers.push((data) => void response.write(data));
  });
  return (data) => writers.forEach((write) => write(data));
}

const withoutHeartbeats = (stream: Stream) => stream.text().replace(/^:\n/gm, "");

testOfTailrace(
  "S16 on SIGTERM a client that can move is told to, and its stream goes on until it has left",
  async () => {
    await using system = await startSystem(backend.url, GRACE);
    const write = scriptedStreams();
    const stream = await openStream(system.url, LOGS, MOVABLE);
    await stream.until("data: one\n\n");
    const exited = once(system.process, "exit");
    system.terminate("SIGTERM");
    await stream.until(TOLD);
    await stopsListening(system.url);
    write("data: two\n\n");
    await stream.until("data: two\n\n");
    expect(withoutHeartbeats(stream)).toBe(`data: one\n\n${TOLD}data: two\n\n`);
    const at = performance.now();
    stream.leave();
    await exited;
    expect(performance.now() - at).toBeLessThan(1_000); // the process waits for nobody else
  },
);

testOfTailrace(
  "S16 a client that is told to move in the middle of a line is told at the end of it",
  async () => {
    await using system = await startSystem(backend.url, GRACE);
    const write = scriptedStreams();
    const stream = await openStream(system.url, LOGS, MOVABLE);
    const next = await openStream(system.url, "/api/v1/events", MOVABLE);
    write("data: tw");
    await stream.until("data: tw");
    system.terminate("SIGTERM");
    await next.until(TOLD); // one after the other
    write("o\ndata: and");
    await stream.until(TOLD);
    expect(withoutHeartbeats(stream)).toBe(`data: one\n\ndata: two\n${TOLD}data: and`);
    for (const each of [stream, next]) each.leave();
  },
);

testOfTailrace(
  "S16 a client that does not move ends properly with a retry, before the grace is over",
  async () => {
    await using system = await startSystem(backend.url, GRACE);
    const write = scriptedStreams();
    const stream = await openStream(system.url, LOGS, MOVABLE);
    await stream.until("data: one\n\n");
    const exited = once(system.process, "exit", { signal: AbortSignal.timeout(GRACE_MS) });
    system.terminate("SIGTERM");
    await stream.until(TOLD);
    write("data: two\n\n");
    expect(await stream.ended).toBe("properly");
    expect(withoutHeartbeats(stream)).toMatch(/^data: one\n\n: tailrace-move\ndata: two\n\nretry: \d+\n$/);
    await exited;
  },
);

testOfTailrace("S16 the answer to a POST is not told to move", async () => {
  await using system = await startSystem(backend.url, GRACE);
  const write = scriptedStreams();
  const stream = await openStream(system.url, "/api/v1/chat", { method: "POST", ...MOVABLE });
  await stream.until("data: one\n\n");
  const exited = once(system.process, "exit");
  system.terminate("SIGTERM");
  await stopsListening(system.url);
  write("data: two\n\n");
  expect(await stream.ended).toBe("broken"); // at the cut
  expect(withoutHeartbeats(stream)).toBe("data: one\n\ndata: two\n\n");
  await exited;
});

testOfTailrace(
  "S16 clients are told to move one after the other, some 50 a second",
  patience(30_000),
  async ({ annotate }) => {
    await using system = await startSystem(backend.url, { SHUTDOWN_GRACE_MS: "10000" });
    scriptedStreams();
    const streams = await Promise.all(
      Array.from({ length: 150 }, () => openStream(system.url, LOGS, MOVABLE)),
    );
    system.terminate("SIGTERM");
    const times = await Promise.all(streams.map((stream) => stream.until(TOLD)));
    const peak = Math.max(
      ...times.map((from) => times.filter((time) => time >= from && time < from + 1_000).length),
    );
    await annotate(`${peak} in a second`);
    expect(peak).toBeLessThanOrEqual(75); // what a busy machine has delayed comes at once
    for (const stream of streams) stream.leave();
  },
);

testOfTailrace(
  "S16 a stream of STREAM_MAX_AGE_MS is told to move, or ends if its client cannot; a POST's goes on",
  async () => {
    await using system = await startSystem(backend.url, { STREAM_MAX_AGE_MS: "1000", ...GRACE });
    const write = scriptedStreams();
    const start = performance.now();
    const [movable, plain, post] = await Promise.all([
      openStream(system.url, LOGS, MOVABLE),
      openStream(system.url, LOGS),
      openStream(system.url, "/api/v1/chat", { method: "POST" }),
    ]);
    expect(await plain.ended).toBe("properly");
    expect(performance.now() - start).toBeGreaterThan(900);
    expect(withoutHeartbeats(plain)).toBe("data: one\n\nretry: 200\n");
    await movable.until(TOLD);
    write("data: two\n\n");
    for (const stream of [movable, post]) await stream.until("data: two\n\n");
    expect(withoutHeartbeats(movable)).toBe(`data: one\n\n${TOLD}data: two\n\n`);
    expect(withoutHeartbeats(post)).toBe("data: one\n\ndata: two\n\n");
    for (const stream of [movable, post]) stream.leave();
  },
);

testOfTailrace("S16 that a client can move reaches the backend, which may tell it to, too", async () => {
  await using system = await startSystem(backend.url);
  backend.handle((request, response) => {
    startEvents(response);
    if (request.headers["tailrace-move"] === "?1") response.write(TOLD);
  });
  const stream = await openStream(system.url, LOGS, MOVABLE);
  await stream.until(TOLD);
  stream.leave();
});

testOfTailrace(
  "L2 the log tells of a stream that has moved, and of one that was ended at its age",
  async () => {
    await using system = await startSystem(backend.url, { STREAM_MAX_AGE_MS: "500" });
    scriptedStreams();
    const withId = (id: string) => ({ headers: { ...MOVABLE.headers, "x-request-id": id } });
    const moved = await openStream(system.url, LOGS, withId("moved"));
    const plain = await openStream(system.url, LOGS, { headers: { "x-request-id": "aged" } });
    await moved.until(TOLD);
    moved.leave();
    await plain.ended;
    for (const ended of ["moved", "aged"])
      await expect
        .poll(() => system.output())
        .toMatch(new RegExp(`"requestId":"${ended}".*"ended":"${ended}"`));
  },
);
