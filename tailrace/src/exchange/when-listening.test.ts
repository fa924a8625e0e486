import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "judge/testing/web-server";
import { expect, test } from "vitest";
import { parseAddress } from "./address.ts";
import { type AnswerHead, exchange } from "./exchange.ts";

const CLIENT_SOCKETS = "net.client.socket";

/** Asks for `count` streams at `url`; their heads, and what ends them. */
function open(url: string, count: number, connectTimeoutMs: number) {
  const address = parseAddress(url);
  const backend = { address: () => address, connectTimeoutMs, keepAliveMs: 1_000, headersTimeoutMs: 5_000 };
  const request = { method: "GET", path: "/", headers: [], body: null, endless: true };
  const cancels: (() => void)[] = [];
  const heads = Array.from(
    { length: count },
    () =>
      new Promise<AnswerHead>((resolve, reject) => {
        const answered = (head: AnswerHead) => (resolve(head), { write() {}, end() {}, fail() {} });
        cancels.push(exchange(backend, request, { answered, failed: reject }));
      }),
  );
  return { heads, cancels };
}

test("streams that wait for a backend all get its answer, and one connection at a time is tried for them", async () => {
  const port = await freePort();
  let sockets = 0;
  const count = () => sockets++;
  const { heads } = open(`http://127.0.0.1:${port}`, 100, 10_000);
  await sleep(300); // each has been refused by then
  subscribe(CLIENT_SOCKETS, count);
  await sleep(1_000);
  unsubscribe(CLIENT_SOCKETS, count);
  expect(sockets).toBeGreaterThan(2);
  expect(sockets).toBeLessThanOrEqual(10);
  const server = createServer((_request, response) => response.end("here")).listen(port, "127.0.0.1");
  await once(server, "listening");
  expect((await Promise.all(heads)).map(({ status }) => status)).toEqual(Array(100).fill(200));
  server.close().closeAllConnections();
});

test("a stream waits no longer than a connection may take, and fails as what it is", async () => {
  const { heads } = open(`http://127.0.0.1:${await freePort()}`, 2, 500);
  const started = performance.now();
  for (const head of heads) await expect(head).rejects.toMatchObject({ code: "backend_unreachable" });
  expect(performance.now() - started).toBeGreaterThan(450);
});

test("nobody is asked for a stream that has been given up, nor is anything tried when none waits any more", async () => {
  const port = await freePort();
  const { cancels } = open(`http://127.0.0.1:${port}`, 3, 10_000);
  await sleep(150);
  for (const cancel of cancels) cancel();
  await sleep(250); // the last attempt is over
  let connections = 0;
  const server = createServer().on("connection", () => connections++);
  await once(server.listen(port, "127.0.0.1"), "listening");
  await sleep(500); // five attempts
  expect(connections).toBe(0);
  server.close();
});
