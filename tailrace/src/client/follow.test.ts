import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { type Backend, type Exchange, startBackend } from "judge/testing/backend";
import { Queue } from "judge/testing/queue";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Follower, type FollowOptions, type FollowState } from "./follow.ts";

let requests: Queue<Exchange>;
let states: Queue<FollowState>;
/** The data of each event. */
let events: Queue<string>;
let follower: Follower | undefined;
let url: string;
let backend: Backend;

beforeEach(async () => {
  requests = new Queue();
  states = new Queue();
  events = new Queue();
  backend = await startBackend();
  backend.handle((request, response) => requests.push({ request, response }));
  url = `${backend.url}/events`;
});

afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  follower?.stop();
  await backend[Symbol.asyncDispose]();
});

function start(options: Partial<FollowOptions> = {}): Follower {
  follower = new Follower({
    url,
    silenceLimitMs: 10_000,
    answerLimitMs: 10_000,
    onState: (state) => states.push(state),
    onEvent({ event, data }) {
      events.push(data);
      return event === "end";
    },
    ...options,
  });
  follower.start();
  return follower;
}

/** Answers with a stream that, should it break, is asked for again at once. */
function open(response: ServerResponse, text = ""): ServerResponse {
  response
    .writeHead(200, { "content-type": "text/event-stream; charset=utf-8" })
    .write(`retry: 1\n\n${text}`);
  return response;
}

async function nextState(kind: FollowState["kind"]): Promise<FollowState> {
  for (;;) {
    const state = await states.next();
    if (state.kind === kind) return state;
  }
}

const event = (id: number) => `id: e-${id}\ndata: event ${id}\n\n`;

describe("Follower", () => {
  it("reads on when what it has handed on is taken", async () => {
    const taken = Promise.withResolvers<void>();
    start({ onRead: () => taken.promise });
    const { response } = await requests.next();
    open(response, "data: one\n\n");
    expect(await events.next()).toBe("one");
    response.end("data: two\n\n");
    await once(response, "close");
    const other = fetch(url);
    (await requests.next()).response.end(); // what was sent before it is here when its answer is
    await (await other).text();
    expect(events.size).toBe(0);
    taken.resolve();
    expect(await events.next()).toBe("two");
  });

  it("hands on each event as it comes", async () => {
    start();
    const { request, response } = await requests.next();
    expect(request.url).toBe("/events");
    expect(request.headers).not.toHaveProperty("last-event-id");
    expect(await states.next()).toEqual({ kind: "connecting" });
    open(response);
    expect(await states.next()).toEqual({ kind: "open" });
    response.write("id: e-1\ndata: one\n\nid: e-2\nda");
    expect(await events.next()).toBe("one");
    response.write("ta: two\n\nevent: named\ndata: three\n\ndata: ä\n\n");
    expect([await events.next(), await events.next(), await events.next()]).toEqual(["two", "three", "ä"]);
  });

  it("decodes a character that two chunks share", async () => {
    start();
    const { response } = await requests.next();
    const bytes = Buffer.from("data: ✓\n\n");
    open(response).write(bytes.subarray(0, 7));
    await nextState("open");
    response.write(bytes.subarray(7));
    expect(await events.next()).toBe("✓");
  });

  it.each([
    ["breaks off", (response: ServerResponse) => response.destroy(), "The connection broke off."],
    [
      "is closed without an end event",
      (response: ServerResponse) => response.end(),
      "The connection was closed.",
    ],
  ])("goes on right after the last event when the stream %s", async (_, cut, reason) => {
    start();
    const first = await requests.next();
    open(first.response, event(1) + event(2));
    expect([await events.next(), await events.next()]).toEqual(["event 1", "event 2"]);
    cut(first.response);
    expect(await nextState("reconnecting")).toMatchObject({
      reason,
      attempt: 1,
      retryAt: expect.any(Number),
    });
    expect(await states.next()).toEqual({ kind: "reconnecting", reason, attempt: 1, retryAt: undefined });

    const second = await requests.next();
    expect(second.request.headers["last-event-id"]).toBe("e-2");
    open(second.response, event(3));
    expect(await states.next()).toEqual({ kind: "open" });
    expect(await events.next()).toBe("event 3");
    expect(events.size).toBe(0);
  });

  it("does not take a cursor from an event that was cut off", async () => {
    start();
    const first = await requests.next();
    open(first.response, `${event(1)}id: e-2\ndata: half`);
    await events.next();
    first.response.destroy();
    const second = await requests.next();
    expect(second.request.headers["last-event-id"]).toBe("e-1");
  });

  it("sends a cursor that is not ASCII as UTF-8", async () => {
    start();
    const first = await requests.next();
    open(first.response, "id: ä✓\ndata: x\n\n");
    await events.next();
    first.response.destroy();
    const { request } = await requests.next();
    expect(Buffer.from(request.headers["last-event-id"] as string, "latin1").toString()).toBe("ä✓");
  });

  it("begins after the event whose id it is given", async () => {
    start({ url: (cursor) => `${url}?from=${cursor}`, cursor: "e-7" });
    const { request, response } = await requests.next();
    expect(request.headers["last-event-id"]).toBe("e-7");
    expect(request.url).toBe("/events?from=e-7");
    open(response, "id: e-8\ndata: next\n\n");
    expect(await events.next()).toBe("next");
    expect(follower!.cursor).toBe("e-8");
  });

  it("asks for the address of each attempt, and tells the cursor, if there is one", async () => {
    const follower = start({ url: (cursor) => `${url}?after=${cursor}` });
    const first = await requests.next();
    expect(first.request.url).toBe("/events?after=undefined");
    open(first.response, "data: an event without an id\n\n");
    await events.next();
    expect(follower.cursor).toBeUndefined();
    first.response.destroy();
    const second = await requests.next();
    expect(second.request.url).toBe("/events?after=undefined");
    expect(second.request.headers).not.toHaveProperty("last-event-id");
    open(second.response, event(1));
    await events.next();
    expect(follower.cursor).toBe("e-1");
    second.response.destroy();
    expect((await requests.next()).request.url).toBe("/events?after=e-1");
  });

  it("moves its cursor by an event that has only an id, and drops it by one whose id is empty", async () => {
    const follower = start();
    const first = await requests.next();
    open(first.response, `${event(1)}id: e-7\n\n`);
    await events.next();
    first.response.destroy();
    const second = await requests.next();
    expect(second.request.headers["last-event-id"]).toBe("e-7");
    open(second.response, "id\ndata: x\n\n");
    expect(await events.next()).toBe("x");
    expect(follower.cursor).toBeUndefined();
    second.response.destroy();
    expect((await requests.next()).request.headers).not.toHaveProperty("last-event-id");
    expect(events.size).toBe(0);
  });

  it("ends at its last event, lets go of the connection, and takes the stream up again when started", async () => {
    const follower = start();
    const first = await requests.next();
    open(first.response, `${event(1)}event: end\ndata: the end\n\n${event(2)}`);
    expect(await nextState("ended")).toEqual({ kind: "ended" });
    await once(first.response, "close");
    expect([await events.next(), await events.next()]).toEqual(["event 1", "the end"]);
    expect(events.size).toBe(0);
    expect(follower.running).toBe(false);

    follower.start();
    expect(await states.next()).toEqual({ kind: "connecting" });
    expect(follower.running).toBe(true);
    expect((await requests.next()).request.headers["last-event-id"]).toBe("e-1");
  });

  it("has ended when the server says that there is nothing more", async () => {
    start();
    (await requests.next()).response.writeHead(204).end();
    expect(await nextState("ended")).toEqual({ kind: "ended" });
  });

  it.each([400, 403, 404, 410])("stops for good at %d, with the problem's words", async (status) => {
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

  it.each([
    [401, "application/problem+json", true],
    [403, "text/html", true],
    [403, "application/problem+json", undefined],
    [404, "text/html", undefined],
  ])("takes a %d of %s for a login's: %s", async (status, type, signedOut) => {
    start();
    const { response } = await requests.next();
    response.writeHead(status, { "content-type": type }).end("{}");
    const state = await nextState("refused");
    expect(state.kind === "refused" && state.signedOut).toBe(signedOut);
  });

  it.each([408, 429, 500, 502, 503, 504])("tries again after %d", async (status) => {
    const follower = start();
    const { response } = await requests.next();
    response.writeHead(status).end("no");
    expect(await nextState("reconnecting")).toMatchObject({ reason: expect.stringContaining(`${status} `) });
    follower.start();
    await requests.next();
  });

  it.each([
    ["a hop says that its backend is away", "backend_unreachable", 250],
    ["whoever answers says nothing of a backend", "shutting_down", 500],
  ])("waits half as long where %s", async (_, code, ms) => {
    start();
    const { response } = await requests.next();
    const problem = { title: "Bad Gateway", code };
    const at = Date.now();
    response.writeHead(502, { "content-type": "application/problem+json" }).end(JSON.stringify(problem));
    const state = await nextState("reconnecting");
    const retryAt = state.kind === "reconnecting" ? state.retryAt! : NaN;
    expect(retryAt - at).toBeGreaterThanOrEqual(ms);
    expect(retryAt - Date.now()).toBeLessThanOrEqual(ms * 1.5); // with its jitter
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

  it("gives up on an event beyond its limit instead of filling memory or asking for it again and again", async () => {
    start();
    const { response } = await requests.next();
    open(response, `data: ${"x".repeat(9 * 1024 * 1024)}`);
    expect(await nextState("refused")).toMatchObject({ reason: expect.stringContaining("longer than") });
  });

  it("notices a connection that has gone silent", async () => {
    start({ silenceLimitMs: 100 });
    const first = await requests.next();
    open(first.response, event(1));
    expect(await nextState("reconnecting")).toMatchObject({ reason: "The connection has gone silent." });
    const second = await requests.next();
    expect(second.request.headers["last-event-id"]).toBe("e-1");
  });

  it("takes comments for signs of life", async () => {
    start({ silenceLimitMs: 300 });
    const { response } = await requests.next();
    open(response);
    await nextState("open");
    // Three limits long, a comment each third of one.
    for (let beats = 0; beats < 9; beats++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      response.write(":\n");
    }
    expect(states.size).toBe(0);
  });

  it("gives up a request that gets no answer", async () => {
    const follower = start({ answerLimitMs: 100 });
    await requests.next();
    expect(await nextState("reconnecting")).toMatchObject({ reason: "There was no answer in time." });
    follower.start();
    await requests.next();
  });

  it("tries again when nobody listens", async () => {
    start({ url: "http://127.0.0.1:1/events" }); // tcpmux: nobody's port
    expect(await nextState("reconnecting")).toMatchObject({
      reason: "The server cannot be reached.",
      attempt: 1,
    });
    expect(await nextState("reconnecting")).not.toHaveProperty("retryAt", expect.any(Number));
    expect(await nextState("reconnecting")).toMatchObject({ attempt: 2 });
  });

  it("connects at once when it is started while it waits", async () => {
    const follower = start();
    const { response } = await requests.next();
    response.writeHead(503, { "retry-after": "60" }).end();
    await nextState("reconnecting");
    follower.start();
    await requests.next();
  });

  it("makes no eleventh attempt in a minute, however often it is started", async () => {
    const follower = start();
    for (let attempt = 1; attempt <= 10; attempt++) {
      const { response } = await requests.next();
      response.writeHead(503).end();
      await nextState("reconnecting");
      follower.start();
      if (attempt < 10) await nextState("reconnecting");
    }
    const state = await nextState("reconnecting");
    expect(state.kind === "reconnecting" && state.retryAt! - Date.now()).toBeGreaterThan(50_000);
    expect(requests.size).toBe(0);
  });

  it("closes its connection when stopped, says nothing more, and resumes when started", async () => {
    const follower = start();
    const first = await requests.next();
    open(first.response, event(1));
    await events.next();
    await nextState("open");
    const closed = once(first.response, "close");
    follower.stop();
    await closed;
    expect(states.size).toBe(0);

    follower.start();
    const second = await requests.next();
    expect(second.request.headers["last-event-id"]).toBe("e-1");
  });

  it("stays stopped when it is stopped while it waits", async () => {
    const follower = start();
    const { response } = await requests.next();
    response.writeHead(503, { "retry-after": "60" }).end();
    await nextState("reconnecting");
    follower.stop();
    follower.start();
    expect(await states.next()).toEqual({ kind: "connecting" });
    await requests.next();
    expect(requests.size).toBe(0);
  });

  it("gives its connection up while paused, and goes on with the next event when resumed", async () => {
    const follower = start();
    follower.resume(); // was not paused
    const first = await requests.next();
    open(first.response, event(1));
    await events.next();
    await nextState("open");
    const closed = once(first.response, "close");
    follower.pause();
    expect(await states.next()).toEqual({ kind: "paused" });
    await closed;
    follower.resume();
    expect(await states.next()).toEqual({ kind: "connecting" });
    const second = await requests.next();
    expect(second.request.headers["last-event-id"]).toBe("e-1");
    expect(requests.size).toBe(0);
  });

  it("is neither paused nor resumed after the end", async () => {
    const follower = start();
    const { response } = await requests.next();
    open(response, "event: end\ndata: {}\n\n");
    await nextState("ended");
    follower.pause();
    follower.resume();
    expect(states.size).toBe(0);
    follower.start();
    await requests.next();
  });

  it("makes its connection anew at once when the network is said to be gone", async () => {
    const follower = start();
    const first = await requests.next();
    open(first.response, `retry: 30000\n\n${event(1)}`);
    await events.next();
    await nextState("open");
    follower.doubt();
    expect(await states.next()).toEqual({
      kind: "reconnecting",
      reason: "This device is offline.",
      attempt: 1,
      retryAt: undefined,
    });
    const second = await requests.next();
    expect(second.request.headers["last-event-id"]).toBe("e-1");
    open(second.response, event(2));
    expect(await states.next()).toEqual({ kind: "open" });
    expect(await events.next()).toBe("event 2");
  });

  it("makes no attempt after another on a device that is offline, and one at once when there is new hope", async () => {
    vi.stubGlobal("navigator", { onLine: false });
    const follower = start();
    const { response } = await requests.next();
    const at = Date.now();
    response.destroy();
    const state = await nextState("reconnecting");
    expect(state).toMatchObject({ reason: "This device is offline.", attempt: 1 });
    expect(state.kind === "reconnecting" && state.retryAt! - at).toBeGreaterThanOrEqual(10_000);
    follower.hope();
    await requests.next();
  });

  it("lets an attempt go that has no answer after a second when there is new hope", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
    const follower = start();
    await requests.next();
    follower.hope();
    await vi.advanceTimersByTimeAsync(999);
    expect(states.size).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await nextState("reconnecting")).toMatchObject({ attempt: 1, retryAt: undefined });
    const { response } = await requests.next();
    await vi.advanceTimersByTimeAsync(1_500);
    follower.hope();
    await vi.advanceTimersByTimeAsync(0);
    await once(response, "close");
    await requests.next();
  });

  it("keeps a connection that is made in time, or is heard of", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
    const follower = start();
    const { response } = await requests.next();
    follower.hope();
    open(response, event(1));
    await events.next();
    await vi.advanceTimersByTimeAsync(4_000);
    follower.hope();
    await vi.advanceTimersByTimeAsync(4_000);
    response.write(event(2));
    expect(await events.next()).toBe("event 2");
    expect(requests.size).toBe(0);
  });

  it("lets a connection go that was silent while the device slept", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const follower = start();
    const { response } = await requests.next();
    open(response);
    await nextState("open");
    follower.hope();
    vi.setSystemTime(Date.now() + 10_100);
    follower.hope();
    expect(await states.next()).toMatchObject({ reason: "The connection has gone silent." });
    await requests.next();
  });

  it("says so when the server shuts down, and comes when it was told to", async () => {
    start();
    const { response } = await requests.next();
    open(response, `${event(1)}retry: 2000\n`).end();
    const at = Date.now();
    const state = await nextState("reconnecting");
    expect(state).toMatchObject({ reason: "The server has asked for a new connection." });
    expect(state.kind === "reconnecting" && state.retryAt! - at).toBeGreaterThanOrEqual(1_900);
  });

  it("takes its cursor from an event of any name", async () => {
    start();
    const first = await requests.next();
    open(first.response, event(1));
    await events.next();
    first.response.destroy();
    const second = await requests.next();
    open(second.response, "event: gap\nid: e-500\ndata: 499\n\n");
    expect(await events.next()).toBe("499");
    second.response.destroy();
    const third = await requests.next();
    expect(third.request.headers["last-event-id"]).toBe("e-500");
    open(third.response, event(501));
    expect(await events.next()).toBe("event 501");
  });

  it("does not take the time that its events are handled for silence of the connection", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
    const taken = Promise.withResolvers<void>();
    const follower = start({ onRead: () => taken.promise });
    const { response } = await requests.next();
    open(response, event(1));
    await events.next();
    await vi.advanceTimersByTimeAsync(60_000); // six limits
    follower.hope();
    taken.resolve();
    response.write(event(2));
    expect(await events.next()).toBe("event 2");
    expect([await states.next(), await states.next()]).toEqual([{ kind: "connecting" }, { kind: "open" }]);
    expect([states.size, requests.size]).toEqual([0, 0]);
  });

  it("waits without end for a byte, if that is what it is told", async () => {
    start({ silenceLimitMs: Infinity });
    const { response } = await requests.next();
    open(response);
    await nextState("open");
    const other = fetch(url); // longer than a timer of no length at all
    (await requests.next()).response.end();
    await (await other).text();
    response.write(event(1));
    expect(await events.next()).toBe("event 1");
    expect(states.size).toBe(0);
  });

  it("asks for nothing when it is stopped, or paused, in the moment in which it is started", async () => {
    const follower = start();
    follower.stop();
    follower.start();
    follower.pause();
    follower.resume();
    expect([await states.next(), await states.next()]).toEqual([
      { kind: "connecting" },
      { kind: "connecting" },
    ]);
    expect([await states.next(), await states.next()]).toEqual([{ kind: "paused" }, { kind: "connecting" }]);
    open((await requests.next()).response);
    expect(await states.next()).toEqual({ kind: "open" });
    expect(requests.size).toBe(0);
  });
});

/** Asks the client of this stream to go on over another connection. */
const MOVE = ": tailrace-move\n";

describe("a Follower that is asked to move", () => {
  /** A stream with the event 1, asked to move, and the request that follows. */
  async function askedToMove(options: Partial<FollowOptions> = {}) {
    const follower = start(options);
    const old = await requests.next();
    open(old.response, event(1));
    expect(await events.next()).toBe("event 1");
    await nextState("open");
    old.response.write(MOVE);
    return { follower, old, next: await requests.next() };
  }

  it("says that it can", async () => {
    const { old, next } = await askedToMove();
    expect([old, next].map(({ request }) => request.headers["tailrace-move"])).toEqual(["?1", "?1"]);
  });

  it("reads on until another connection has its first byte, goes on there, and leaves the old one; nobody sees it", async () => {
    const moves = new Queue<string>();
    const { follower, old, next } = await askedToMove({ onMove: () => moves.push("moved") });
    expect(next.request.headers["last-event-id"]).toBe("e-1");
    old.response.write(event(2));
    expect(await events.next()).toBe("event 2");
    next.response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
    old.response.write(event(3));
    expect(await events.next()).toBe("event 3");
    expect(moves.size).toBe(0);
    const left = once(old.response, "close");
    next.response.write(":\n");
    await left;
    expect(moves.size).toBe(1);
    next.response.write(event(2) + event(3) + event(4));
    expect(await events.next()).toBe("event 4");
    expect(follower.cursor).toBe("e-4");
    expect([events.size, states.size, requests.size]).toEqual([0, 0, 0]);
  });

  it("hands on what has no id, and an id that comes again later", async () => {
    const { old, next } = await askedToMove();
    old.response.write(event(2));
    await events.next();
    open(next.response, `event: gap\ndata: gap\n\n${event(2)}${event(3)}${event(2)}`);
    expect([await events.next(), await events.next(), await events.next()]).toEqual([
      "gap",
      "event 3",
      "event 2",
    ]);
  });

  it("keeps its cursor behind what it has seen, should the other connection break off among the repeats", async () => {
    const { old, next } = await askedToMove();
    old.response.write(event(2) + event(3));
    await events.next();
    await events.next();
    open(next.response, event(2));
    await once(old.response, "close");
    next.response.destroy();
    expect((await requests.next()).request.headers["last-event-id"]).toBe("e-3");
  });

  it("moves on from where it has moved to", async () => {
    const { next } = await askedToMove();
    open(next.response, event(2) + MOVE);
    const third = await requests.next();
    expect(third.request.headers["last-event-id"]).toBe("e-2");
    open(third.response, event(3));
    await once(next.response, "close");
    expect([await events.next(), await events.next()]).toEqual(["event 2", "event 3"]);
    expect(states.size).toBe(0);
  });

  it("asks again a few times when it is not answered with a stream, and reads on meanwhile", async () => {
    const { old, next } = await askedToMove();
    next.response.writeHead(503, { "retry-after": "1" }).end();
    const second = await requests.next();
    old.response.write(event(2));
    expect(await events.next()).toBe("event 2");
    second.response.destroy();
    const third = await requests.next();
    expect(third.request.headers["last-event-id"]).toBe("e-2");
    open(third.response);
    await once(old.response, "close");
    expect(states.size).toBe(0);
  });

  it("leaves after four requests in vain, says why, and connects anew", async () => {
    const { old, next } = await askedToMove();
    const left = once(old.response, "close");
    next.response.writeHead(503).end();
    for (let i = 0; i < 3; i++) (await requests.next()).response.writeHead(502).end();
    await left;
    expect(await states.next()).toMatchObject({
      kind: "reconnecting",
      reason: "502 Bad Gateway.",
      attempt: 1,
    });
    open((await requests.next()).response, event(2));
    expect(await events.next()).toBe("event 2");
    await nextState("open");
  });

  it.each([401, 403])(
    "is refused, and leaves the old connection, if the other one is answered with %d",
    async (status) => {
      const { old, next } = await askedToMove();
      const left = once(old.response, "close");
      next.response.writeHead(status).end();
      await left;
      expect(await states.next()).toMatchObject({ kind: "refused", status });
      expect(requests.size).toBe(0);
    },
  );

  it("connects anew, at the end of the old connection, if that ends before the other one has a byte", async () => {
    const { old, next } = await askedToMove();
    const given = once(next.response, "close");
    old.response.end("retry: 1\n");
    await given;
    expect(await states.next()).toMatchObject({
      kind: "reconnecting",
      reason: "The server has asked for a new connection.",
    });
    expect((await requests.next()).request.headers["last-event-id"]).toBe("e-1");
  });

  it("ends with the last event on the old connection", async () => {
    const { old, next } = await askedToMove();
    const given = once(next.response, "close");
    old.response.write("event: end\ndata: {}\n\n");
    expect(await states.next()).toEqual({ kind: "ended" });
    await given;
  });

  it("lets go of both connections when it is stopped", async () => {
    const { follower, old, next } = await askedToMove();
    const closed = Promise.all([once(old.response, "close"), once(next.response, "close")]);
    follower.stop();
    await closed;
    expect(states.size).toBe(0);
  });

  it("connects anew at once if nothing that has come has an id, as something would be missing", async () => {
    start();
    const { response } = await requests.next();
    open(response, "data: an event without an id\n\n");
    await events.next();
    await nextState("open");
    const left = once(response, "close");
    response.write(MOVE);
    await left;
    expect(await states.next()).toMatchObject({ kind: "reconnecting" });
    await requests.next();
  });

  it("moves without an id where each connection begins with all there is to know", async () => {
    start({ startsWhole: true });
    const old = await requests.next();
    open(old.response, "data: all\n\n");
    await events.next();
    await nextState("open");
    old.response.write(MOVE);
    const next = await requests.next();
    open(next.response, "data: all of it\n\n");
    await once(old.response, "close");
    expect(await events.next()).toBe("all of it");
    expect(states.size).toBe(0);
  });

  it("does not say so to a server of another origin, which a browser would have to ask whether it may", async () => {
    vi.stubGlobal("location", new URL("http://console.example/page"));
    start();
    const { request } = await requests.next();
    expect(request.headers).not.toHaveProperty("tailrace-move");
  });
});
