/** F19: what an answer says of places, and how a browser has to see it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Backend, startBackend } from "../testing/backend";
import { type Answer, send } from "./client";
import { hasTailrace, isBehindNext, isTailrace, type RunningSystem, startSystem } from "./system";

let backend: Backend;
/** In front of the backend's base path /ctx. */
let system: RunningSystem;
/** In front of the backend as such. */
let atRoot: RunningSystem;
let trusting: RunningSystem;
beforeAll(async () => {
  backend = await startBackend();
  [system, atRoot, trusting] = await Promise.all([
    startSystem(`${backend.url}/ctx/`),
    startSystem(backend.url),
    startSystem(backend.url, { TRUST_FORWARDED_HEADERS: "true", ALLOWED_HOSTS: "console.example" }),
  ]);
});
afterAll(async () => {
  for (const server of [system, atRoot, trusting]) await server[Symbol.asyncDispose]();
  await backend[Symbol.asyncDispose]();
});

/** The answer to a request for `path` that the backend answers with these headers. */
async function seen(
  server: RunningSystem,
  headers: Record<string, string | string[]>,
  { status = 200, path = "/api/v1/x", asked = {} as Record<string, string> } = {},
): Promise<Answer> {
  backend.handle((_request, response) => response.writeHead(status, headers).end());
  return send(server.url, path, { headers: asked });
}

describe("F19 Set-Cookie", () => {
  async function cookie(server: RunningSystem, sent: string, asked = {}): Promise<string> {
    const { headers } = await seen(server, { "set-cookie": sent }, { asked });
    expect(headers["set-cookie"]).toHaveLength(1);
    return headers["set-cookie"]![0]!;
  }

  test.for([
    ["JSESSIONID=1; Path=/ctx; HttpOnly", "JSESSIONID=1; Path=/api; HttpOnly"],
    ["a=1; path=/ctx/; Secure", "a=1; Path=/api/; Secure"],
    ["a=1; Max-Age=5; PATH = /ctx/v1/deep", "a=1; Max-Age=5; Path=/api/v1/deep"],
    ["a=1; Path=/ctxt", "a=1; Path=/ctxt"],
    ["a=1; Path=/", "a=1; Path=/"],
    ["a=path=/ctx", "a=path=/ctx"],
  ])("F19 a Set-Cookie of a backend with a base path comes back to it: %s", async ([sent, kept]) => {
    expect(await cookie(system, sent!)).toBe(kept);
  });

  test.for([
    ["a=1; Path=/", "a=1; Path=/"],
    ["a=1; Path=/v1/login", "a=1; Path=/api/v1/login"],
    ["a=1; Path=/api/v1", "a=1; Path=/api/v1"],
  ])("F19 a Set-Cookie of a backend without a base path comes back to it: %s", async ([sent, kept]) => {
    expect(await cookie(atRoot, sent!)).toBe(kept);
  });

  test("F19 several Set-Cookie are each seen to", async () => {
    const sent = ["a=1; Path=/ctx", "b=2; Path=/ctx/v1", "c=3"];
    const { headers } = await seen(system, { "set-cookie": sent });
    expect(headers["set-cookie"]).toEqual(["a=1; Path=/api", "b=2; Path=/api/v1", "c=3"]);
  });

  test.for([
    ["the backend's own is left out", "a=1; Domain=127.0.0.1; Secure", "a=1; Secure"],
    ["the visitor's own stays", "a=1; Domain=console.localhost", "a=1; Domain=console.localhost"],
    ["one above the visitor's own stays", "a=1; Domain=.localhost", "a=1; Domain=.localhost"],
    ["that of somebody else stays", "a=1; Domain=other.example", "a=1; Domain=other.example"],
  ])("F19 a cookie's Domain: %s", async ([, sent, kept]) => {
    expect(await cookie(system, sent!, { host: "console.localhost:3000" })).toBe(kept);
  });
});

describe("F19 locations", () => {
  test.for([
    ["content-location", (origin: string): string => `${origin}/ctx/v1/y?q=1`, "/api/v1/y?q=1"],
    ["refresh", (origin: string): string => `3; url=${origin}/ctx/v1/y`, "3; url=/api/v1/y"],
    ["refresh", (): string => "0;URL='/ctx/v1/y'", "0;URL='/api/v1/y'"],
    ["refresh", (): string => "30", "30"],
    ["link", (): string => '</ctx/v1/x?page=2>; rel="next"', '</api/v1/x?page=2>; rel="next"'],
    [
      "link",
      (origin: string) =>
        `<${origin}/ctx/a,b>; rel=prev; title="x, <y>", <https://other.example/z>; rel=help`,
      '</api/a,b>; rel=prev; title="x, <y>", <https://other.example/z>; rel=help',
    ],
  ] as const)("F19 %s on the backend is one under /api (%#)", async ([name, value, right]) => {
    const answer = await seen(system, { [name]: value(backend.url) });
    expect(answer.headers[name]).toBe(right);
  });

  test.for(["content-location", "refresh", "link"])(
    "F19 %s on the backend that no browser can reach is left out",
    async (name) => {
      const outside = `${backend.url}/outside`;
      const value = { refresh: `0; url=${outside}`, link: `<${outside}>; rel=next` }[name] ?? outside;
      const { headers } = await seen(system, { [name]: value });
      expect(headers).not.toHaveProperty(name);
    },
  );

  const visitor = { "x-forwarded-host": "console.example", "x-forwarded-proto": "https" };

  test.for([
    ["the scheme that it was told", "https://BACKEND/v1/items/", 307, "/api/v1/items/"],
    ["the scheme and the name that it was told", "https://console.example/files/1", 201, "/api/files/1"],
    ["the name that it was told", "http://console.example/v1/items/", 308, "/api/v1/items/"],
    [
      "its place under the prefix",
      "https://console.example/api/v1/y",
      302,
      "https://console.example/api/v1/y",
    ],
    ["nothing of the kind", "https://login.example/?next=1", 302, "https://login.example/?next=1"],
  ] as const)(
    "F19 behind a trusted proxy a Location of a backend that goes by %s leads on",
    async ([, location, status, right]) => {
      const sent = location.replace("BACKEND", new URL(backend.url).host);
      const answer = await seen(trusting, { location: sent }, { status, asked: visitor });
      expect(answer.headers.location).toBe(right);
    },
  );

  // The door knows the app's pages; a peer and the handlers do not.
  test.runIf(isTailrace && !isBehindNext)(
    "F19 behind a trusted proxy a Location that is one of the app's own pages leads there",
    async () => {
      for (const page of ["https://console.example/", "https://console.example/workloads/42?from=login"]) {
        const answer = await seen(trusting, { location: page }, { status: 303, asked: visitor });
        expect(answer.headers.location).toBe(page);
      }
    },
  );

  test.runIf(hasTailrace)(
    "F19 without a trusted proxy a Location on the visitor's own host is where the backend says",
    async () => {
      const { host } = new URL(atRoot.url);
      const answer = await seen(atRoot, { location: `http://${host}/done` }, { status: 303 });
      expect(answer.headers.location).toBe(`http://${host}/done`);
    },
  );
});
