/** F17 and F18: what pages of other origins get, and what no answer is taken for. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { type Backend, startBackend, startEvents } from "../testing/backend";
import { chooseBrowser, launchBrowser } from "../testing/browser";
import { openStream, send } from "./client";
import { hasTailrace, isBehindNext, type RunningSystem, startSystem } from "./system";

const TOOLS = "https://tools.example";

let backend: Backend;
let system: RunningSystem;
/** Lets pages of TOOLS do what the app's own may. */
let open: RunningSystem;
beforeAll(async () => {
  backend = await startBackend();
  system = await startSystem(backend.url);
  open = await startSystem(backend.url, { ALLOWED_ORIGINS: `${TOOLS},http://localhost:6274` });
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await open[Symbol.asyncDispose]();
  await backend[Symbol.asyncDispose]();
});

const corsOf = (headers: object) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith("access-control-")));

const OPEN_TO_ALL = {
  "access-control-allow-origin": "*",
  "access-control-allow-credentials": "true",
  "access-control-allow-methods": "DELETE",
  "access-control-expose-headers": "x-secret",
};

describe("F17", () => {
  test.for(["GET", "OPTIONS", "POST"])(
    "F17 what the backend says of other origins does not open this one: %s",
    async (method) => {
      backend.handle((_request, response) => response.writeHead(200, OPEN_TO_ALL).end());
      for (const origin of ["https://evil.example", undefined]) {
        if (origin && method === "POST") continue; // refused
        const { headers } = await send(system.url, "/api/v1/x", {
          method,
          headers: origin ? { origin } : {},
        });
        expect(corsOf(headers)).toEqual({});
      }
    },
  );

  describe.runIf(hasTailrace)("origins that are allowed", () => {
    test("F17 a page of an allowed origin may read an answer, and no other page may", async () => {
      backend.handle((_request, response) =>
        response.writeHead(200, { ...OPEN_TO_ALL, "mcp-session-id": "7", vary: "Accept" }).end(),
      );
      const allowed = await send(open.url, "/api/v1/x", { headers: { origin: TOOLS } });
      expect(corsOf(allowed.headers)).toEqual({
        "access-control-allow-origin": TOOLS,
        "access-control-allow-credentials": "true",
        "access-control-expose-headers": expect.stringMatching(/mcp-session-id.*x-request-id/),
      });
      for (const origin of ["https://evil.example", "http://tools.example", "null"]) {
        const { headers } = await send(open.url, "/api/v1/x", { headers: { origin } });
        expect(corsOf(headers)).toEqual({});
        expect(headers.vary).toMatch(/Accept.*Origin/);
      }
    });

    test("F17 a POST and an event stream of a page of an allowed origin reach the backend", async () => {
      const methods: string[] = [];
      backend.handle((request, response) => {
        methods.push(request.method!);
        startEvents(response);
        response.end("data: x\n\n");
      });
      const headers = { origin: TOOLS, "sec-fetch-site": "cross-site" };
      expect((await send(open.url, "/api/v1/x", { method: "POST", headers })).status).toBe(200);
      const stream = await openStream(open.url, "/api/v1/workloads/42/logs", { headers });
      expect(stream.headers["access-control-allow-origin"]).toBe(TOOLS);
      await stream.until("data: x");
      expect(methods).toEqual(["POST", "GET"]);
      const other = { ...headers, origin: "https://evil.example" };
      expect((await send(open.url, "/api/v1/x", { method: "DELETE", headers: other })).status).toBe(403);
      expect(methods).toHaveLength(2);
    });

    test("F17 a browser's question before it sends is answered here, for an allowed origin only", async () => {
      const asked: string[] = [];
      backend.handle((request, response) => {
        asked.push(request.method!);
        response.writeHead(204, OPEN_TO_ALL).end();
      });
      const question = {
        "access-control-request-method": "DELETE",
        "access-control-request-headers": "content-type,mcp-session-id",
      };
      const yes = await send(open.url, "/api/v1/x", {
        method: "OPTIONS",
        headers: { ...question, origin: TOOLS },
      });
      expect(yes.status).toBe(204);
      expect(corsOf(yes.headers)).toMatchObject({
        "access-control-allow-origin": TOOLS,
        "access-control-allow-methods": "DELETE",
        "access-control-allow-headers": "content-type,mcp-session-id",
      });
      expect(asked).toEqual([]);
      const no = await send(open.url, "/api/v1/x", {
        method: "OPTIONS",
        headers: { ...question, origin: "https://evil.example" },
      });
      expect(corsOf(no.headers)).toEqual({});
    });

    test("F17 a page of an allowed origin can read why its request was refused", async () => {
      const headers = { origin: TOOLS };
      const answer = await send(open.url, "/api/v1/%2e%2e/x", { headers });
      expect(answer.status).toBe(400);
      expect(answer.headers["access-control-allow-origin"]).toBe(TOOLS);
    });

    test.skipIf(isBehindNext)("F17 a WebSocket of a page of an allowed origin is opened", async () => {
      backend.handle((request, response) => {
        response.writeHead(101, { connection: "upgrade", upgrade: "websocket", "sec-websocket-accept": "x" });
        response.flushHeaders();
        request.socket.end();
      });
      const statusFor = async (origin: string) => {
        const socket = new WebSocket(`${open.url.replace("http", "ws")}/api/v1/socket`, { origin });
        const error = new Promise<string>((resolve) =>
          socket.once("error", ({ message }) => resolve(message)),
        );
        return error;
      };
      // The key of the answer is none: the client got that far.
      expect(await statusFor(TOOLS)).toMatch(/Sec-WebSocket-Accept/);
      expect(await statusFor("https://evil.example")).toMatch(/403/);
    });

    test.runIf(process.env.CI || chooseBrowser())(
      "F17 a page of an allowed origin sends with its visitor's cookies, and reads the answer",
      async () => {
        const tools = createServer((_request, response) =>
          response.setHeader("content-type", "text/html").end("<title>tools</title>"),
        ).listen(0, "127.0.0.1");
        await once(tools, "listening");
        const origin = `http://localhost:${(tools.address() as AddressInfo).port}`;
        await using own = await startSystem(backend.url, { ALLOWED_ORIGINS: origin });
        backend.handle((request, response) => {
          response.writeHead(200, { "mcp-session-id": "7" });
          response.end(`${request.method} ${request.headers["x-mine"]}`);
        });
        const browser = await launchBrowser();
        try {
          const page = await browser.newPage();
          await page.goto(origin);
          const ask = (url: string) =>
            page.evaluate(async (url) => {
              const headers = { "x-mine": "1" };
              const answer = await fetch(url, { method: "DELETE", headers, credentials: "include" });
              return [await answer.text(), answer.headers.get("mcp-session-id")];
            }, url);
          const { port } = new URL(own.url);
          expect(await ask(`http://localhost:${port}/api/v1/x`)).toEqual(["DELETE 1", "7"]);
          await expect(ask(`http://localhost:${new URL(system.url).port}/api/v1/x`)).rejects.toThrow(/fetch/);
        } finally {
          await browser.close();
          tools.close();
        }
      },
    );
  });
});

describe.runIf(hasTailrace)("F18", () => {
  test.for([
    ["text that holds markup", "/api/v1/x", { "content-type": "text/plain" }],
    ["what has no type", "/api/v1/x", {}],
    ["an event stream", "/api/v1/workloads/42/logs", { "content-type": "text/event-stream" }],
    ["HTML of the backend's own", "/api/docs", { "content-type": "text/html" }],
  ] as const)("F18 the type of an answer is not guessed: %s", async ([, path, headers]) => {
    backend.handle((_request, response) => response.writeHead(200, headers).end("<script>alert(1)</script>"));
    const answer = await send(system.url, path);
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    expect(answer.headers["content-type"]).toBe((headers as Record<string, string>)["content-type"]);
  });

  test("F18 neither is that of a problem, nor twice where the backend says it", async () => {
    expect((await send(system.url, "/api/v1/%2e%2e/x")).headers["x-content-type-options"]).toBe("nosniff");
    backend.handle((_request, response) => response.setHeader("x-content-type-options", "nosniff").end());
    const { rawHeaders } = await send(system.url, "/api/v1/x");
    expect(rawHeaders.filter((one) => /x-content-type-options/i.test(one))).toHaveLength(1);
  });
});
