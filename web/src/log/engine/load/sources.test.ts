import { EventEmitter, once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Sources } from "./sources.ts";

/** The open streams by their path. */
const open = new Map<string, ServerResponse>();
const changed = new EventEmitter().setMaxListeners(0);
let requests = 0;
/** The cursor of each path's last request. */
const cursors = new Map<string, string | undefined>();
const server = createServer((request, response) => {
  const path = request.url!.split("?")[0]!.slice(1);
  requests += 1;
  cursors.set(path, request.headers["last-event-id"] as string | undefined);
  response.writeHead(200, { "content-type": "text/event-stream" }).write("retry: 1\n\n");
  open.set(path, response);
  response.on("close", () => {
    if (open.get(path) === response) open.delete(path);
    changed.emit("change");
  });
  changed.emit("change");
});

let sources: Sources;
let got: string[];

beforeEach(async () => {
  requests = 0;
  open.clear(); // a response may be told closed after its server
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(async () => {
  sources.stop();
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

function start(names: string, { atOnce = 9, hidden = false } = {}): void {
  got = [];
  const { port } = server.address() as AddressInfo;
  sources = new Sources({
    sources: [...names].map((id) => ({ id, name: id, url: `http://127.0.0.1:${port}/${id}` })),
    tail: 1,
    atOnce,
    silenceLimitMs: 10_000,
    answerLimitMs: 10_000,
    onLine: ({ message }, source) => got.push(`${source} ${message}`),
    onGap: (missed, source) => got.push(`${source} gap ${missed}`),
    onChange: () => changed.emit("change"),
  });
  sources.setHidden(hidden);
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await once(changed, "change");
}

const kinds = () => sources.connections.map(({ kind }) => kind).join(" ");
const END = "event: end\ndata: {}\n\n";

describe("Sources", () => {
  it("hands on the lines and gaps of each source with its index", async () => {
    start("ab");
    await until(() => kinds() === "live live");
    open.get("b")!.write("data: one\n\n");
    while (got.length < 1) await new Promise(setImmediate);
    open.get("a")!.write('event: gap\ndata: {"missed":2}\n\ndata: two\n\n');
    while (got.length < 3) await new Promise(setImmediate);
    expect(got).toEqual(["1 one", "0 gap 2", "0 two"]);
  });

  it("follows no more at once than it may, and the next when one has ended", async () => {
    start("abcd", { atOnce: 2 });
    await until(() => kinds() === "live live waiting waiting");
    expect(requests).toBe(2);
    open.get("b")!.end(END);
    await until(() => kinds() === "live ended live waiting");
    open.get("c")!.end(END);
    await until(() => kinds() === "live ended ended live");
    open.get("a")!.end(END);
    open.get("d")!.end(END);
    await until(() => kinds() === "ended ended ended ended");
    expect(requests).toBe(4);
    sources.connect();
    await until(() => kinds() === "live live waiting waiting");
  });

  it("reads those that wait in turn, each from where it was, and says that they wait", async () => {
    const backlog = new Map([
      ["a", 0],
      ["b", 0],
      ["c", 0],
    ]);
    const write = () => {
      for (const [path, response] of open) {
        const from = backlog.get(path)!;
        if (from < 2) response.write(`id: ${from + 1}\ndata: line ${from + 1}\n\n`);
        backlog.set(path, from + 1);
      }
    };
    changed.on("change", write);
    start("abc", { atOnce: 1 });
    await until(() => got.includes("2 line 1"));
    expect(kinds()).toBe("live waiting waiting");
    await until(() => open.size === 1); // the guests have left
    expect(got.filter((line) => !line.startsWith("0"))).toEqual(["1 line 1", "2 line 1"]);
    open.get("a")!.end(END);
    await until(() => kinds().startsWith("ended live"));
    changed.off("change", write);
    expect(cursors.get("b")).toBe("1");
  });

  it("takes one that ends while it is read from among those that wait", async () => {
    start("ab", { atOnce: 1 });
    await until(() => open.has("b"));
    expect(kinds()).toBe("live waiting");
    open.get("b")!.end(END);
    await until(() => kinds() === "live ended");
    open.get("a")!.end(END);
    await until(() => kinds() === "ended ended");
    expect(requests).toBe(2);
  });

  it("gives all up when hidden, those that wait too, and takes them up when shown", async () => {
    start("abc", { atOnce: 2, hidden: true });
    expect(kinds()).toBe("paused paused paused");
    sources.setHidden(false);
    await until(() => kinds() === "live live waiting");
    open.get("b")!.end(END);
    await until(() => kinds() === "live ended live");
    expect(requests).toBe(3);
  });

  it("makes its connections anew when the network is said to be gone, until it is stopped", async () => {
    start("ab");
    await until(() => kinds() === "live live");
    sources.setOnline(false);
    expect(requests).toBe(2);
    await until(() => requests === 4 && kinds() === "live live");
    sources.stop();
    await until(() => open.size === 0);
    sources.setOnline(false);
    sources.setOnline(true);
    sources.setHidden(true);
    expect(kinds()).toBe("live live");
  });

  it("connects at once when the network is back", async () => {
    start("a");
    await until(() => kinds() === "live");
    open.get("a")!.end("retry: 30000\n\n");
    await until(() => kinds() === "reconnecting");
    sources.setOnline(true);
    await until(() => kinds() === "live");
    expect(requests).toBe(2);
  });
});
