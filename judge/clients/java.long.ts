import { createServer } from "node:http";
import { expect } from "vitest";
import { WebSocketServer } from "ws";
import { isBehindNext } from "../contract/system";
import { bothWays } from "./both-ways";
import { EVENTS } from "./events-server";
import { servePlain } from "./plain-server";
import { run, testWith } from "./programs";

testWith("java", "Java's HttpClient notices nothing of the hop, and speaks HTTP/1.1 with it", async () => {
  const { told, heard } = await bothWays(servePlain, async ({ url }) =>
    (await run("java", "Client.java", url, "http")).trim().split("\n"),
  );
  expect(told).toEqual(
    expect.arrayContaining([
      "text: 200 HTTP_1_1 9500",
      "chunked: 200 HTTP_1_1 9500",
      "nothing: 204 HTTP_1_1 ",
      "refused: 401 HTTP_1_1 who are you?",
      "broken: IOException",
      `events: [${EVENTS.slice(0, 3).join(", ").replace("\n", ", ")}, broken, four, five, ended]`,
    ]),
  );
  expect(heard).toContain("PUT /v1/upload untyped 1000000 bytes");
});

if (!isBehindNext)
  testWith("java", "Java's WebSocket is carried (not through handlers)", async () => {
    const { told } = await bothWays(
      () => {
        const server = createServer();
        new WebSocketServer({ server }).on("connection", (socket) =>
          socket.on("message", (data, binary) => socket.send(data, { binary })),
        );
        return server;
      },
      ({ url }) => run("java", "Client.java", url, "websocket"),
    );
    expect(told).toBe("echo: größer\n");
  });
