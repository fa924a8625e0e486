import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { expect, test } from "vitest";
import { random } from "./schedule.ts";
import { Wire } from "./wire.ts";

/** A client and a server with a wire between them. */
async function joined() {
  await using started = new AsyncDisposableStack();
  const server = started.adopt(createServer().listen(0, "127.0.0.1"), (server) => void server.close());
  await once(server, "listening");
  const wire = started.use(await Wire.to((server.address() as AddressInfo).port, random(1)));
  const accepted = once(server, "connection") as Promise<[Socket]>;
  const client = connect(Number(new URL(wire.url).port), "127.0.0.1");
  const [peer] = await accepted;
  const parts = started.move();
  return { wire, client, peer, [Symbol.asyncDispose]: () => parts.disposeAsync() };
}

test("a slow wire delays all, and passes it on in order", async () => {
  await using joint = await joined();
  const { wire, client, peer } = joint;
  wire.slow = true;
  let received = "";
  const started = performance.now();
  const whole = new Promise<void>((resolve) =>
    client.setEncoding("latin1").on("data", (data: string) => {
      if (received === "") expect(performance.now() - started).toBeGreaterThan(195);
      if ((received += data).endsWith("last\n")) resolve();
    }),
  );
  const lines = Array.from({ length: 300 }, (_, n) => `${n}\n`);
  for (const line of [...lines, "last\n"]) {
    peer.write(line);
    await new Promise((resolve) => setTimeout(resolve, 1)); // segments of their own
  }
  await whole;
  expect(received).toBe(`${lines.join("")}last\n`);
});

test("on a connection that is dead nothing passes, and neither end is told; a new one is well", async () => {
  await using joint = await joined();
  const { wire, client, peer } = joint;
  const first = once(client, "data");
  peer.write("before");
  expect(String(await first)).toBe("before");
  wire.kill();
  let heard = 0;
  client.on("data", () => heard++).on("close", () => heard++);
  peer.write("after");
  peer.end();
  const other = connect(Number(new URL(wire.url).port), "127.0.0.1");
  await once(other, "connect");
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(heard).toBe(0);
  expect(client.destroyed).toBe(false);
  other.destroy();
});
