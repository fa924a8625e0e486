/** The front door under `next dev`, where files come, change and go. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { send, sendRaw } from "judge/client";
import { startChild } from "judge/systems/child";
import type { RunningSystem } from "judge/systems/system";
import { type Backend, startBackend } from "judge/testing/backend";
import { freePort } from "judge/testing/web-server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

// Next compiles what is asked for, on a machine that may be busy.
const COMPILED = { timeout: 60_000 };

let backend: Backend;
let folder: string;
let server: RunningSystem;
let url: string;
/** What reached the backend. */
let reached: string[];

beforeAll(async () => {
  backend = await startBackend();
  folder = mkdtempSync(path.join(import.meta.dirname, "testing/.development-"));
  cpSync(path.join(import.meta.dirname, "testing/app"), folder, {
    recursive: true,
    filter: (file) => !file.includes(".next"),
  });
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  server = await startChild({
    command: process.execPath,
    args: [next, "dev", folder, "--hostname", "127.0.0.1", "--port", String(port)],
    env: { NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1", BACKEND_URL: backend.url },
    port,
  });
  await (await fetch(`${url}/api/own`)).text(); // which waits for instrumentation.ts
}, 120_000);
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await backend[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  reached = [];
  backend.handle((request, response) => {
    reached.push(`${request.method} ${request.url}`);
    response.end("backend");
  });
});

/** Whether Next has had a hand in it: its server names its router's headers in every answer. */
const isNexts = ({ headers }: { headers: { vary?: string } }) => headers.vary?.includes("rsc") ?? false;

const handshake = (target: string) =>
  `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
  "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

test("what has no file is the backend's, before Next", async () => {
  const answer = await send(url, "/api/x//y?a=1", { method: "PROPFIND" });
  expect(answer.body.toString()).toBe("backend");
  expect(reached).toEqual(["PROPFIND /x//y?a=1"]);
  expect(isNexts(answer)).toBe(false);
});

test("a WebSocket is the backend's, and Next keeps its own for hot reload", async () => {
  backend.handle((request, response) => {
    response.writeHead(101, { connection: "upgrade", upgrade: "websocket" }).flushHeaders();
    request.socket.end("through");
  });
  expect(await sendRaw(url, handshake("/api/socket"), 2_000)).toMatch(/^HTTP\/1\.1 101 [^]*through$/);
  expect(await sendRaw(url, handshake("/_next/hmr"), 2_000)).toMatch(/^HTTP\/1\.1 101 /);
});

test.for([
  ["/api/own", "own"],
  ["/api/legacy", "legacy"],
  ["/api/file.txt", "a file\n"],
  ["/api/before", "own"],
  ["/api/guarded/x", "guarded"],
] as const)("what has a file or a rule is Next's: %s", async ([path, body]) => {
  expect((await send(url, path)).body.toString()).toBe(body);
  expect(reached).toEqual([]);
});

test("what a route.ts declares goes where it says, through Next, which compiles it anew when it changes", async () => {
  await send(url, "/api/declared/42");
  expect(reached).toEqual(["GET /declared/42/x"]);
  writeFileSync(
    path.join(folder, "app/api/declared/[id]/route.js"),
    'import { hop } from "../../../../lib/backend";\n\nexport const GET = hop.forward(() => "/changed");\n',
  );
  await expect
    .poll(async () => (await send(url, "/api/declared/42"), reached.at(-1)), COMPILED)
    .toBe("GET /changed");
});

test("a handler that comes is Next's, and what it had is the backend's again when it goes", async () => {
  await send(url, "/api/new");
  expect(reached).toEqual(["GET /new"]);
  const route = path.join(folder, "app/api/new");
  mkdirSync(route);
  writeFileSync(path.join(route, "route.js"), 'export const GET = () => new Response("new");\n');
  await expect.poll(async () => (await send(url, "/api/new")).body.toString(), COMPILED).toBe("new");
  rmSync(route, { recursive: true });
  await expect.poll(async () => (await send(url, "/api/new")).body.toString(), COMPILED).toBe("backend");
});

test("a path that the matcher of proxy.ts comes to cover is Next's", async () => {
  await send(url, "/api/later/x");
  expect(reached).toEqual(["GET /later/x"]);
  writeFileSync(
    path.join(folder, "proxy.js"),
    'export const proxy = () => new Response("guarded", { status: 401 });\n\nexport const config = { matcher: ["/api/later/:path*"] };\n',
  );
  await expect.poll(async () => (await send(url, "/api/later/x")).status, COMPILED).toBe(401);
});
