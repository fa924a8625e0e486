import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { type Backend, type Exchange, startBackend } from "judge/testing/backend";
import { Queue } from "judge/testing/queue";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Connection } from "../protocol";
import { LogStream, type LogStreamOptions } from "./log-stream.ts";

let requests: Queue<Exchange>;
let states: Queue<Connection>;
let rows: Queue<string | { missed: number | null }>;
let stream: LogStream | undefined;
let url: string;
let backend: Backend;

beforeEach(async () => {
  requests = new Queue();
  states = new Queue();
  rows = new Queue();
  backend = await startBackend();
  backend.handle((request, response) => requests.push({ request, response }));
  url = `${backend.url}/logs`;
});

afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  stream?.stop();
  await backend[Symbol.asyncDispose]();
});

function start(options: Partial<LogStreamOptions> = {}): LogStream {
  stream = new LogStream({
    url,
    tail: 7,
    silenceLimitMs: 10_000,
    answerLimitMs: 10_000,
    onState: (state) => states.push(state),
    onLine: (line) => rows.push(line.message),
    onGap: (missed) => rows.push({ missed }),
    ...options,
  });
  stream.start();
  return stream;
}

/** Answers with a stream that, should it break, is asked for again at once. */
function open(response: ServerResponse, text = ""): ServerResponse {
  response
    .writeHead(200, { "content-type": "text/event-stream; charset=utf-8" })
    .write(`retry: 1\n\n${text}`);
  return response;
}

async function nextState(kind: Connection["kind"]): Promise<Connection> {
  for (;;) {
    const state = await states.next();
    if (state.kind === kind) return state;
  }
}

const line = (id: number) => `id: e-${id}\ndata: line ${id}\n\n`;

describe("LogStream", () => {
  it("asks for the last lines and hands on each as it comes", async () => {
    start();
    const { request, response } = await requests.next();
    expect(request.url).toBe("/logs?tail=7");
    expect(request.headers).not.toHaveProperty("last-event-id");
    expect(await states.next()).toEqual({ kind: "connecting" });
    open(response);
    expect(await states.next()).toEqual({ kind: "live" });
    response.write("id: e-1\ndata: one\n\nid: e-2\nda");
    expect(await rows.next()).toBe("one");
    response.write('ta: two\n\nevent: gap\ndata: {"missed":3}\n\nevent: future\ndata: x\n\ndata: ä\n\n');
    expect([await rows.next(), await rows.next(), await rows.next()]).toEqual(["two", { missed: 3 }, "ä"]);
  });

  it.each([
    ["breaks off", (response: ServerResponse) => response.destroy(), "The connection broke off."],
    [
      "is closed without an end event",
      (response: ServerResponse) => response.end(),
      "The connection was closed.",
    ],
  ])("goes on right after the last line when the stream %s", async (_, cut, reason) => {
    start();
    const first = await requests.next();
    open(first.response, line(1) + line(2));
    expect([await rows.next(), await rows.next()]).toEqual(["line 1", "line 2"]);
    cut(first.response);
    expect(await nextState("reconnecting")).toMatchObject({
      reason,
      attempt: 1,
      retryAt: expect.any(Number),
    });
    expect(await states.next()).toEqual({ kind: "reconnecting", reason, attempt: 1, retryAt: undefined });

    const second = await requests.next();
    expect(second.request.headers["last-event-id"]).toBe("e-2");
    open(second.response, line(3));
    expect(await states.next()).toEqual({ kind: "live" });
    expect(await rows.next()).toBe("line 3");
    expect(rows.size).toBe(0);
  });

  it("says that lines may be missing, and asks for no repeats, when lines have no ids", async () => {
    start();
    const first = await requests.next();
    open(first.response, "data: a\n\n");
    await rows.next();
    first.response.destroy();
    const second = await requests.next();
    expect(second.request.url).toBe("/logs?tail=0");
    open(second.response, "data: b\n\n");
    expect([await rows.next(), await rows.next()]).toEqual([{ missed: null }, "b"]);
  });

  it("asks for the last lines again when none had come yet", async () => {
    start();
    const first = await requests.next();
    open(first.response);
    await nextState("live");
    first.response.destroy();
    const second = await requests.next();
    expect(second.request.url).toBe("/logs?tail=7");
    open(second.response, line(1));
    expect(await rows.next()).toBe("line 1");
  });

  it("ends at an end event, lets go of the connection, and takes up the log again when started", async () => {
    const stream = start();
    const first = await requests.next();
    open(first.response, `${line(1)}event: end\ndata: {"exitCode":3}\n\n${line(2)}`);
    expect(await nextState("ended")).toEqual({ kind: "ended", exitCode: 3 });
    await once(first.response, "close");
    expect(rows.size).toBe(1);

    stream.start();
    expect(await states.next()).toEqual({ kind: "connecting" });
    await requests.next();
  });

  it("says since when no line has come, and is live again with the next one", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    start();
    const { response } = await requests.next();
    const time = "2026-01-02T03:04:05.000Z";
    open(response, `data: ${JSON.stringify({ time, stream: "stdout", message: "long ago" })}\n\n`);
    await rows.next();
    expect(await nextState("live")).toEqual({ kind: "live" });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await states.next()).toEqual({ kind: "quiet", since: Date.parse(time) });
    response.write(":\n");
    response.write(line(1));
    expect(await states.next()).toEqual({ kind: "live" });
  });

  it("gives its connection up while paused, and goes on with the next line when resumed", async () => {
    const stream = start();
    stream.resume(); // was not paused
    const first = await requests.next();
    open(first.response, line(1));
    await rows.next();
    await nextState("live");
    const closed = once(first.response, "close");
    stream.pause();
    expect(await states.next()).toEqual({ kind: "paused" });
    await closed;
    stream.resume();
    expect(await states.next()).toEqual({ kind: "connecting" });
    const second = await requests.next();
    expect(second.request.headers["last-event-id"]).toBe("e-1");
    expect(requests.size).toBe(0);
  });

  it("is neither paused nor resumed after the end", async () => {
    const stream = start();
    const { response } = await requests.next();
    open(response, "event: end\ndata: {}\n\n");
    await nextState("ended");
    stream.pause();
    stream.resume();
    expect(states.size).toBe(0);
    stream.start();
    await requests.next();
  });

  it("leaves out what a backend that takes no cursor sends again", async () => {
    start();
    const first = await requests.next();
    open(first.response, [1, 2, 3].map(line).join(""));
    for (let id = 1; id <= 3; id++) await rows.next();
    first.response.destroy();
    const second = await requests.next();
    open(second.response, [2, 3, 4, 5].map(line).join(""));
    expect([await rows.next(), await rows.next()]).toEqual(["line 4", "line 5"]);
    second.response.destroy();
    const third = await requests.next();
    expect(third.request.headers["last-event-id"]).toBe("e-5");
    open(third.response, [1, 2, 3, 4, 5, 6].map(line).join(""));
    expect(await rows.next()).toBe("line 6");
  });

  it("shows a gap that comes first on a new connection, and is not told of it twice", async () => {
    start();
    const first = await requests.next();
    open(first.response, line(1));
    await rows.next();
    first.response.destroy();
    const second = await requests.next();
    open(second.response, 'event: gap\nid: e-500\ndata: {"missed":499}\n\n');
    expect(await rows.next()).toEqual({ missed: 499 });
    second.response.destroy();
    const third = await requests.next();
    expect(third.request.headers["last-event-id"]).toBe("e-500");
    open(third.response, line(501));
    expect(await rows.next()).toBe("line 501");
  });

  it("goes on after a bookmark, an id without a line, and claims no gap for it", async () => {
    start();
    const first = await requests.next();
    open(first.response, "data: a line without an id\n\nid: e-9\n\n");
    await rows.next();
    first.response.destroy();
    const second = await requests.next();
    expect(second.request.headers["last-event-id"]).toBe("e-9");
    open(second.response, line(10));
    expect(await rows.next()).toBe("line 10");
  });

  it("has ended when the backend says that there is nothing more", async () => {
    start();
    (await requests.next()).response.writeHead(204).end();
    expect(await nextState("ended")).toEqual({ kind: "ended", exitCode: null });
  });

  it("says nothing more when it is stopped by a line that it hands on", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const stopped = Promise.withResolvers<void>();
    const stream = start({
      onLine() {
        stream.stop();
        stopped.resolve();
      },
    });
    const { response } = await requests.next();
    open(response);
    await nextState("live");
    const closed = once(response, "close");
    response.write(line(1) + line(2));
    await stopped.promise;
    await closed;
    await vi.advanceTimersByTimeAsync(10_000); // beyond the silence after which an open stream is said to be quiet
    expect(states.size).toBe(0);
  });
});
