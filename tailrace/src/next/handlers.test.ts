// Must be the first import: it sets up what Next expects of its environment.
import { testApiHandler } from "next-test-api-route-handler";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHop, type Handler, path, Refusal } from "../index.ts";

let server: Server;
let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => answer(request, response, Buffer.concat(chunks).toString()));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => void server.close().closeAllConnections());

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const { eventStream, forward } = createHop({ url });

/** Calls a route of these handlers as Next does, and gives the response to `check`. */
async function call<Params>(
  handlers: Record<string, Handler<Params> | ((request: Request) => Promise<Response>)>,
  init: RequestInit & { url?: string; params?: Record<string, string> },
  check: (response: Response) => Promise<void>,
) {
  await testApiHandler({
    appHandler: handlers as never,
    url: init.url ?? "/api/x",
    params: init.params,
    test: async ({ fetch }) => check((await fetch(init as never)) as unknown as Response),
  });
}

const events = (response: ServerResponse, text: string) =>
  response.writeHead(200, { "content-type": "text/event-stream" }).end(text);

test("a GET's events are streamed from the path that the params make", async () => {
  answer = ({ url }, response) => events(response, `data: ${url}\n\n`);
  const GET = eventStream(({ id }: { id: string }) => path`/v1/jobs/${id}/logs`);
  await call({ GET }, { url: "/api/v1/jobs/a%2Fb/logs?tail=5", params: { id: "a/b" } }, async (response) => {
    expect(await response.text()).toBe(":\ndata: /v1/jobs/a%2Fb/logs?tail=5\n\n");
  });
});

test.for([
  ["text/event-stream", eventStream(() => "/v1/chat"), "data: hel\n\ndata: lo\n\n"],
  ["application/x-ndjson", forward(() => "/v1/chat"), '{"t":"hel"}\n{"t":"lo"}\n'],
] as const)("an LLM's answer to a POST of JSON comes as the backend's %s", async ([type, POST, tokens]) => {
  answer = (request, response, body) => {
    expect(body).toBe('{"prompt":"hi"}');
    expect(request.headers["content-length"]).toBe(String(body.length));
    response.writeHead(200, { "content-type": type }).end(tokens);
  };
  const init = { method: "POST", body: '{"prompt":"hi"}', headers: { "content-type": "application/json" } };
  await call({ POST }, init, async (response) => {
    expect(response.headers.get("content-type")).toBe(type);
    expect((await response.text()).replace(/^:\n/, "")).toBe(tokens);
  });
});

test("a body that a handler has checked and made anew arrives whole, with its own length", async () => {
  let length: string | undefined;
  answer = ({ headers }, response, body) => {
    length = headers["content-length"];
    response.end(body);
  };
  const jobs = forward(() => "/v1/jobs");
  const POST = async (request: Request) => {
    const { name } = (await request.json()) as { name: string };
    const checked = new Request(request.url, {
      method: "POST",
      body: JSON.stringify({ name }),
      headers: request.headers,
    });
    return jobs(checked, { params: Promise.resolve({}) });
  };
  await call({ POST }, { method: "POST", body: '{"name":"x","admin":true}' }, async (response) => {
    expect(await response.text()).toBe('{"name":"x"}');
    expect(length).toBe("12");
  });
});

test("a body that a handler makes as it goes along arrives whole, without a length", async () => {
  let headers: IncomingMessage["headers"] = {};
  answer = (request, response, body) => {
    ({ headers } = request);
    response.end(body);
  };
  const jobs = forward(() => "/v1/jobs");
  const POST = async (request: Request) => {
    const upper = new TransformStream<Uint8Array, Uint8Array>({
      async transform(chunk, controller) {
        for (const byte of chunk) {
          await new Promise<void>((resolve) => setImmediate(resolve));
          controller.enqueue(Buffer.from(String.fromCharCode(byte).toUpperCase()));
        }
      },
    });
    const body = request.body!.pipeThrough(upper);
    const made = new Request(request.url, { method: "POST", body, headers: request.headers, duplex: "half" });
    return jobs(made, { params: Promise.resolve({}) });
  };
  await call({ POST }, { method: "POST", body: "hello" }, async (response) => {
    expect(await response.text()).toBe("HELLO");
    expect(headers["content-length"]).toBeUndefined();
    expect(headers["transfer-encoding"]).toBe("chunked");
  });
});

test("a session's cookie becomes an Authorization header, however long that takes", async () => {
  answer = ({ headers }, response) => response.end(`${headers.authorization} ${headers.cookie}`);
  const GET = forward(() => "/v1/me", {
    async headers(headers) {
      const session = await Promise.resolve(/session=(\w+)/.exec(headers.get("cookie") ?? "")?.[1]);
      headers.delete("cookie");
      headers.set("authorization", `Bearer token-of-${session}`);
    },
  });
  await call({ GET }, { headers: { cookie: "session=42" } }, async (response) => {
    expect(await response.text()).toBe("Bearer token-of-42 undefined");
  });
});

/** A limit of at most 100, and nothing else of the query. */
const limited = forward((_params, { query }) => {
  const limit = Number(new URLSearchParams(query).get("limit"));
  if (!(limit <= 100)) throw new Refusal("invalid_request", "`limit` must be at most 100.");
  return `/v1/jobs?limit=${limit}`;
});

test("a path with a query of its own replaces the client's", async () => {
  answer = ({ url }, response) => response.end(url);
  await call({ GET: limited }, { url: "/api/jobs?limit=5&x=1" }, async (response) => {
    expect(await response.text()).toBe("/v1/jobs?limit=5");
  });
});

test("a Refusal that is thrown for a request is the answer to it, and the backend is not asked", async () => {
  answer = () => expect.unreachable();
  await call({ GET: limited }, { url: "/api/jobs?limit=5000" }, async (response) => {
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: "invalid_request",
      detail: "`limit` must be at most 100.",
    });
  });
});

test("a query that a handler has made anew is the one that is sent", async () => {
  answer = ({ url }, response) => response.end(url);
  const jobs = forward(() => "/v1/jobs");
  const GET = (request: Request) =>
    jobs(new Request(new URL("?limit=7", request.url), request), { params: Promise.resolve({}) });
  await call({ GET }, { url: "/api/jobs?limit=5" }, async (response) => {
    expect(await response.text()).toBe("/v1/jobs?limit=7");
  });
});

test("two backends are two hops, each with its own address, time limits and path for browsers", async () => {
  await using other = createServer((_request, response) => {
    response.writeHead(307, { location: "/v2/there" }).end("other");
  }).listen(0, "127.0.0.1");
  await once(other, "listening");
  answer = (_request, response) => response.writeHead(307, { location: "/v1/there" }).end("first");
  const billing = createHop({
    url: `http://127.0.0.1:${(other.address() as AddressInfo).port}`,
    prefix: "/billing",
  });
  for (const [GET, expected] of [
    [forward(() => "/"), "first /api/v1/there"],
    [billing.forward(() => "/"), "other /billing/v2/there"],
  ] as const) {
    await call({ GET }, { redirect: "manual" }, async (response) => {
      expect(`${await response.text()} ${response.headers.get("location")}`).toBe(expected);
    });
  }
  other.closeAllConnections();
});

test("events are replaced one by one, and the cursor moves past those that are left out", async () => {
  answer = (_request, response) =>
    events(
      response,
      "retry: 700\n\nid: 1\ndata: a\n\nid: 2\nevent: secret\ndata: b\n\nid: 3\n\nid: 4\ndata: c\ndata: d\n\n",
    );
  const GET = eventStream(() => "/v1/events", {
    transform: (event) => (event.event === "secret" ? null : { ...event, data: event.data.toUpperCase() }),
  });
  await call({ GET }, {}, async (response) => {
    expect(await response.text()).toBe(
      ":\nretry: 700\nid: 1\ndata: A\n\nid: 2\n\nid: 3\n\nid: 4\ndata: C\ndata: D\n\n",
    );
  });
});

test("an event that cannot be replaced breaks the stream after those before it, and ends the backend's request", async () => {
  let gone: Promise<unknown> | undefined;
  answer = (_request, response) => {
    gone = once(response, "close");
    response.writeHead(200, { "content-type": "text/event-stream" }).write("data: a\n\ndata: b\n\n");
  };
  const GET = eventStream(() => "/v1/events", {
    transform(event) {
      if (event.data === "b") throw new Error("no b");
      return event;
    },
  });
  const response = await GET(new Request("http://localhost/api/events"), { params: Promise.resolve({}) });
  await expect(response.text()).rejects.toThrow("no b");
  await gone;
});
