/** WebSockets and whatever else changes the protocol of a connection, with the clients that people have. */
import { createClient } from "graphql-ws";
import { useServer } from "graphql-ws/use/ws";
import { execute, GraphQLObjectType, GraphQLSchema, GraphQLString, subscribe, validate } from "graphql";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { Server as SocketIoServer } from "socket.io";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { chooseBrowser, launchBrowser } from "../testing/browser";
import { freePort } from "../testing/web-server";
import { rawConnection, send, sendRaw } from "./client";
import {
  isBehindNext,
  isTailrace,
  patience,
  type RunningSystem,
  startSystem,
  testBehindNext,
} from "./system";

/** Nothing of Next's can do it. */
const testOfTunnels = test.skipIf(isBehindNext);
const testOfDoor = test.runIf(isTailrace && !isBehindNext);

/** A backend that speaks WebSocket, and everything that it hears. */
let server: Server;
let sockets: WebSocketServer;
let system: RunningSystem;
let metricsPort: number;
/** Requests to change the protocol that reached the backend. */
const upgrades: IncomingMessage[] = [];

beforeAll(async () => {
  server = createServer((request, response) => response.end(`${request.method} ${request.url}`));
  sockets = new WebSocketServer({ noServer: true, handleProtocols: (offered) => [...offered].at(-1)! });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    upgrades.push(request);
    if (request.url!.startsWith("/v1/refused")) {
      socket.end("HTTP/1.1 401 Unauthorized\r\ncontent-type: text/plain\r\ncontent-length: 4\r\n\r\nno: ");
    } else if (request.headers.upgrade !== "websocket") {
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: ${request.headers.upgrade}\r\n\r\n`,
      );
      socket.write(head);
      socket.pipe(socket);
    } else
      sockets.handleUpgrade(request, socket, head, (client) => sockets.emit("connection", client, request));
  });
  sockets.on("connection", (client) => client.on("message", (data, binary) => client.send(data, { binary })));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  metricsPort = await freePort();
  system = await startSystem(backendUrl(), { METRICS_PORT: String(metricsPort) });
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  server.close().closeAllConnections();
  for (const client of sockets.clients) client.terminate();
});

const backendUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const at = (path: string, from = system) => `${from.url.replace("http", "ws")}${path}`;

async function connect(
  path: string,
  options: ConstructorParameters<typeof WebSocket>[2] = {},
  from = system,
) {
  const socket = new WebSocket(at(path, from), ["first", "second"], options);
  await once(socket, "open");
  return socket;
}

/** The backend's end of the next WebSocket. */
async function accepted(): Promise<WebSocket> {
  const [socket] = (await once(sockets, "connection")) as [WebSocket];
  return socket;
}

async function echo(socket: WebSocket, message: string | Buffer): Promise<Buffer> {
  socket.send(message);
  const [data] = (await once(socket, "message")) as [Buffer];
  return data;
}

const handshake = (target: string, more = "", host = "localhost", upgrade = "websocket") =>
  `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: ${upgrade}\r\n` +
  `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${more}\r\n`;

/** The line of the log about this request, as soon as it is there. */
async function lineOf(requestId: string, from = system): Promise<Record<string, unknown>> {
  const own = () =>
    from
      .output()
      .split("\n")
      .find((line) => line.includes(`"requestId":"${requestId}"`));
  await expect.poll(own, { interval: 20 }).toBeDefined();
  return JSON.parse(own()!) as Record<string, unknown>;
}

async function figure(name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  const values = [...text.matchAll(new RegExp(`^${name}(?:{[^}]*})? ([\\d.e+]+)$`, "gm"))];
  return values.reduce((sum, [, value]) => sum + Number(value), 0);
}

testOfTunnels("F14 a WebSocket carries text and bytes both ways, with its subprotocol", async () => {
  const socket = await connect("/api/v1/socket?room=a%20b");
  expect((await echo(socket, "héllo")).toString()).toBe("héllo");
  const bytes = Buffer.from(Uint8Array.from({ length: 256 }, (_, i) => i));
  expect(await echo(socket, bytes)).toEqual(bytes);
  expect(socket.protocol).toBe("second");
  expect(upgrades.at(-1)!.url).toBe("/v1/socket?room=a%20b");
  socket.close();
  await once(socket, "close");
});

testOfTunnels("F14 what a client sends right after the head of its request is not lost", async () => {
  const answer = await sendRaw(
    system.url,
    `${handshake("/api/v1/chat", "", "localhost", "echo")}at once`,
    1_000,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 101 /);
  expect(answer).toMatch(/^upgrade: echo\r$/im);
  expect(answer).toMatch(/at once$/);
});

testOfTunnels("F14 a message of 20 MB arrives whole in both directions", async () => {
  const socket = await connect("/api/v1/socket", { maxPayload: 0 });
  const message = Buffer.alloc(20 * 2 ** 20, "0123456789");
  expect((await echo(socket, message)).equals(message)).toBe(true);
  socket.terminate();
});

testOfTunnels("F14 who refuses the change of protocol is heard, with its answer", async () => {
  const answer = await sendRaw(system.url, handshake("/api/v1/refused"), 1_000);
  expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  expect(answer).toMatch(/no: $/);
});

testOfTunnels("S10 a client that stops reading holds back the backend's end of its WebSocket", async () => {
  const accept = accepted();
  const socket = await connect("/api/v1/socket");
  const backend = await accept;
  const before = system.memory();
  socket.pause();
  const chunk = Buffer.alloc(2 ** 16);
  // Until nothing moves: what was written last is still in the backend's own memory.
  let pending: number;
  do {
    pending = backend.bufferedAmount;
    for (let i = 0; i < 512; i++) backend.send(chunk);
    await expect.poll(() => system.memory(), { interval: 100 }).toBeGreaterThan(0);
  } while (backend.bufferedAmount < pending + 512 * 2 ** 16 * 0.99);
  expect(system.memory() - before).toBeLessThan(16 * 2 ** 20);
  socket.terminate();
  await once(backend, "close");
});

testOfTunnels("S6 a client that leaves ends the backend's connection", async () => {
  const accept = accepted();
  const socket = await connect("/api/v1/socket");
  const backend = await accept;
  const left = performance.now();
  socket.terminate();
  await once(backend, "close");
  expect(performance.now() - left).toBeLessThan(1_000);
});

testOfTunnels("F14 the code and the reason with which a backend closes reach the client", async () => {
  const accept = accepted();
  const socket = await connect("/api/v1/socket");
  (await accept).close(4_001, "moved");
  const [code, reason] = (await once(socket, "close")) as [number, Buffer];
  expect([code, reason.toString()]).toEqual([4_001, "moved"]);
});

testOfTunnels("F14 a backend that breaks off breaks the client's connection", async () => {
  const accept = accepted();
  const socket = await connect("/api/v1/socket");
  (await accept).terminate();
  const [code] = (await once(socket, "close")) as [number];
  expect(code).toBe(1_006); // no close frame came (RFC 6455, 7.1.5)
});

testOfTunnels("F14 socket.io polls, and changes to a WebSocket", async () => {
  const http = createServer().listen(0, "127.0.0.1");
  await once(http, "listening");
  const own = new SocketIoServer(http, { path: "/v1/socket.io/" });
  own.on("connection", (client) =>
    client.on("ping-me", (text: string, reply: (text: string) => void) => reply(`${text}!`)),
  );
  await using behind = await startSystem(`http://127.0.0.1:${(http.address() as AddressInfo).port}`);
  const client = io(behind.url, { path: "/api/v1/socket.io/" });
  try {
    await new Promise<void>((resolve) => client.io.engine.once("upgrade", () => resolve()));
    expect(client.io.engine.transport.name).toBe("websocket");
    expect(await client.timeout(5_000).emitWithAck("ping-me", "hey")).toBe("hey!");
  } finally {
    client.close();
    await own.close();
  }
});

testOfTunnels("F14 a subscription of GraphQL runs over graphql-ws", async () => {
  const http = createServer().listen(0, "127.0.0.1");
  await once(http, "listening");
  const own = new WebSocketServer({ server: http, path: "/v1/graphql" });
  const schema = new GraphQLSchema({
    query: new GraphQLObjectType({ name: "Query", fields: { x: { type: GraphQLString } } }),
    subscription: new GraphQLObjectType({
      name: "Subscription",
      fields: {
        greetings: {
          type: GraphQLString,
          subscribe: async function* () {
            for (const greetings of ["hi", "hola"]) yield { greetings };
          },
        },
      },
    }),
  });
  // With graphql's own functions: the runner loads this file's copy of it apart from the server's.
  const running = useServer({ schema, execute, subscribe, validate }, own);
  await using behind = await startSystem(`http://127.0.0.1:${(http.address() as AddressInfo).port}`);
  const client = createClient({ url: at("/api/v1/graphql", behind), webSocketImpl: WebSocket });
  const heard: unknown[] = [];
  for await (const { data } of client.iterate({ query: "subscription { greetings }" })) heard.push(data);
  expect(heard).toEqual([{ greetings: "hi" }, { greetings: "hola" }]);
  await client.dispose();
  await running.dispose();
  http.close();
});

test.runIf(isTailrace && !isBehindNext && chooseBrowser())(
  "F14 a browser's WebSocket is open to a page of the same origin, and to no other",
  async () => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      const ask = (url: string) =>
        page.evaluate(
          (url) =>
            new Promise<string>((resolve) => {
              const socket = new globalThis.WebSocket(url);
              socket.onopen = () => socket.send("from a page");
              socket.onmessage = ({ data }) => resolve(data as string);
              socket.onerror = () => resolve("refused");
            }),
          url,
        );
      await page.goto(`${system.url}/healthz`);
      expect(await ask(at("/api/v1/socket"))).toBe("from a page");
      await page.goto(`${backendUrl()}/v1/x`); // the same name on another port: same-site, another origin
      expect(await ask(at("/api/v1/socket"))).toBe("refused");
    } finally {
      await browser.close();
    }
  },
);

describe("rules", () => {
  test.runIf(isTailrace).for([
    [
      "F9",
      "from a page of another site",
      handshake("/api/v1/socket", "Origin: http://evil.example\r\n"),
      403,
      "cross_origin",
    ],
    [
      "F9",
      "which a browser says is of another site",
      handshake("/api/v1/socket", "Sec-Fetch-Site: cross-site\r\n"),
      403,
      "cross_origin",
    ],
    ["F17", "for another name", handshake("/api/v1/socket", "", "evil.example"), 421, "misdirected"],
    ["F5", "whose path has a dot segment", handshake("/api/v1/%2e%2e/socket"), 400, "invalid_path"],
  ] as const)(
    "%s a WebSocket %s is refused with a problem and never leaves the app",
    async ([, , request, status, code]) => {
      // Where it is not a WebSocket's any more but an ordinary GET, another site's page may send it, as any link may.
      if (isBehindNext && code === "cross_origin") return;
      const before = upgrades.length;
      const answer = await sendRaw(system.url, request, 1_000);
      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(answer).toMatch(/^content-type: application\/problem\+json\r$/im);
      expect(answer).toContain(`"code":"${code}"`);
      expect(upgrades).toHaveLength(before);
    },
  );

  testOfDoor("F4 F11 the headers of a WebSocket's request go by the same rules as any other's", async () => {
    const headers = {
      "x-request-id": "tunnel-headers",
      "x-forwarded-for": "6.6.6.6",
      cookie: "session=1",
      "keep-alive": "x",
      rsc: "1",
    };
    const socket = await connect("/api/v1/socket", { headers });
    const { headers: received } = upgrades.at(-1)!;
    expect(received).toMatchObject({
      cookie: "session=1",
      "x-request-id": "tunnel-headers",
      upgrade: "websocket",
    });
    expect(Object.keys(received)).not.toContain("rsc");
    expect(Object.keys(received)).not.toContain("keep-alive");
    expect(Object.values(received)).not.toContain("6.6.6.6");
    expect(received.host).toBe(new URL(backendUrl()).host);
    socket.terminate();
  });

  testOfDoor("F10 a WebSocket to a backend that is not there is a 502 with a problem", async () => {
    await using alone = await startSystem(`http://127.0.0.1:${await freePort()}`);
    const answer = await sendRaw(alone.url, handshake("/api/v1/socket"), 1_000);
    expect(answer).toMatch(/^HTTP\/1\.1 502 /);
    expect(answer).toContain('"code":"backend_unreachable"');
  });
});

describe("F15", () => {
  const h2c =
    "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n";

  test("F15 a request that offers HTTP/2 on its connection (Upgrade: h2c) is an ordinary one", async () => {
    const answer = await sendRaw(
      system.url,
      `GET /api/v1/x HTTP/1.1\r\nHost: localhost\r\n${h2c}\r\n`,
      1_000,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain("GET /v1/x");
  });

  test("F15 one with a body is, too", async () => {
    const answer = await sendRaw(
      system.url,
      `POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n${h2c}\r\nhello`,
      1_000,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain("POST /v1/x");
  });

  test.runIf(isTailrace)("F15 one for a page is, too", async () => {
    const answer = await sendRaw(system.url, `GET /healthz HTTP/1.1\r\nHost: localhost\r\n${h2c}\r\n`, 1_000);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  testBehindNext(
    "F15 a WebSocket's is an ordinary one where the hop cannot change the protocol",
    async () => {
      const answer = await sendRaw(system.url, handshake("/api/v1/x"), 1_000);
      expect(answer).toMatch(/^HTTP\/1\.1 200 /);
      expect(answer).toContain("GET /v1/x");
    },
  );
});

describe("what is told of a tunnel", () => {
  testOfDoor("L1 a line of the log says how much went both ways, and why it ended", async () => {
    const socket = await connect("/api/v1/socket?token=secret", {
      headers: { "x-request-id": "tunnel-left" },
    });
    await echo(socket, "x".repeat(10_000));
    socket.terminate();
    const line = await lineOf("tunnel-left");
    expect(line).toMatchObject({
      msg: "tunnel",
      method: "GET",
      upgrade: "websocket",
      path: "/api/v1/socket",
      route: "/api/[...path]",
      status: 101,
      ended: "client_left",
    });
    expect(line.bytes).toBeGreaterThan(10_000);
    expect(line.receivedBytes).toBeGreaterThan(10_000);
    expect(JSON.stringify(line)).not.toContain("secret");
  });

  testOfDoor.for([
    ["ends it", "backend_ended", (socket: Socket) => socket.end()],
    ["breaks off", "backend_broke", (socket: Socket) => socket.resetAndDestroy()],
  ] as const)("L1 a tunnel whose backend %s ended as %s", async ([, ended, end]) => {
    const accept = accepted();
    const socket = await connect("/api/v1/socket", { headers: { "x-request-id": `tunnel-${ended}` } });
    socket.on("error", () => {});
    end(((await accept) as WebSocket & { _socket: Socket })._socket);
    expect((await lineOf(`tunnel-${ended}`)).ended).toBe(ended);
  });

  testOfDoor("M1 metrics have the tunnels that are open, and their bytes while they are", async () => {
    const before = {
      open: await figure("tailrace_tunnels_open"),
      ended: await figure("tailrace_tunnels_ended_total"),
    };
    const received = await figure("tailrace_tunnel_received_bytes_total");
    const socket = await connect("/api/v1/socket");
    await echo(socket, "x".repeat(5_000));
    expect(await figure("tailrace_tunnels_open")).toBe(before.open + 1);
    expect(await figure("tailrace_tunnel_received_bytes_total")).toBeGreaterThan(received + 5_000);
    socket.terminate();
    await expect.poll(() => figure("tailrace_tunnels_open")).toBe(before.open);
    expect(await figure("tailrace_tunnels_ended_total")).toBe(before.ended + 1);
  });
});

describe("S13 a shutdown", () => {
  const GRACE_MS = 3_000;

  testOfDoor("S13 lets a tunnel go on, and cuts it before the grace is over", patience(60_000), async () => {
    await using own = await startSystem(backendUrl(), { SHUTDOWN_GRACE_MS: String(GRACE_MS) });
    const socket = await connect("/api/v1/socket", { headers: { "x-request-id": "tunnel-cut" } }, own);
    const exited = once(own.process, "exit");
    const asked = performance.now();
    own.terminate("SIGTERM");
    await expect.poll(() => own.output()).toContain("draining");
    expect((await echo(socket, "still here")).toString()).toBe("still here");
    await once(socket, "close");
    expect(performance.now() - asked).toBeGreaterThan(GRACE_MS / 2);
    await exited;
    expect(performance.now() - asked).toBeLessThan(GRACE_MS);
    expect((await lineOf("tunnel-cut", own)).ended).toBe("drained");
  });

  testOfDoor("S13 begins no tunnel on a connection that is still there", patience(60_000), async () => {
    await using own = await startSystem(backendUrl(), { SHUTDOWN_GRACE_MS: String(GRACE_MS) });
    const before = upgrades.length;
    const connection = await rawConnection(own.url);
    let answers = "";
    connection.setEncoding("latin1").on("data", (data: string) => (answers += data));
    connection.write("POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhel");
    await expect.poll(async () => (await send(own.url, "/healthz")).status).toBe(200);
    own.terminate("SIGTERM");
    await expect.poll(() => own.output()).toContain("draining");
    connection.write(`lo`);
    await expect.poll(() => answers).toContain("POST /v1/x");
    connection.write(handshake("/api/v1/socket"));
    await once(connection, "close");
    expect(answers).not.toContain("HTTP/1.1 101");
    expect(upgrades).toHaveLength(before);
  });
});
