import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { type Backend, type Exchange, startBackend } from "judge/testing/backend";
import { Queue } from "judge/testing/queue";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Connection, StatusStream, type StatusStreamOptions } from "./status-stream";

let requests: Queue<Exchange>;
/** Events and connections, in the order in which they were told. */
let told: Queue<unknown>;
let stream: StatusStream;
let url: string;
let backend: Backend;

beforeEach(async () => {
  requests = new Queue();
  told = new Queue();
  backend = await startBackend();
  backend.handle((request, response) => requests.push({ request, response }));
  url = `${backend.url}/events`;
});

afterEach(async () => {
  stream.stop();
  await backend[Symbol.asyncDispose]();
});

async function start(options: Partial<StatusStreamOptions> = {}): Promise<void> {
  stream = new StatusStream({
    url,
    silenceLimitMs: 10_000,
    answerLimitMs: 10_000,
    onConnection: (connection) => told.push(connection),
    onEvent: (event) => told.push(event.kind),
    ...options,
  });
  stream.start();
  expect(await told.next()).toEqual({ kind: "connecting" });
}

const SNAPSHOT = 'event: snapshot\ndata: {"workloads":[]}\n\n';

/** Answers with a stream that, should it break, is asked for again at once. */
function open(response: ServerResponse, text = SNAPSHOT): ServerResponse {
  response.writeHead(200, { "content-type": "text/event-stream" }).write(`retry: 1\n\n${text}`);
  return response;
}

/** Answers, and waits until the stream is live. */
async function openLive(): Promise<ServerResponse> {
  const { response } = await requests.next();
  open(response);
  expect([await told.next(), await told.next()]).toEqual(["snapshot", { kind: "live" }]);
  return response;
}

/** What is told when a connection is lost: first when the next attempt is due, then that it is under way. */
async function expectReconnecting(reason: string): Promise<void> {
  expect(await told.next()).toEqual({
    kind: "reconnecting",
    reason,
    attempt: 1,
    retryAt: expect.any(Number),
  });
  expect(await told.next()).toEqual({ kind: "reconnecting", reason, attempt: 1 });
}

describe("StatusStream", () => {
  it("is live with the snapshot, not before, and hands on each change", async () => {
    await start();
    const { response } = await requests.next();
    open(response, "event: future\ndata: x\n\n").write(SNAPSHOT);
    expect([await told.next(), await told.next()]).toEqual(["snapshot", { kind: "live" }]);
    response.write('event: removed\ndata: {"id":"a"}\n\nevent: workload\n');
    response.write('data: {"id":"b","name":"B","status":"pending"}\n\n');
    expect([await told.next(), await told.next()]).toEqual(["removed", "workload"]);
  });

  it.each([
    ["breaks off", (response: ServerResponse) => response.destroy(), "The connection broke off."],
    ["is closed", (response: ServerResponse) => response.end(), "The connection was closed."],
  ])("connects again when the stream %s", async (_, cut, reason) => {
    await start();
    cut(await openLive());
    await expectReconnecting(reason);
    await openLive();
  });

  it("takes a connection for dead that has been silent for too long", async () => {
    await start({ silenceLimitMs: 100 });
    await openLive();
    await expectReconnecting("The connection has gone silent.");
    await openLive();
  });

  it("gives up a request that gets no answer, and asks again", async () => {
    await start({ answerLimitMs: 50 });
    await requests.next();
    expect(await told.next()).toMatchObject({ reason: "There was no answer in time." });
  });

  it("says why it is refused for the moment, and asks again at the time that it is given", async () => {
    await start();
    const { response } = await requests.next();
    response.writeHead(503, { "content-type": "application/problem+json", "retry-after": "7" });
    response.end(JSON.stringify({ title: "Busy", detail: "Come back later." }));
    const state = (await told.next()) as Extract<Connection, { kind: "reconnecting" }>;
    expect(state.reason).toBe("503 Busy: Come back later.");
    expect(state.retryAt! - Date.now()).toBeGreaterThan(6_000);
    expect(state.retryAt! - Date.now()).toBeLessThan(8_000);
  });

  it("asks at once when it is started while it waits", async () => {
    await start();
    const { response } = await requests.next();
    response.writeHead(503, { "retry-after": "50" }).end();
    await told.next();
    stream.start();
    await told.next();
    await openLive();
  });

  it("asks again without a pause when its connection is in doubt", async () => {
    await start();
    const response = await openLive();
    const closed = once(response, "close");
    stream.doubt();
    await closed;
    expect(await told.next()).toEqual({
      kind: "reconnecting",
      reason: "This device is offline.",
      attempt: 1,
    });
    await openLive();
  });

  it("takes a 404 for a backend that has no such stream, without a fault", async () => {
    await start();
    (await requests.next()).response.writeHead(404).end();
    expect(await told.next()).toEqual({ kind: "off" });
  });

  it("tells of a login that lets the reader through no more", async () => {
    await start();
    (await requests.next()).response.writeHead(401).end();
    expect(await told.next()).toEqual({ kind: "off", reason: "401 Unauthorized.", signedOut: true });
  });

  it.each<[string, (response: ServerResponse) => unknown, string]>([
    [
      "is forbidden",
      (response) => response.writeHead(403, { "content-type": "application/problem+json" }).end("{}"),
      "403 Forbidden.",
    ],
    [
      "is something else",
      (response) => response.end("{}"),
      "The answer is of no type instead of an event stream.",
    ],
    [
      "says what cannot be read",
      (response) => open(response, 'event: snapshot\ndata: {"workloads":[{}]}\n\n'),
      "The backend's event is not what was expected.",
    ],
  ])("stops, and says why, when the stream %s", async (_, answer, reason) => {
    await start();
    answer((await requests.next()).response);
    expect(await told.next()).toEqual({ kind: "off", reason });
  });

  it("closes its connection when stopped, and begins with a snapshot when started again", async () => {
    await start();
    const response = await openLive();
    const closed = once(response, "close");
    stream.stop();
    await closed;
    expect(await told.next()).toEqual({ kind: "paused" });
    stream.start();
    expect(await told.next()).toEqual({ kind: "connecting" });
    await openLive();
  });
});
