// The library's hook, on a page that has nothing else of the console.
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { useEventStream } from "tailrace/react";
import { build, type Rolldown } from "vite";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { fakeVisibility, setVisibility } from "../visibility.ts";
import { atEnd, describeInBrowser, newContext, newPage, useBrowser, watched } from "../console.ts";
import type { Seen, Shown } from "./page.tsx";

let script: string;

beforeAll(async () => {
  const { output } = (await build({
    root: import.meta.dirname,
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"development"' }, // React's, which mounts all twice in strict mode
    build: {
      write: false,
      minify: false,
      rolldownOptions: { input: path.join(import.meta.dirname, "page.tsx") },
    },
  })) as Rolldown.RolldownOutput;
  script = output[0].code;
});

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

/** Requests for event streams in the order in which they came, each to be answered by the test. */
let requests: Exchange[];
let server: Server;
let port: number;

beforeEach(async () => {
  requests = [];
  port = 0;
  await startServer();
});

async function startServer(): Promise<void> {
  server = createServer((request, response) => {
    if (request.url === "/page.js")
      return void response.setHeader("content-type", "text/javascript").end(script);
    if (request.url!.startsWith("/events")) return void requests.push({ request, response });
    response.setHeader("content-type", "text/html");
    response.end('<!doctype html><div id="root"></div><script type="module" src="/page.js"></script>');
  }).listen(port, "127.0.0.1");
  await once(server, "listening");
  ({ port } = server.address() as AddressInfo);
  atEnd(stopServer);
}

async function stopServer(): Promise<void> {
  if (!server.listening) return;
  server.close();
  server.closeAllConnections();
  await once(server, "close");
}

async function openPage(context?: BrowserContext): Promise<Page> {
  const page = context ? watched(await context.newPage()) : await newPage();
  await fakeVisibility(page);
  await goTo(page);
  return page;
}

async function goTo(page: Page): Promise<void> {
  await page.goto(`http://127.0.0.1:${port}`);
  await page.waitForFunction(() => "streams" in window);
}

async function show(page: Page, streams: Shown[], strict = false): Promise<void> {
  await page.evaluate(([streams, strict]) => window.show(streams, strict), [streams, strict] as const);
}

/** The next request for an event stream. */
async function nextRequest(): Promise<Exchange> {
  await expect.poll(() => requests.length).toBeGreaterThan(0);
  return requests.shift()!;
}

/** Answers with a stream that, should it break, is asked for again at once. */
function open({ response }: Exchange, text = ""): ServerResponse {
  response.writeHead(200, { "content-type": "text/event-stream" }).write(`retry: 1\n\n${text}`);
  return response;
}

const event = (id: number) => `id: e-${id}\ndata: event ${id}\n\n`;
const events = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => event(from + index)).join("");

const seen = (page: Page, index = 0): Promise<Seen | undefined> =>
  page.evaluate((index) => window.streams[index], index);

const stateOf = async (page: Page, index = 0) => (await seen(page, index))?.stream.state.kind;
const dataOf = async (page: Page) => (await seen(page))?.stream.events.map(({ data }) => data);

describeInBrowser("useEventStream", () => {
  useBrowser();

  it("shows events with their names and ids as they come, and ends with the last one", async () => {
    const page = await openPage();
    await show(page, [{ url: "/events" }]);
    const asked = await nextRequest();
    expect(asked.request.headers).not.toHaveProperty("last-event-id");
    const response = open(asked, "id: 1\nevent: named\ndata: one\n\ndata: two\n\n");
    await expect.poll(() => dataOf(page)).toEqual(["one", "two"]);
    expect((await seen(page))!.stream).toMatchObject({
      state: { kind: "open" },
      events: [{ id: "1", event: "named" }, {}],
      dropped: 0,
      gap: "none",
    });
    response.write("event: end\ndata: that was it\n\n");
    await once(response, "close");
    await expect.poll(() => stateOf(page)).toBe("ended");
    expect(await dataOf(page)).toEqual(["one", "two", "that was it"]);
    expect((await seen(page))!.states.map(({ kind }) => kind)).toEqual(["connecting", "open", "ended"]);
  });

  it("goes on after the last event when the server was restarted, and says when it asks again", async () => {
    const page = await openPage();
    await show(page, [{ url: "/events" }]);
    // Of the ten attempts that it has in a minute, some are left when the server is back.
    open(await nextRequest(), `retry: 500\n\n${events(1, 3)}`);
    await expect.poll(() => dataOf(page)).toHaveLength(3);
    await stopServer();
    await expect.poll(() => stateOf(page)).toBe("reconnecting");
    await startServer();
    const again = await nextRequest();
    expect(again.request.headers["last-event-id"]).toBe("e-3");
    open(again, event(4));
    await expect.poll(() => dataOf(page)).toEqual(["event 1", "event 2", "event 3", "event 4"]);
    const { stream, states } = (await seen(page))!;
    expect(stream).toMatchObject({ state: { kind: "open" }, gap: "none" });
    expect(states.filter(({ kind }) => kind === "reconnecting").length).toBeGreaterThan(0);
    expect(states).toContainEqual({
      kind: "reconnecting",
      reason: expect.any(String),
      attempt: expect.any(Number),
      retryAt: expect.any(Number),
    });
  });

  it("asks at once when it is told to while it waits", async () => {
    const page = await openPage();
    await show(page, [{ url: "/events" }]);
    (await nextRequest()).response.writeHead(503, { "retry-after": "60" }).end();
    await expect.poll(() => stateOf(page)).toBe("reconnecting");
    await page.evaluate(() => window.connect());
    open(await nextRequest());
    await expect.poll(() => stateOf(page)).toBe("open");
  });

  it("says that events may be missing when it could not go on where it was", async () => {
    const page = await openPage();
    await show(page, [{ url: "/events" }]);
    const first = open(await nextRequest(), "data: without an id\n\n");
    await expect.poll(() => dataOf(page)).toHaveLength(1);
    expect((await seen(page))!.stream.gap).toBe("none");
    first.destroy();
    open(await nextRequest(), "data: another\n\n");
    await expect.poll(() => dataOf(page)).toHaveLength(2);
    expect((await seen(page))!.stream.gap).toBe("unknown");
  });

  it("says why it is refused, and does not ask again, whatever becomes of tab and network", async () => {
    const page = await openPage();
    await show(page, [{ url: "/events" }]);
    (await nextRequest()).response
      .writeHead(404, { "content-type": "application/problem+json" })
      .end(JSON.stringify({ title: "Not Found", detail: "There is no such job." }));
    const refused = { kind: "refused", reason: "404 Not Found: There is no such job.", status: 404 };
    await expect.poll(async () => (await seen(page))?.stream.state).toEqual(refused);
    await setVisibility(page, "hidden");
    await setVisibility(page, "visible");
    await page.evaluate(() => {
      dispatchEvent(new Event("offline"));
      dispatchEvent(new Event("online"));
    });
    await show(page, [{ url: "/events" }, { url: "/events/other" }]); // whose request would come after another of the first
    expect((await nextRequest()).request.url).toBe("/events/other");
    expect((await seen(page))!.stream.state).toEqual(refused);
  });

  it("does not stay open when the page itself fails at an event, and leaves the error to be seen", async () => {
    const context = await newContext({});
    atEnd(() => context.close());
    const page = await context.newPage(); // unwatched
    const failed = page.waitForEvent("pageerror");
    await goTo(page);
    await show(page, [{ url: "/events" }]);
    const response = open(await nextRequest());
    const closed = once(response, "close");
    response.write("event: surprise\ndata: x\n\n");
    await closed;
    await expect
      .poll(async () => (await seen(page))?.stream.state)
      .toEqual({ kind: "refused", reason: "This page has failed at an event." });
    expect((await failed).message).toBe("This page has a bug.");
  });

  it("notices a connection that has gone silent", async () => {
    const page = await openPage();
    await show(page, [{ url: "/events", silenceLimitMs: 300 }]);
    open(await nextRequest(), event(1));
    const again = await nextRequest();
    expect(again.request.headers["last-event-id"]).toBe("e-1");
    await expect
      .poll(async () => (await seen(page))!.states)
      .toContainEqual(expect.objectContaining({ reason: "The connection has gone silent." }));
  });

  it("closes its connection when its component is gone", async () => {
    const page = await openPage();
    await show(page, [{ url: "/events" }]);
    const response = open(await nextRequest(), event(1));
    await expect.poll(() => stateOf(page)).toBe("open");
    const closed = once(response, "close");
    await show(page, []);
    await closed;
    await page.evaluate(() => window.connect()); // a component's last wish
    await show(page, [{ url: "/events/other" }]);
    expect((await nextRequest()).request.url).toBe("/events/other");
    expect(requests).toEqual([]);
  });

  it("begins anew with another address, and asks for nothing without one", async () => {
    const page = await openPage();
    await show(page, [{ url: "/events/a" }]);
    const a = open(await nextRequest(), event(1));
    await expect.poll(() => dataOf(page)).toEqual(["event 1"]);
    const closed = once(a, "close");
    await show(page, [{ url: "/events/b" }]);
    await closed;
    const b = await nextRequest();
    expect(b.request.url).toBe("/events/b");
    expect(b.request.headers).not.toHaveProperty("last-event-id");
    expect((await seen(page))!.stream).toMatchObject({ state: { kind: "connecting" }, events: [] });
    open(b);
    await expect.poll(() => stateOf(page)).toBe("open");
    const left = once(b.response, "close");
    await show(page, [{ url: null }]);
    await left;
    expect((await seen(page))!.stream).toMatchObject({ state: { kind: "idle" }, events: [] });
  });

  it("opens one connection in strict mode, which mounts everything twice", async () => {
    const page = await openPage();
    await show(page, [{ url: "/events" }], true);
    const response = open(await nextRequest(), event(1));
    await expect.poll(() => dataOf(page)).toEqual(["event 1"]);
    response.write(event(2));
    await expect.poll(() => dataOf(page)).toEqual(["event 1", "event 2"]);
    expect(requests).toEqual([]);
  });

  it("keeps the last events only, says how many it has dropped, and renders once a frame at most", async () => {
    const page = await openPage();
    await show(page, [{ url: "/events", keep: 3 }]);
    const response = open(await nextRequest());
    await expect.poll(() => stateOf(page)).toBe("open");
    const before = await page.evaluate(() => ({ frames: window.frameCount, ...window.streams[0]! }));
    for (let id = 1; id <= 5_000; id++) response.write(event(id));
    await expect.poll(async () => (await dataOf(page))?.at(-1)).toBe("event 5000");
    const after = await page.evaluate(() => ({ frames: window.frameCount, ...window.streams[0]! }));
    expect(after.stream.events.map(({ data }) => data)).toEqual(["event 4998", "event 4999", "event 5000"]);
    expect(after.stream.dropped).toBe(4_997);
    expect(after.renders - before.renders).toBeLessThanOrEqual(after.frames - before.frames + 1); // the one of now
  });

  it("gives its connection up 30 s after its tab was hidden, and goes on when it is shown", async () => {
    const page = await newPage();
    await fakeVisibility(page);
    await page.clock.install();
    await goTo(page);
    await show(page, [{ url: "/events", silenceLimitMs: Infinity }]); // the clock will jump
    const { response } = await nextRequest().then((asked) => (open(asked, event(1)), asked));
    await expect.poll(() => stateOf(page)).toBe("open");
    let closed = false;
    response.on("close", () => (closed = true));
    await setVisibility(page, "hidden");
    await page.clock.fastForward(15_000); // it goes on by itself too, faster than a busy machine
    response.write(event(2));
    await expect.poll(() => dataOf(page)).toHaveLength(2);
    expect(closed).toBe(false);
    await page.clock.fastForward(15_000);
    await expect.poll(() => closed).toBe(true);
    await expect.poll(() => stateOf(page)).toBe("paused");
    await setVisibility(page, "visible");
    const again = await nextRequest();
    expect(again.request.headers["last-event-id"]).toBe("e-2");
  });

  it("asks for nothing in a tab that was opened in the background, until it is shown", async () => {
    const page = await openPage();
    await setVisibility(page, "hidden");
    await show(page, [{ url: "/events" }]);
    await expect.poll(() => stateOf(page)).toBe("paused");
    expect(requests).toEqual([]);
    await setVisibility(page, "visible");
    open(await nextRequest());
    await expect.poll(() => stateOf(page)).toBe("open");
  });

  it("gives up all connections of a hidden tab when those of the one that is shown leave too few for a page", async () => {
    const context = await newContext({});
    atEnd(() => context.close());
    const hidden = await openPage(context);
    await show(hidden, [{ url: "/events/1" }, { url: "/events/2" }]);
    const first = [open(await nextRequest()), open(await nextRequest())];
    const closed = Promise.all(first.map((response) => once(response, "close")));
    await setVisibility(hidden, "hidden");
    const shown = await openPage(context);
    await show(shown, [{ url: "/events/3" }, { url: "/events/4" }]);
    for (let n = 0; n < 2; n++) open(await nextRequest());
    await expect.poll(() => stateOf(shown, 1)).toBe("open");
    expect(first.map(({ destroyed }) => destroyed)).toEqual([false, false]);
    await show(shown, [{ url: "/events/3" }, { url: "/events/4" }, { url: "/events/5" }]);
    await closed;
    expect((await nextRequest()).request.url).toBe("/events/5");
  });
});

it("useEventStream is connecting on the server, and asks for nothing there", () => {
  const Stream = ({ url }: { url: string | null }) => useEventStream(url).state.kind;
  expect(renderToString(createElement(Stream, { url: "/events" }))).toBe("connecting");
  expect(renderToString(createElement(Stream, { url: null }))).toBe("idle");
});
