import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LogStream, type LogStreamOptions } from "./log-stream.ts";
import type { Connection } from "./protocol";

type Exchange = { request: IncomingMessage; response: ServerResponse };

/** A queue whose `next` waits for what has not come yet. */
class Queue<T> {
  readonly #items: T[] = [];
  #wake: (() => void) | undefined;

  push(item: T): void {
    this.#items.push(item);
    this.#wake?.();
  }

  async next(): Promise<T> {
    while (this.#items.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
    return this.#items.shift()!;
  }

  get size(): number {
    return this.#items.length;
  }
}

let requests: Queue<Exchange>;
let states: Queue<Connection>;
let rows: Queue<string | { missed: number | null }>;
let stream: LogStream | undefined;
let url: string;
const server = createServer((request, response) => requests.push({ request, response }));

beforeEach(async () => {
  requests = new Queue();
  states = new Queue();
  rows = new Queue();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/logs`;
});

afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  stream?.stop();
  server.closeAllConnections();
  server.close();
  await once(server, "close");
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
  it("reads on when what it has handed on is taken", async () => {
    const taken = Promise.withResolvers<void>();
    start({ onRead: () => taken.promise });
    const { response } = await requests.next();
    open(response, "data: one\n\n");
    expect(await rows.next()).toBe("one");
    response.end("data: two\n\n");
    await once(response, "close");
    const other = fetch(url);
    (await requests.next()).response.end(); // what was sent before it is here when its answer is
    await (await other).text();
    expect(rows.size).toBe(0);
    taken.resolve();
    expect(await rows.next()).toBe("two");
  });

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

  it("decodes a character that two chunks share", async () => {
    start();
    const { response } = await requests.next();
    const bytes = Buffer.from("data: ✓\n\n");
    open(response).write(bytes.subarray(0, 7));
    await nextState("live");
    response.write(bytes.subarray(7));
    expect(await rows.next()).toBe("✓");
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

  it("does not take a cursor from an event that was cut off", async () => {
    start();
    const first = await requests.next();
    open(first.response, `${line(1)}id: e-2\ndata: half`);
    await rows.next();
    first.response.destroy();
    const second = await requests.next();
    expect(second.request.headers["last-event-id"]).toBe("e-1");
  });

  it("sends a cursor that is not ASCII as UTF-8", async () => {
    start();
    const first = await requests.next();
    open(first.response, "id: ä✓\ndata: x\n\n");
    await rows.next();
    first.response.destroy();
    const { request } = await requests.next();
    expect(Buffer.from(request.headers["last-event-id"] as string, "latin1").toString()).toBe("ä✓");
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

  it.each([400, 401, 404, 410])("stops for good at %d, with the problem's words", async (status) => {
    start();
    const { response } = await requests.next();
    response
      .writeHead(status, { "content-type": "application/problem+json" })
      .end(JSON.stringify({ title: "Gone Fishing", detail: "Come back in May." }));
    expect(await nextState("refused")).toEqual({
      kind: "refused",
      status,
      reason: `${status} Gone Fishing: Come back in May.`,
    });
  });

  it.each([408, 429, 500, 502, 503, 504])("tries again after %d", async (status) => {
    const stream = start();
    const { response } = await requests.next();
    response.writeHead(status).end("no");
    expect(await nextState("reconnecting")).toMatchObject({ reason: expect.stringContaining(`${status} `) });
    stream.start();
    await requests.next();
  });

  it("waits as long as Retry-After says", async () => {
    start();
    const { response } = await requests.next();
    const at = Date.now();
    response.writeHead(503, { "retry-after": "20" }).end();
    const state = await nextState("reconnecting");
    expect(state.kind === "reconnecting" && state.retryAt! - at).toBeGreaterThanOrEqual(20_000);
  });

  it("waits as long as the stream's retry field says", async () => {
    start();
    const { response } = await requests.next();
    open(response, "retry: 9000\n\n").end();
    const at = Date.now();
    const state = await nextState("reconnecting");
    expect(state.kind === "reconnecting" && state.retryAt! - at).toBeGreaterThanOrEqual(8_900);
  });

  it("refuses an answer that is no event stream, such as a login page", async () => {
    start();
    const { response } = await requests.next();
    response.writeHead(200, { "content-type": "text/html" }).end("<form>");
    expect(await nextState("refused")).toEqual({
      kind: "refused",
      reason: "The answer is text/html instead of an event stream.",
    });
  });

  it("gives up on a line beyond its limit instead of filling memory or asking for it again and again", async () => {
    start();
    const { response } = await requests.next();
    open(response, `data: ${"x".repeat(9 * 1024 * 1024)}`);
    expect(await nextState("refused")).toMatchObject({ reason: expect.stringContaining("longer than") });
  });

  it("notices a connection that has gone silent", async () => {
    start({ silenceLimitMs: 100 });
    const first = await requests.next();
    open(first.response, line(1));
    expect(await nextState("reconnecting")).toMatchObject({ reason: "The connection has gone silent." });
    const second = await requests.next();
    expect(second.request.headers["last-event-id"]).toBe("e-1");
  });

  it("takes comments for signs of life", async () => {
    start({ silenceLimitMs: 300 });
    const { response } = await requests.next();
    open(response);
    await nextState("live");
    // Three limits long, a comment each third of one.
    for (let beats = 0; beats < 9; beats++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      response.write(":\n");
    }
    expect(states.size).toBe(0);
  });

  it("gives up a request that gets no answer", async () => {
    const stream = start({ answerLimitMs: 100 });
    await requests.next();
    expect(await nextState("reconnecting")).toMatchObject({ reason: "There was no answer in time." });
    stream.start();
    await requests.next();
  });

  it("tries again when nobody listens", async () => {
    start({ url: "http://127.0.0.1:1/logs" }); // tcpmux: nobody's port
    expect(await nextState("reconnecting")).toMatchObject({
      reason: "The server cannot be reached.",
      attempt: 1,
    });
    expect(await nextState("reconnecting")).not.toHaveProperty("retryAt", expect.any(Number));
    expect(await nextState("reconnecting")).toMatchObject({ attempt: 2 });
  });

  it("connects at once when it is started while it waits", async () => {
    const stream = start();
    const { response } = await requests.next();
    response.writeHead(503, { "retry-after": "60" }).end();
    await nextState("reconnecting");
    stream.start();
    await requests.next();
  });

  it("makes no eleventh attempt in a minute, however often it is started", async () => {
    const stream = start();
    for (let attempt = 1; attempt <= 10; attempt++) {
      const { response } = await requests.next();
      response.writeHead(503).end();
      await nextState("reconnecting");
      stream.start();
      if (attempt < 10) await nextState("reconnecting");
    }
    const state = await nextState("reconnecting");
    expect(state.kind === "reconnecting" && state.retryAt! - Date.now()).toBeGreaterThan(50_000);
    expect(requests.size).toBe(0);
  });

  it("closes its connection when stopped, says nothing more, and resumes when started", async () => {
    const stream = start();
    const first = await requests.next();
    open(first.response, line(1));
    await rows.next();
    await nextState("live");
    const closed = once(first.response, "close");
    stream.stop();
    await closed;
    expect(states.size).toBe(0);

    stream.start();
    const second = await requests.next();
    expect(second.request.headers["last-event-id"]).toBe("e-1");
  });

  it("stays stopped when it is stopped while it waits", async () => {
    const stream = start();
    const { response } = await requests.next();
    response.writeHead(503, { "retry-after": "60" }).end();
    await nextState("reconnecting");
    stream.stop();
    stream.start();
    expect(await states.next()).toEqual({ kind: "connecting" });
    await requests.next();
    expect(requests.size).toBe(0);
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

  it("makes its connection anew at once when the network is said to be gone", async () => {
    const stream = start();
    const first = await requests.next();
    open(first.response, `retry: 30000\n\n${line(1)}`);
    await rows.next();
    await nextState("live");
    stream.doubt();
    expect(await states.next()).toEqual({
      kind: "reconnecting",
      reason: "This device is offline.",
      attempt: 1,
      retryAt: undefined,
    });
    const second = await requests.next();
    expect(second.request.headers["last-event-id"]).toBe("e-1");
    open(second.response, line(2));
    expect(await states.next()).toEqual({ kind: "live" });
    expect(await rows.next()).toBe("line 2");
  });

  it("makes no attempt after another on a device that is offline, and one at once when there is new hope", async () => {
    vi.stubGlobal("navigator", { onLine: false });
    const stream = start();
    const { response } = await requests.next();
    const at = Date.now();
    response.destroy();
    const state = await nextState("reconnecting");
    expect(state).toMatchObject({ reason: "This device is offline.", attempt: 1 });
    expect(state.kind === "reconnecting" && state.retryAt! - at).toBeGreaterThanOrEqual(10_000);
    stream.hope();
    await requests.next();
  });

  it("lets an attempt go that has no answer after a second when there is new hope", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
    const stream = start();
    await requests.next();
    stream.hope();
    await vi.advanceTimersByTimeAsync(999);
    expect(states.size).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await nextState("reconnecting")).toMatchObject({ attempt: 1, retryAt: undefined });
    const { response } = await requests.next();
    await vi.advanceTimersByTimeAsync(1_500);
    stream.hope();
    await vi.advanceTimersByTimeAsync(0);
    await once(response, "close");
    await requests.next();
  });

  it("keeps a connection that is made in time, or is heard of", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
    const stream = start();
    const { response } = await requests.next();
    stream.hope();
    open(response, line(1));
    await rows.next();
    await vi.advanceTimersByTimeAsync(4_000);
    stream.hope();
    await vi.advanceTimersByTimeAsync(4_000);
    response.write(line(2));
    expect(await rows.next()).toBe("line 2");
    expect(requests.size).toBe(0);
  });

  it("lets a connection go that was silent while the device slept", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const stream = start();
    const { response } = await requests.next();
    open(response);
    await nextState("live");
    stream.hope();
    vi.setSystemTime(Date.now() + 10_100);
    stream.hope();
    expect(await states.next()).toMatchObject({ reason: "The connection has gone silent." });
    await requests.next();
  });

  it("says so when the server shuts down, and comes when it was told to", async () => {
    start();
    const { response } = await requests.next();
    open(response, `${line(1)}retry: 2000\n`).end();
    const at = Date.now();
    const state = await nextState("reconnecting");
    expect(state).toMatchObject({ reason: "The server is shutting down." });
    expect(state.kind === "reconnecting" && state.retryAt! - at).toBeGreaterThanOrEqual(1_900);
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
});
