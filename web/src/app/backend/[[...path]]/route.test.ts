// Must be the first import: it sets up what Next expects of its environment.
import { testApiHandler } from "next-test-api-route-handler";
import { Readable } from "node:stream";
import { afterAll, expect, test } from "vitest";
import { closed, startBackend } from "judge/testing/backend";

const backend = await startBackend();
process.env.BACKEND_URL = backend.url;
const appHandler = await import("./route");

afterAll(() => backend[Symbol.asyncDispose]());

/** Calls the handler as the fallback rewrite does: `url` is what the client asked for. */
async function api(url: string, check: (response: Response) => Promise<void>, init?: RequestInit) {
  await testApiHandler({
    appHandler,
    url,
    test: async ({ fetch }) => check((await fetch(init)) as unknown as Response),
  });
}

test.for(["GET", "POST", "PUT", "PATCH", "DELETE"])(
  "%s reaches the backend below /api, with its body",
  async (method) => {
    backend.handle((request, response) => {
      void Readable.from(request)
        .toArray()
        .then((body) => response.end(`${request.method} ${request.url} ${Buffer.concat(body as Buffer[])}`));
    });
    const body = method === "GET" ? undefined : "hello";
    await api(
      "/api/v1/workloads/42/restart?now",
      async (response) =>
        expect(await response.text()).toBe(`${method} /v1/workloads/42/restart?now ${body ?? ""}`),
      { method, body },
    );
  },
);

test.for([404, 409, 500])("the backend's %d passes with its headers and its body", async (status) => {
  backend.handle((_request, response) => {
    response.writeHead(status, { "content-type": "application/problem+json", "x-mine": "1" }).end("{}");
  });
  await api("/api/v1/workloads/42", async (response) => {
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("x-mine")).toBe("1");
    expect(await response.text()).toBe("{}");
  });
});

test("a backend that is down is a 502 problem", async () => {
  await backend.stop();
  await api("/api/v1/workloads", async (response) => {
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ status: 502, code: "backend_unreachable" });
  });
  await backend.listen();
});

test("the client's leaving ends the backend's request before it has answered", async () => {
  backend.handle(() => {});
  const received = backend.nextRequest();
  const leave = new AbortController();
  await testApiHandler({
    appHandler,
    url: "/api/v1/slow",
    test: async ({ fetch }) => {
      const answer = fetch({ signal: leave.signal });
      const gone = closed((await received).socket);
      leave.abort();
      await expect(answer).rejects.toThrow();
      await gone;
    },
  });
});

test("a direct call of the internal path is 404", async () => {
  await api("/backend/v1/workloads", async (response) => {
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: "not_found" });
  });
});

test("a POST from another site's page is 403", async () => {
  await api("/api/v1/workloads/42/stop", async (response) => expect(response.status).toBe(403), {
    method: "POST",
    headers: { "sec-fetch-site": "cross-site" },
  });
});
