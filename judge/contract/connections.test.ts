/** F21 and what else concerns the connections on both sides, and answers that come over them in an odd way. */
import { once } from "node:events";
import { Agent, type IncomingMessage, request as httpRequest } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Backend, startBackend } from "../testing/backend";
import { send } from "./client";
import { hasTailrace, type RunningSystem, startSystem, testOfTailrace } from "./system";

let backend: Backend;
let system: RunningSystem;
beforeAll(async () => {
  backend = await startBackend();
  system = await startSystem(backend.url);
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await backend[Symbol.asyncDispose]();
});

/** Sends a request by `agent`; its answer's status and headers, and the connection's port on this side. */
async function ask(agent: Agent, method = "GET") {
  const request = httpRequest(`${system.url}/api/v1/x`, { agent, method }).end();
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const { localPort } = request.socket!;
  await once(response.resume(), "end");
  return { status: response.statusCode, headers: response.headers, localPort };
}

describe("F21", () => {
  test("F21 an idle connection is still there for a POST after 6 s", async () => {
    backend.handle((_request, response) => response.end());
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const first = await ask(agent);
    await sleep(6_000); // longer than Node keeps one by default, which is what is tested
    const second = await ask(agent, "POST");
    expect(second.status).toBe(200);
    expect(second.localPort).toBe(first.localPort);
    agent.destroy();
  });

  testOfTailrace(
    "F21 a connection is kept for longer than balancers keep theirs, or as KEEP_ALIVE_TIMEOUT says",
    async () => {
      const kept = (headers: IncomingMessage["headers"]) => headers["keep-alive"];
      const agent = new Agent({ keepAlive: true });
      expect(kept((await ask(agent)).headers)).toBe("timeout=75");
      agent.destroy();
      await using own = await startSystem(backend.url, { KEEP_ALIVE_TIMEOUT: "20000" });
      expect(
        kept((await send(own.url, "/api/v1/x", { headers: { connection: "keep-alive" } })).headers),
      ).toBe("timeout=20");
    },
  );

  testOfTailrace(
    "F21 no request is sent on a connection that the backend has kept for BACKEND_KEEP_ALIVE_MS",
    async () => {
      await using own = await startSystem(backend.url, { BACKEND_KEEP_ALIVE_MS: "300" });
      const sockets: Socket[] = [];
      backend.handle((request, response) => {
        sockets.push(request.socket);
        response.setHeader("connection", "keep-alive").end(); // so that Node does not say for how long
      });
      await send(own.url, "/api/v1/x", { method: "POST" });
      await send(own.url, "/api/v1/x", { method: "POST" });
      expect(sockets[1], "right after it").toBe(sockets[0]);
      await once(sockets[1]!, "close"); // by the hop: the backend keeps it for a minute
      await send(own.url, "/api/v1/x", { method: "POST" });
      expect(sockets[2]).not.toBe(sockets[0]);
    },
  );
});

describe("F14 an unasked 100 Continue", () => {
  /** What a backend answers each request with, on connections that it keeps. */
  let pieces: readonly string[];
  let odd: Server;
  let own: RunningSystem;
  beforeAll(async () => {
    odd = createServer((socket) => {
      socket.on("error", () => {}).setNoDelay(true);
      let received = "";
      socket.on("data", (data: Buffer) => {
        received += data.toString("latin1");
        if (!/\r\n\r\n(?:hello)?$/.test(received) || (/^POST/.test(received) && !received.endsWith("hello")))
          return;
        received = "";
        void answer(socket);
      });
    }).listen(0, "127.0.0.1");
    await once(odd, "listening");
    own = await startSystem(`http://127.0.0.1:${(odd.address() as AddressInfo).port}`);
  });
  afterAll(async () => {
    await own[Symbol.asyncDispose]();
    odd.close();
  });

  async function answer(socket: Socket): Promise<void> {
    for (const piece of pieces) {
      await new Promise((resolve) => socket.write(piece, "latin1", resolve));
      await sleep(5); // so that each is a packet of its own
    }
  }

  const CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
  const HINTS = "HTTP/1.1 103 Early Hints\r\nlink: </a.css>; rel=preload\r\n\r\n";
  const ANSWER = "HTTP/1.1 201 Created\r\ncontent-length: 4\r\n\r\nbody";
  test.for([
    ["before the answer", [CONTINUE, ANSWER]],
    ["in one packet with it", [CONTINUE + ANSWER]],
    ["with headers of its own", ["HTTP/1.1 100 Continue\r\nserver: odd\r\nx-y: z\r\n\r\n", ANSWER]],
    ["twice", [CONTINUE, CONTINUE + ANSWER]],
    ["in two pieces", [CONTINUE.slice(0, 5), CONTINUE.slice(5), ANSWER]],
    ["byte by byte", [...CONTINUE, ANSWER]],
    ["cut before its last line end", [CONTINUE.slice(0, -2), `\r\n${ANSWER}`]],
    ["behind another interim answer", [HINTS + CONTINUE + ANSWER]],
    ["between others, in packets of their own", [HINTS, CONTINUE, HINTS, ANSWER]],
    ["between others, byte by byte", [...CONTINUE, ...HINTS, ...CONTINUE, ANSWER]],
    ["without a reason", ["HTTP/1.1 100\r\n\r\n", ANSWER]],
    ["none, but an answer in pieces", [...ANSWER.slice(0, 20), ANSWER.slice(20)]],
  ] as const)("F14 an unasked 100 Continue is no answer: %s", async ([, sent]) => {
    pieces = sent;
    // The later ones on the kept connection.
    for (const method of ["POST", "GET", "POST"]) {
      const seen = await send(own.url, "/api/v1/x", { method }, method === "POST" ? "hello" : undefined);
      expect([seen.status, seen.body.toString()]).toEqual([201, "body"]);
    }
  });

  test("F14 a body that reads like one arrives as it was sent", async () => {
    const body = CONTINUE + ANSWER;
    pieces = [`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n`, CONTINUE, ANSWER];
    expect((await send(own.url, "/api/v1/x")).body.toString()).toBe(body);
  });
});

describe.runIf(hasTailrace)("F10 headers that are too long", () => {
  test.for([
    ["in one field", { "x-long": "x".repeat(17_000) }],
    ["in many fields", Object.fromEntries(Array.from({ length: 90 }, (_, i) => [`x-${i}`, "x".repeat(200)]))],
    ["in one cookie", { "set-cookie": `a=${"x".repeat(20_000)}` }],
  ])(
    "F10 of the backend's answer are a 502 that names the limit and its setting: %s",
    async ([, headers]) => {
      backend.handle((_request, response) =>
        response.writeHead(200, headers as Record<string, string>).end(),
      );
      const answer = await send(system.url, "/api/v1/x");
      expect(answer.status).toBe(502);
      expect(answer.body.toString()).toMatch(/headers .* longer than 16384 bytes.*--max-http-header-size/);
    },
  );
});
