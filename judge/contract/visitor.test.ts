/** F16: what the backend is told of who asks. */
import type { IncomingHttpHeaders } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Backend, startBackend } from "../testing/backend";
import { send } from "./client";
import { hasTailrace, type RunningSystem, startSystem, testOfTailrace } from "./system";

const FALLBACK = "/api/v1/x";
const STREAM = "/api/v1/workloads/42/logs";
const PAGE = "/workloads/42";
const PATHS = hasTailrace ? [FALLBACK, STREAM] : [FALLBACK];

let backend: Backend;
let system: RunningSystem;
let trusting: RunningSystem;
beforeAll(async () => {
  backend = await startBackend();
  backend.handle((request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ id: "42", name: "x", status: "running" }));
  });
  system = await startSystem(backend.url);
  trusting = await startSystem(backend.url, {
    TRUST_FORWARDED_HEADERS: "true",
    ALLOWED_HOSTS: "console.example,localhost,127.0.0.1",
  });
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await trusting[Symbol.asyncDispose]();
  await backend[Symbol.asyncDispose]();
});

/** What the backend gets for a request to `path` of `server`. */
async function toldFor(
  server: RunningSystem,
  path: string,
  headers: Record<string, string> = {},
): Promise<IncomingHttpHeaders> {
  const received = backend.nextRequest();
  await send(server.url, path, { headers });
  return (await received).headers;
}

const CLAIMS = {
  forwarded: "for=1.2.3.4;proto=https",
  "x-forwarded-for": "1.2.3.4",
  "x-forwarded-host": "console.example",
  "x-forwarded-proto": "https",
  "x-forwarded-user": "ada",
  "x-real-ip": "1.2.3.4",
};

describe("F16", () => {
  test.for(PATHS)(
    "F16 the backend is told the client's address, the name and the scheme that it asked for, in place of its claims: %s",
    async (path) => {
      for (const claims of [{}, CLAIMS]) {
        const told = await toldFor(system, path, { ...claims, host: "console.localhost:3000" });
        expect(told).toMatchObject({
          "x-forwarded-for": "127.0.0.1",
          "x-forwarded-host": "console.localhost:3000",
          "x-forwarded-proto": "http",
        });
        for (const name of ["forwarded", "x-real-ip", "x-forwarded-user", "x-forwarded-port"]) {
          expect(told).not.toHaveProperty(name);
        }
      }
    },
  );

  test.for(PATHS)("F16 no client takes it away by naming it in Connection: %s", async (path) => {
    const names = "x-forwarded-for, x-forwarded-host, x-forwarded-proto, x-request-id";
    const told = await toldFor(system, path, { connection: names });
    expect(told).toMatchObject({ "x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "http" });
    expect(told).toHaveProperty("x-forwarded-host");
    if (hasTailrace) expect(told).toHaveProperty("x-request-id");
  });

  test.for(PATHS)(
    "F16 what a trusted proxy says goes along, with that proxy's own address behind the others: %s",
    async (path) => {
      expect(await toldFor(trusting, path, CLAIMS)).toMatchObject({
        ...CLAIMS,
        forwarded: "for=1.2.3.4;proto=https, for=127.0.0.1",
        "x-forwarded-for": "1.2.3.4, 127.0.0.1",
      });
    },
  );

  test.for(PATHS)(
    "F16 what a trusted proxy leaves open is filled in, and nothing else is invented: %s",
    async (path) => {
      const told = await toldFor(trusting, path, { "x-forwarded-for": "1.2.3.4", host: "console.example" });
      const forwarded = Object.entries(told).filter(([name]) => /forwarded|real-ip/.test(name));
      expect(Object.fromEntries(forwarded)).toEqual({
        "x-forwarded-for": "1.2.3.4, 127.0.0.1",
        "x-forwarded-host": "console.example",
        "x-forwarded-proto": "http",
      });
    },
  );

  testOfTailrace.for([
    ["with a trusted proxy in front", true],
    ["without", false],
  ] as const)("F16 a page asks the backend as its visitor would under /api, %s", async ([, trusts]) => {
    const visitor = {
      ...CLAIMS,
      "accept-language": "de",
      authorization: "Bearer x",
      cookie: "session=1",
      "x-auth-request-user": "ada",
      "x-request-id": "the-page",
      host: "127.0.0.1",
    };
    const server = trusts ? trusting : system;
    const ofPage = await toldFor(server, PAGE, visitor);
    const ofApi = await toldFor(server, "/api/v1/workloads/42", visitor);
    const who = (headers: IncomingHttpHeaders) =>
      Object.fromEntries(
        Object.entries(headers).filter(
          ([name]) => !["accept", "accept-encoding", "connection"].includes(name),
        ),
      );
    expect(who(ofPage)).toEqual(who(ofApi));
    expect(ofPage["x-request-id"]).toBe("the-page");
    expect(ofPage["x-forwarded-user"]).toBe(trusts ? "ada" : undefined);
  });

  testOfTailrace("F16 a page says nothing of its own request that is not about its visitor", async () => {
    const told = await toldFor(system, PAGE, {
      "next-url": "/",
      "if-none-match": '"1"',
      referer: "http://127.0.0.1/",
      "sec-fetch-site": "same-origin",
    });
    for (const name of ["next-url", "if-none-match", "referer", "sec-fetch-site"]) {
      expect(told).not.toHaveProperty(name);
    }
    expect(told.accept).toBe("application/json");
  });
});
