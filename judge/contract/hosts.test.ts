/**
 * Whose requests are answered: those that come under a name of the console's. A web page that has rebound its own name to the
 * console's address (DNS rebinding) is of the same origin as the console to a browser; its name alone gives it away.
 */
import { globSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { type Backend, startBackend } from "../testing/backend";
import { freePort } from "../testing/web-server";
import { type Answer, send, sendRaw } from "./client";
import { PATIENCE_MS, type RunningSystem, startSystem, testOfTailrace } from "./system";

const STANDALONE = path.join(import.meta.dirname, "../../web/.next/standalone/web");

let backend: Backend;
/** Listens on loopback, and has no ALLOWED_HOSTS. */
let local: RunningSystem;
let metricsPort: number;
beforeAll(async () => {
  backend = await startBackend();
  backend.handle((request, response) => {
    request.resume();
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ workloads: [{ id: "a", name: "A", status: "running" }] }));
  });
  metricsPort = await freePort();
  local = await startSystem(backend.url, { METRICS_PORT: String(metricsPort) });
});
afterAll(async () => {
  await local[Symbol.asyncDispose]();
  await backend[Symbol.asyncDispose]();
});

const statusOf = async (system: RunningSystem, headers: Record<string, string>) =>
  (await send(system.url, "/api/v1/workloads", { headers })).status;

function expectRefusal(answer: Answer): void {
  expect(answer.status).toBe(421);
  expect(answer.headers["content-type"]).toBe("application/problem+json");
  if (answer.body.length > 0)
    expect(JSON.parse(answer.body.toString())).toMatchObject({ status: 421, code: "misdirected" });
}

describe("F17 on loopback without ALLOWED_HOSTS", () => {
  testOfTailrace.for([
    ["localhost"],
    ["LocalHost:3000"],
    ["localhost.:3000"],
    ["logs.localhost:3000"],
    ["127.0.0.1:3000"],
    ["127.1.2.3"],
    ["[::1]:3000"],
  ])("F17 a request for %s is answered: it is a name of this machine's", async ([host]) => {
    expect(await statusOf(local, { host: host! })).toBe(200);
  });

  testOfTailrace.for([
    ["evil.example:3000"],
    ["localhost.evil.example"],
    ["127.0.0.1.evil.example"],
    ["10.0.0.7:3000"],
    ["me@localhost"],
    ["localhost, evil.example"],
  ])("F17 a request for %o is a 421", async ([host]) => {
    expect(await statusOf(local, { host: host! })).toBe(421);
  });

  testOfTailrace.for<[string, string, string, Record<string, string>?]>([
    ["the list", "GET", "/api/v1/workloads"],
    ["a button", "POST", "/api/v1/workloads/a/stop"],
    ["a log", "GET", "/api/v1/workloads/a/logs", { accept: "text/event-stream" }],
    ["the stream of the list", "GET", "/api/v1/events", { accept: "text/event-stream" }],
    ["the handler that the rewrite leads to", "GET", "/backend/v1/workloads"],
    ["the start page", "GET", "/"],
    ["the start page's head", "HEAD", "/"],
    ["a log's page", "GET", "/workloads/a"],
    ["several logs' page", "GET", "/logs?id=a"],
    ["no page", "GET", "/no-such-page"],
    ["a navigation within the app", "GET", "/workloads/a?_rsc=1", { rsc: "1" }],
    ["a prefetch", "GET", "/?_rsc=1", { rsc: "1", "next-router-prefetch": "1" }],
    ["a server action", "POST", "/", { "next-action": "0".repeat(42) }],
    ["a page's data", "GET", "/_next/data/build/index.json", { "x-nextjs-data": "1" }],
    ["a page under a probe's path", "GET", "/healthz/x"],
    ["what claims to have passed already", "GET", "/", { "x-middleware-subrequest": "src/proxy:src/proxy" }],
  ])(
    "F17 under a foreign name %s (%s %s) is a problem, and asks the backend nothing",
    async ([, method, path, headers]) => {
      backend.takeReceived();
      const rebound = { host: "evil.example:3000", "sec-fetch-site": "same-origin", "x-request-id": "r-17" };
      const answer = await send(local.url, path, { method, headers: { ...rebound, ...headers } });
      expectRefusal(answer);
      expect(answer.headers["x-request-id"]).toBe("r-17");
      expect(backend.takeReceived()).toHaveLength(0);
    },
  );

  testOfTailrace("F17 a refusal names the name, and its log line has the code", async () => {
    for (const path of ["/", "/api/v1/x"]) {
      const id = `refused-${path.length}`;
      const answer = await send(local.url, path, { headers: { host: "evil.example", "x-request-id": id } });
      expect(answer.body.toString()).toMatch(/evil\.example.*ALLOWED_HOSTS/);
      await expect.poll(() => local.output()).toContain(id);
      const line = local
        .output()
        .split("\n")
        .find((line) => line.includes(id))!;
      expect(JSON.parse(line)).toMatchObject({ level: "info", status: 421, code: "misdirected", path });
    }
  });

  testOfTailrace(
    "F17 a probe is answered whatever the name: a kubelet asks for the pod's address",
    async () => {
      for (const path of ["/healthz", "/readyz"])
        expect((await send(local.url, path, { headers: { host: "10.0.0.7:3000" } })).status).toBe(200);
    },
  );

  testOfTailrace("F17 so are a page's files, which are the same in every console", async () => {
    const [script] = globSync(".next/static/**/*.js", { cwd: STANDALONE });
    const file = script!.replace(/^\.next/, "/_next").replaceAll("\\", "/");
    expect((await send(local.url, file, { headers: { host: "evil.example" } })).status).toBe(200);
  });
});

testOfTailrace("F17 metrics are for this machine's own names, too, while they are on loopback", async () => {
  const get = (host: string) => send(`http://127.0.0.1:${metricsPort}`, "/metrics", { headers: { host } });
  expect((await get("evil.example")).status).toBe(421);
  expect((await get(`localhost:${metricsPort}`)).status).toBe(200);
});

const ALLOWED_HOSTS = "console.example, Logs.Example";

describe("F17 with ALLOWED_HOSTS", () => {
  let named: RunningSystem;
  beforeAll(async () => {
    named = await startSystem(backend.url, { ALLOWED_HOSTS });
  });
  afterAll(() => named[Symbol.asyncDispose]());

  testOfTailrace.for([
    ["console.example", 200],
    ["CONSOLE.example.:8443", 200],
    ["logs.example", 200],
    ["www.console.example", 421],
    ["localhost:3000", 421],
    ["127.0.0.1:3000", 421],
  ] as const)("F17 a request for %s is a %d", async ([host, status]) => {
    expect(await statusOf(named, { host })).toBe(status);
    expect((await send(named.url, "/", { headers: { host } })).status).toBe(status);
  });

  testOfTailrace("F17 a client's claim in X-Forwarded-Host changes nothing", async () => {
    expect(await statusOf(named, { host: "evil.example", "x-forwarded-host": "console.example" })).toBe(421);
    expect(await statusOf(named, { host: "console.example", "x-forwarded-host": "evil.example" })).toBe(200);
  });
});

describe("F17 with ALLOWED_HOSTS and TRUST_FORWARDED_HEADERS=true", () => {
  let trusting: RunningSystem;
  beforeAll(async () => {
    trusting = await startSystem(backend.url, { ALLOWED_HOSTS, TRUST_FORWARDED_HEADERS: "true" });
  });
  afterAll(() => trusting[Symbol.asyncDispose]());

  testOfTailrace.for<[string, string | undefined, number]>([
    ["internal:3000", "console.example", 200],
    ["internal:3000", "console.example:443, logs.example", 200],
    ["console.example", undefined, 200],
    ["internal:3000", undefined, 421],
    ["console.example", "evil.example", 421],
    ["console.example", "console.example, evil.example", 421],
  ])(
    "F17 behind a trusted proxy a request with Host %s and X-Forwarded-Host %s is a %d",
    async ([host, forwarded, status]) => {
      const headers = { host, ...(forwarded && { "x-forwarded-host": forwarded }) };
      expect(await statusOf(trusting, headers)).toBe(status);
      expect((await send(trusting.url, "/", { headers })).status).toBe(status);
    },
  );
});

describe("F17 what no browser sends", () => {
  const statusOfRaw = async (head: string) =>
    Number(
      /^HTTP\/1\.1 (\d+)/.exec(
        await sendRaw(local.url, `${head}Connection: close\r\n\r\n`, PATIENCE_MS),
      )?.[1],
    );

  testOfTailrace.for([["/api/v1/x"], ["/"]])(
    "F17 %s as a target in absolute form counts by its own authority, not by Host (RFC 9112, 3.2.2)",
    async ([path]) => {
      const get = (authority: string, host: string) =>
        statusOfRaw(`GET http://${authority}${path} HTTP/1.1\r\nHost: ${host}\r\n`);
      expect(await get("evil.example:3000", "localhost")).toBe(421);
      expect(await get("me@localhost", "localhost")).toBe(421);
      expect(await get("localhost:3000", "evil.example")).toBe(200);
    },
  );

  testOfTailrace(
    "F17 a request with several Host headers is answered only if all of them are allowed",
    async () => {
      const get = (...hosts: string[]) =>
        statusOfRaw(`GET /api/v1/x HTTP/1.1\r\n${hosts.map((host) => `Host: ${host}\r\n`).join("")}`);
      expect(await get("localhost", "evil.example")).toBe(421);
      expect(await get("evil.example", "localhost")).toBe(421);
      expect(await get("localhost", "127.0.0.1")).toBe(200);
    },
  );

  testOfTailrace("F17 a request without a Host is refused", async () => {
    for (const path of ["/api/v1/x", "/"]) {
      expect(await statusOfRaw(`GET ${path} HTTP/1.0\r\n`)).toBe(421);
      expect(await statusOfRaw(`GET ${path} HTTP/1.1\r\nHost:\r\n`)).toBe(421);
      expect(await statusOfRaw(`GET ${path} HTTP/1.1\r\n`)).toBe(400); // Node's own (RFC 9112, 3.2)
    }
  });
});
