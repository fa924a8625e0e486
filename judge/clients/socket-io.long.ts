import { createServer } from "node:http";
import { Server } from "socket.io";
import { io } from "socket.io-client";
import { expect, test } from "vitest";
import { isBehindNext } from "../contract/system";
import { bothWays } from "./both-ways";

async function talk(transports: string[], upgrades: boolean) {
  const { told } = await bothWays(
    ({ heard }) => {
      const server = createServer();
      const sockets = new Server(server, { path: "/v1/socket.io/" });
      sockets.on("connection", (client) => {
        client.on("double", (n: number, reply: (n: number) => void) => {
          heard.push(n);
          reply(2 * n);
        });
        client.on("bytes", (data: Buffer) => client.emit("bytes", data, Buffer.from("and more")));
      });
      return server;
    },
    async ({ url }) => {
      const { origin, pathname } = new URL(url);
      const client = io(origin, { path: `${pathname}/socket.io/`, transports, reconnection: false });
      try {
        await new Promise<void>((resolve, reject) => {
          client.once("connect_error", reject);
          if (upgrades) client.io.engine.once("upgrade", () => resolve());
          else client.once("connect", resolve);
        });
        const doubled = [];
        for (const n of [1, 2, 3])
          doubled.push((await client.timeout(5_000).emitWithAck("double", n)) as number);
        const bytes = new Promise<string[]>((resolve) =>
          client.once("bytes", (...parts: Buffer[]) => resolve(parts.map(String))),
        );
        client.emit("bytes", Buffer.from("größer"));
        return { doubled, bytes: await bytes, by: client.io.engine.transport.name };
      } finally {
        client.close();
      }
    },
  );
  return told;
}

const TOLD = { doubled: [2, 4, 6], bytes: ["größer", "and more"] };

test("socket.io polls", async () => {
  expect(await talk(["polling"], false)).toEqual({ ...TOLD, by: "polling" });
});

test.skipIf(isBehindNext)("socket.io changes to a WebSocket (not through handlers)", async () => {
  expect(await talk(["polling", "websocket"], true)).toEqual({ ...TOLD, by: "websocket" });
});
