import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Access } from "../observe/access.ts";
import { settleTimes } from "./server-times.ts";
import { endStalledUploads } from "./stalled-uploads.ts";

afterEach(() => {
  vi.useRealTimers();
});

/** A server that reads what it is sent, and a connection to it on which an upload has begun. */
async function upload(answersAtOnce = false) {
  vi.useFakeTimers({ toFake: ["setInterval"] });
  endStalledUploads();
  let requested!: (request: IncomingMessage) => void;
  const request = new Promise<IncomingMessage>((resolve) => (requested = resolve));
  const server = createServer((request, response) => {
    new Access(request, response).track();
    request
      .on("error", () => {})
      .resume()
      .on("end", () => response.end("all"));
    if (answersAtOnce) response.write("begun");
    requested(request);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  let answer = "";
  client.setEncoding("latin1").on("data", (data: string) => (answer += data));
  client.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n12345");
  const received = await request;
  return {
    client,
    received,
    answer: () => answer,
    async send(bytes: string) {
      const before = received.socket.bytesRead;
      client.write(bytes);
      await expect.poll(() => received.socket?.bytesRead ?? before + 1).toBeGreaterThan(before);
    },
    [Symbol.dispose]() {
      client.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}

describe("an upload", () => {
  test("that has stopped is answered with 408 after a minute, and ended", async () => {
    using stopped = await upload();
    const closed = once(stopped.client, "close");
    vi.advanceTimersByTime(59_000);
    expect(stopped.received.destroyed).toBe(false);
    vi.advanceTimersByTime(16_000);
    await closed;
    expect(stopped.answer()).toMatch(/^HTTP\/1\.1 408 [^]*\r\nconnection: close[^]*"code":"upload_stalled"/i);
    expect(stopped.received.destroyed).toBe(true);
  });

  test("that makes progress, however slow, is not cut for its time", async () => {
    using slow = await upload();
    for (let minutes = 0; minutes < 10; minutes++) {
      vi.advanceTimersByTime(45_000);
      await slow.send("x");
    }
    expect(slow.received.destroyed).toBe(false);
    slow.client.write("x".repeat(985));
    await expect.poll(slow.answer).toMatch(/200 OK[^]*all/);
  });

  test("to which the answer has begun may take its time", async () => {
    using answered = await upload(true);
    await expect.poll(answered.answer).toMatch(/begun/);
    vi.advanceTimersByTime(600_000);
    await answered.send("x".repeat(995));
    await expect.poll(answered.answer).toMatch(/all/);
  });
});

test("a server keeps idle connections for 75 s, unless it was told for how long, and has no limit to a request's time", () => {
  const [server, told] = [createServer(), createServer({ keepAliveTimeout: 20_000 })];
  settleTimes(server);
  settleTimes(told);
  expect([server.keepAliveTimeout, told.keepAliveTimeout]).toEqual([75_000, 20_000]);
  expect(server.requestTimeout).toBe(0);
});
