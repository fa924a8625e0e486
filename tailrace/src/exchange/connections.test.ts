import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createHop } from "../index.ts";

let server: Server;
/** The connections on which requests have come. */
let sockets: Socket[];
let keepAlive: string | undefined;

beforeAll(async () => {
  server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
    sockets.push(request.socket);
    response.setHeader("connection", "keep-alive"); // so that Node does not say for how long
    if (keepAlive) response.setHeader("keep-alive", keepAlive);
    response.end("answer");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => void server.close().closeAllConnections());
beforeEach(() => {
  sockets = [];
  keepAlive = undefined;
});
afterEach(() => {
  vi.useRealTimers();
});

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
/** A hop that shares no connection with another test's: it waits for one for another time. */
let waits = 5_000;
const newHop = (keepAliveMs?: number) => createHop({ url, keepAliveMs, connectTimeoutMs: waits++ });

async function ask({ backendFetch }: Pick<ReturnType<typeof createHop>, "backendFetch">): Promise<void> {
  await (await backendFetch("/")).text();
  await new Promise((resolve) => setImmediate(resolve)); // the connection is free again
}

describe("a connection to the backend", () => {
  test("is used for the next request", async () => {
    const hop = newHop();
    for (let i = 0; i < 3; i++) await ask(hop);
    expect(new Set(sockets).size).toBe(1);
  });

  test("is used for none that comes 30 s after it was made, so that a name that has moved is followed", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const hop = newHop(60_000);
    await ask(hop);
    vi.setSystemTime(Date.now() + 29_000);
    await ask(hop);
    expect(sockets[1]).toBe(sockets[0]);
    vi.setSystemTime(Date.now() + 2_000);
    await ask(hop);
    expect(sockets[2]).not.toBe(sockets[0]);
    await expect.poll(() => sockets[0]!.destroyed).toBe(true);
  });

  test("is given up when it has not been used for the time that the app says", async () => {
    const hop = newHop(100);
    await ask(hop);
    await once(sockets[0]!, "close");
    await ask(hop);
    expect(sockets[1]).not.toBe(sockets[0]);
  });

  test("is given up 2 s before the backend says that it would", async () => {
    keepAlive = "timeout=3";
    const start = performance.now();
    await ask(newHop(60_000));
    await once(sockets[0]!, "close");
    expect(performance.now() - start).toBeGreaterThan(900);
    expect(sockets).toHaveLength(1);
  });
});
