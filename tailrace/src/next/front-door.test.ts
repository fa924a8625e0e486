/** What the hop answers before Next does, and what it leaves to Next: on an app that has something of everything. */
import { rmSync } from "node:fs";
import path from "node:path";
import { send, sendRaw } from "judge/client";
import { build, startNext } from "judge/systems/next";
import type { RunningSystem } from "judge/systems/system";
import { type Backend, startBackend } from "judge/testing/backend";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

const APP = path.join(import.meta.dirname, "testing/app");
// `next build`, twice where a machine is busy.
const BUILD_TIMEOUT_MS = 180_000;

let backend: Backend;
/** What reached the backend. */
let reached: string[];
beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend[Symbol.asyncDispose]());
beforeEach(() => {
  reached = [];
  backend.handle((request, response) => {
    reached.push(`${request.method} ${request.url}`);
    response.setHeader("content-length", "7");
    response.end("backend");
  });
});

/** Builds the app with `env`, and starts it for the tests around. */
function runningApp(env: Record<string, string>): () => RunningSystem {
  let app: RunningSystem;
  const distDir = `.next/${Object.values(env).join("-").replaceAll("/", "") || "plain"}`;
  beforeAll(async () => {
    build(APP, { DIST_DIR: distDir, ...env });
    app = await startNext(APP, { DIST_DIR: distDir, ...env, BACKEND_URL: backend.url });
    await send(app.url, "/"); // which waits for instrumentation.ts
  }, BUILD_TIMEOUT_MS);
  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    rmSync(path.join(APP, distDir), { recursive: true, force: true });
  });
  return () => app;
}

/** Whether Next has had a hand in it: its server names its router's headers in every answer. */
const isNexts = ({ headers }: { headers: { vary?: string } }) => headers.vary?.includes("rsc") ?? false;

describe("an app with a front door", () => {
  const app = runningApp({});
  const ask = (path: string, method = "GET", headers: Record<string, string> = {}) =>
    send(app().url, path, { method, headers });

  test.for([
    ["what has no route of its own", "/api/x/y?a=1", "/x/y?a=1"],
    ["what a route.ts declares", "/api/declared/42", "/declared/42/x"],
    ["a parameter that is encoded", "/api/declared/a%2Fb%20c", "/declared/a%2Fb%20c/x"],
    ["the parameters of the rest of a path", "/api/rest/a/b%2Fc", "/rest?part=a&part=b%2Fc"],
    ["a path with a slash at its end", "/api/declared/42/", "/declared/42/x"],
    ["an empty segment, and a byte that is no UTF-8", "/api//x/%ff", "//x/%ff"],
    ["what is another backend's", "/second/x", "/second/x"],
  ] as const)("answers before Next: %s", async ([, asked, path]) => {
    const answer = await ask(asked);
    expect(answer.body.toString()).toBe("backend");
    expect(reached).toEqual([`GET ${path}`]);
    expect(isNexts(answer)).toBe(false);
  });

  test("asks the backend for the HEAD of a GET that is declared, and for a method that is not", async () => {
    await ask("/api/declared/42", "HEAD");
    await ask("/api/declared/42", "DELETE");
    expect(reached).toEqual(["HEAD /declared/42/x", "DELETE /declared/42"]);
  });

  test.for([
    ["a handler of the app's own", "GET", "/api/own", 200, "own"],
    ["one with a parameter", "GET", "/api/own/42", 200, "own 42"],
    ["a method that such a handler does not have", "DELETE", "/api/own", 405, ""],
    ["one beside one that is declared", "POST", "/api/mixed", 200, "own"],
    ["a handler in pages/", "GET", "/api/legacy", 200, "legacy"],
    ["a file in public/", "GET", "/api/file.txt", 200, "a file\n"],
    ["a rewrite of beforeFiles", "GET", "/api/before", 200, "own"],
    ["a rewrite of afterFiles", "GET", "/api/after", 200, "own"],
    ["a fallback of the app's own", "GET", "/api/fallback/x", 200, "own"],
    ["a redirect", "GET", "/api/old/x", 307, "/api/new/x"],
    ["a redirect in capitals, which Next takes for the same", "GET", "/api/OLD/x", 307, "/api/new/x"],
    ["what proxy.ts covers", "GET", "/api/guarded/x", 401, "guarded"],
  ] as const)("leaves to Next %s", async ([, method, path, status, body]) => {
    const answer = await ask(path, method);
    expect(answer.status).toBe(status);
    expect(answer.body.toString()).toBe(body);
    expect(reached).toEqual([]);
  });

  // Next may take it for a path with a rule or not; the backend must not get it without one.
  test.for([
    "/api//guarded/x",
    "/api/%67uarded/x",
    "/api/guarded%2Fx",
    "/api/%6Fwn",
    "/api//own",
    "/api/own%2F42",
    "/api/v1/../guarded/x",
    "/api/v1/%2e%2e/guarded/x",
  ])("leads %s to no other place than Next would", async (path) => {
    const answer = await sendRaw(app().url, `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    if (reached.length === 0) return expect(answer).toMatch(/^HTTP\/1\.1 (?:200 [^]*own|30\d |4\d\d )/);
    expect(reached).toEqual(["GET /own%2F42"]); // one segment, of which no rule speaks
  });

  test("leaves to Next what has a header of the app's configuration", async () => {
    const answer = await ask("/api/with-header");
    expect(answer.headers["x-from-config"]).toBe("yes");
    expect(reached).toEqual(["GET /with-header"]);
  });

  test("answers a handler of both kinds with the backend's where it is declared", async () => {
    expect((await ask("/api/mixed")).body.toString()).toBe("backend");
    expect(reached).toEqual(["GET /from-mixed"]);
  });

  test("sends the headers that a function of the app's own has made", async () => {
    const received = backend.nextRequest();
    expect(isNexts(await ask("/api/identity", "GET", { cookie: "s=1" }))).toBe(false);
    const { headers } = await received;
    expect(headers.authorization).toBe("Bearer of s=1");
    expect(headers.cookie).toBeUndefined();
  });

  test("answers a Refusal of the app's own with a problem", async () => {
    const answer = await ask("/api/refuses");
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body.toString())).toMatchObject({ detail: "`limit` must be a number." });
    expect(reached).toEqual([]);
  });

  test.for([
    ["a function that throws", "/api/throws", "a fault of the app's own"],
    ["a path that is none, after headers that took their time", "/api/relative", "no-slash-before-it"],
  ] as const)("has Next answer for %s, with its 500 and its line in the log", async ([, path, told]) => {
    const answer = await ask(path);
    expect(answer.status).toBe(500);
    expect(isNexts(answer)).toBe(true);
    await expect.poll(() => app().output()).toContain(told);
    expect(reached).toEqual([]);
  });

  test("answers 404 for the internal path", async () => {
    expect((await ask("/backend/x")).status).toBe(404);
    expect(reached).toEqual([]);
  });
});

describe("an app with a basePath", () => {
  const app = runningApp({ BASE_PATH: "/base" });

  test.for([
    ["/base/api/x", "GET /x"],
    ["/base/api/declared/42", "GET /declared/42/x"],
    ["/base/second/x", "GET /second/x"],
  ] as const)("has its front door under it: %s", async ([asked, path]) => {
    const answer = await send(app().url, asked);
    expect(answer.body.toString()).toBe("backend");
    expect(reached).toEqual([path]);
    expect(isNexts(answer)).toBe(false);
  });

  test.for([
    ["/base/api/own", 200, "own"],
    ["/base/api/file.txt", 200, "a file\n"],
    ["/base/api/guarded/x", 401, "guarded"],
    ["/base/api/old/x", 307, "/base/api/new/x"],
  ] as const)("leaves to Next what is Next's: %s", async ([path, status, body]) => {
    const answer = await send(app().url, path);
    expect(answer.status).toBe(status);
    expect(answer.body.toString()).toBe(body);
    expect(reached).toEqual([]);
  });

  test("has nothing beside it", async () => {
    expect((await send(app().url, "/api/x")).status).toBe(404);
    expect(reached).toEqual([]);
  });
});

describe("an app with languages in front of its paths (i18n)", () => {
  const app = runningApp({ LOCALES: "en,de" });

  test("has its front door closed, says so in a line for each hop, and answers what it answers", async () => {
    expect((await send(app().url, "/api/legacy")).body.toString()).toBe("legacy");
    const told = app()
      .output()
      .split("\n")
      .filter((line) => line.includes("front door"));
    expect(told).toHaveLength(2);
    expect(told[0]).toContain("i18n");
    expect(isNexts(await send(app().url, "/api/own"))).toBe(true);
    expect((await send(app().url, "/de/api/old/x")).headers.location).toBe("/de/api/new/x");
  });
});
