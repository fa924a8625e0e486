// Must be the first import: it sets up what Next expects of its environment.
import { testApiHandler } from "next-test-api-route-handler";
import { afterAll, beforeEach, expect, test } from "vitest";
import { closed, startBackend, startEvents } from "judge/testing/backend";

const backend = await startBackend();
process.env.BACKEND_URL = `${backend.url}/base`;
process.env.BACKEND_CONNECT_TIMEOUT_MS = "300";
process.env.BACKEND_HEADERS_TIMEOUT_MS = "200";
const appHandler = await import("./route");

afterAll(() => backend[Symbol.asyncDispose]());
beforeEach(() => backend.handle((_request, response) => startEvents(response)));

/** Calls the handler for the workload `id` with `init` and gives the response to `check`. */
async function logs(
  id: string,
  check: (response: Response) => Promise<void>,
  init?: RequestInit & { url?: string },
) {
  const url = init?.url ?? `/api/v1/workloads/${encodeURIComponent(id)}/logs`;
  await testApiHandler({
    appHandler,
    params: { id },
    url,
    test: async ({ fetch }) => check((await fetch(init)) as unknown as Response),
  });
}

test("events arrive one by one, as the backend writes them", async () => {
  const stream = Promise.withResolvers<(data: string) => void>();
  backend.handle((_request, response) => {
    startEvents(response);
    stream.resolve((data) => void response.write(data));
  });
  const leave = new AbortController();
  await logs(
    "42",
    async (response) => {
      const write = await stream.promise;
      const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
      expect((await reader.read()).value).toBe(":\n");
      for (const event of ["id: 1\ndata: one\n\n", "id: 2\ndata: two\n\n"]) {
        write(event);
        expect((await reader.read()).value).toBe(event);
      }
      leave.abort();
    },
    { signal: leave.signal },
  );
});

test("the headers are an event stream's, and nothing on the way may change or keep it", async () => {
  backend.handle((_request, response) => {
    startEvents(response);
    response.end();
  });
  await logs("42", async (response) => {
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(response.headers.get("cache-control")).toBe("no-cache, no-transform");
    expect(response.headers.get("connection")).toBe("keep-alive");
    expect(response.headers.get("x-accel-buffering")).toBe("no");
    expect(await response.text()).toBe(":\n");
  });
});

test("the id is one segment of the backend's path, and query and Last-Event-ID go along", async () => {
  backend.handle((request, response) => {
    response.writeHead(404).end(`${request.url} ${request.headers["last-event-id"]}`);
  });
  await logs(
    "a/b c",
    async (response) =>
      expect(await response.text()).toBe("/base/v1/workloads/a%2Fb%20c/logs?tail=5&follow=false 7f-12"),
    { url: "/api/v1/workloads/a%2Fb%20c/logs?tail=5&follow=false", headers: { "last-event-id": "7f-12" } },
  );
});

test("an id that would climb out of its segment is 400 and never reaches the backend", async () => {
  backend.takeReceived();
  await logs("../../secrets", async (response) => {
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ status: 400, code: "invalid_path" });
  });
  expect(backend.takeReceived()).toHaveLength(0);
});

test.for([404, 500])(
  "the backend's %d passes with its body and is not dressed as a stream",
  async (status) => {
    backend.handle((_request, response) => {
      response.writeHead(status, { "content-type": "application/problem+json" });
      response.end(`{"title":"the backend's ${status}"}`);
    });
    await logs("42", async (response) => {
      expect(response.status).toBe(status);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(await response.json()).toEqual({ title: `the backend's ${status}` });
    });
  },
);

test("a 200 that is no event stream is a 502 that names its type", async () => {
  backend.handle((_request, response) =>
    response.setHeader("content-type", "text/html").end("<p>log in</p>"),
  );
  await logs("42", async (response) => {
    expect(response.status).toBe(502);
    expect(await response.text()).toContain("text/html");
  });
});

test("a backend that is down is a 502 problem, one that is silent a 504", async () => {
  backend.handle(() => {});
  await logs("42", async (response) => {
    expect(response.status).toBe(504);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status: 504, code: "backend_timeout" });
  });
  await backend.stop();
  await logs("42", async (response) => {
    expect(response.status).toBe(502);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status: 502, code: "backend_unreachable" });
  });
  await backend.listen();
});

test("the client's leaving ends the backend's request", async () => {
  const received = backend.nextRequest();
  const leave = new AbortController();
  await logs(
    "42",
    async (response) => {
      const upstream = await received;
      const gone = closed(upstream.socket);
      await response.body!.getReader().read();
      leave.abort();
      await gone;
    },
    { signal: leave.signal },
  );
});
