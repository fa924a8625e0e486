// examples/next-app, installed and built as any app is, with each Next that the library is for.
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openStream, send } from "../contract/client";
import { BUILD_TIMEOUT_MS, buildExample } from "../systems/example";
import { startNextApp } from "../systems/next-app";
import type { RunningSystem } from "../systems/system";
import { type Backend, closed, type Exchange, startBackend, startEvents } from "../testing/backend";
import { testInBrowser } from "./browser";

interface Variant {
  title: string;
  /** What is different from examples/next-app. */
  change?: (app: string) => void;
  /** Whether its proxy is run for some of what is the hop's: that goes through Next then, and the rest before it. */
  proxied?: boolean;
}

const VARIANTS: Variant[] = [
  { title: "Next 16 with cacheComponents" },
  {
    title: "Next 16 without cacheComponents and a proxy on a part of /api",
    proxied: true,
    change(app) {
      withoutCacheComponents(app);
      proxyJobs(app);
    },
  },
  {
    title: "Next 15.5 and a middleware on a part of /api", // cacheComponents is in no release of it
    proxied: true,
    change(app) {
      withoutCacheComponents(app);
      proxyJobs(app);
      edit(app, "package.json", /("next": )"[^"]+"/, '$1"^15.5.0"');
      edit(app, "proxy.ts", "function proxy", "function middleware");
      renameSync(path.join(app, "proxy.ts"), path.join(app, "middleware.ts"));
    },
  },
];

function withoutCacheComponents(app: string): void {
  edit(app, "next.config.ts", /  cacheComponents: true,\n  partialPrefetching: true,\n/, "");
}

function proxyJobs(app: string): void {
  edit(app, "proxy.ts", /matcher: ".+"/, 'matcher: "/api/v1/jobs/:path*"');
}

/** Replaces what is in `file`, and must be. */
function edit(app: string, file: string, what: string | RegExp, by: string): void {
  const before = readFileSync(path.join(app, file), "utf8");
  const after = before.replace(what, by);
  if (after === before) throw new Error(`${file} has no ${what}.`);
  writeFileSync(path.join(app, file), after);
}

describe.for(VARIANTS)("an app that has installed the library, with $title,", ({ change, proxied }) => {
  let folder: string;
  let backend: Backend;
  let app: RunningSystem;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "tailrace-example-"));
    const built = path.join(folder, "next-app");
    buildExample("next-app", built, change);
    backend = await startBackend();
    app = await startNextApp(built, backend.url);
  }, BUILD_TIMEOUT_MS);
  afterAll(async () => {
    await app?.[Symbol.asyncDispose]();
    await backend?.[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  /** The first request to the backend for `path`, to be answered by the test. */
  let asked: (path: string) => Promise<Exchange>;
  beforeEach(() => {
    const requests = new Map<string, PromiseWithResolvers<Exchange>>();
    const at = (path: string) => requests.get(path) ?? requests.set(path, Promise.withResolvers()).get(path)!;
    asked = (path) => at(path).promise;
    backend.handle((request, response) => {
      at(request.url!).resolve({ request, response });
      if (request.url === "/v1/me") response.end("Ada"); // a page's, for which Next 16 may ask twice
    });
  });

  test(`${proxied ? "is" : "is not"} told when it starts that its proxy covers the hop's paths`, async () => {
    await send(app.url, "/api/hello"); // which waits for instrumentation.ts
    expect(app.output()).not.toContain("front door");
    const sentence =
      /^tailrace: the matcher "\/api\/v1\/jobs\/:path\*" of proxy.ts \(middleware.ts\) covers \/api, /m;
    if (proxied) expect(app.output()).toMatch(sentence);
    else expect(app.output()).not.toContain("tailrace: ");
  });

  test("streams events as the backend writes them, and ends its request when the viewer leaves", async () => {
    const opening = openStream(app.url, "/api/v1/workloads/42/logs");
    const { response } = await asked("/v1/workloads/42/logs");
    startEvents(response);
    const stream = await opening;
    for (const data of ["one", "two"]) {
      response.write(`data: ${data}\n\n`);
      await stream.until(`data: ${data}\n\n`);
    }
    stream.leave();
    await closed(response.socket!);
  });

  test("passes on what has no route of its own, and leaves the app's own routes alone", async () => {
    const answering = send(app.url, "/api/v1/jobs?x=1", { method: "POST" }, "a job");
    const { request, response } = await asked("/v1/jobs?x=1");
    expect([request.method, await textOf(request)]).toEqual(["POST", "a job"]);
    response.writeHead(201).end("made");
    const answer = await answering;
    expect([answer.status, answer.body.toString()]).toEqual([201, "made"]);
    expect((await send(app.url, "/api/hello")).body.toString()).toContain("from the app itself");
  });

  test("a stream that a handler makes after it has asked the backend comes part by part", async () => {
    const opening = openStream(app.url, "/api/report");
    (await asked("/v1/report/summary")).response.end("summary");
    const stream = await opening;
    await stream.until("data: summary\n\n");
    (await asked("/v1/report/details")).response.end("details"); // not before the client has the first part
    await stream.until("data: details\n\n");
    expect(await stream.ended).toBe("properly");
  });

  /** Who asks, and under which name; and where a client says it comes from, which is not to be believed. */
  const VISITOR = { cookie: "session=1", authorization: "Bearer token", "x-request-id": "of-the-page" };
  const CLAIMED = { "x-forwarded-for": "203.0.113.7", "x-real-ip": "203.0.113.7" };

  function expectVisitor({ headers }: IncomingMessage): void {
    expect(headers).toMatchObject(VISITOR);
    for (const name of Object.keys(CLAIMED)) expect(headers).not.toHaveProperty(name);
  }

  test("a server component asks the backend as its visitor, under the request id of the page", async () => {
    const page = await send(app.url, "/jobs", { headers: { ...VISITOR, ...CLAIMED } });
    expect(page.body.toString()).toContain("Ada");
    expectVisitor((await asked("/v1/me")).request);
  });

  testInBrowser("a server action asks the backend as its visitor", async ({ page }) => {
    await page.setExtraHTTPHeaders({ ...VISITOR, ...CLAIMED });
    await page.goto(`${app.url}/jobs`);
    await page.getByText("Ada").waitFor();
    await page.getByRole("button", { name: "Restart" }).click();
    const { request, response } = await asked("/v1/restart");
    expect(request.method).toBe("POST");
    expectVisitor(request);
    response.end();
  });

  testInBrowser("a page shows events as they come, through a stream that breaks off", async ({ page }) => {
    await page.goto(`${app.url}/live`);
    const events = page.getByRole("listitem");
    const { response } = await asked("/v1/workloads/42/logs");
    startEvents(response);
    response.write("retry: 1\nid: e-1\ndata: one\n\n");
    await expect.poll(() => events.allTextContents()).toEqual(["one"]);
    expect(await page.getByRole("status").textContent()).toBe("open");
    const again = backend.nextRequest();
    response.destroy();
    expect((await again).headers["last-event-id"]).toBe("e-1");
  });
});

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks = (await request.toArray()) as Buffer[];
  return Buffer.concat(chunks).toString();
}
