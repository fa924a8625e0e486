import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { BackendError, createHop, Refusal } from "../index.ts";

let server: Server;
let received: { request: IncomingMessage; body: Buffer };

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received = { request, body: Buffer.concat(chunks) };
      response.setHeader("content-type", "text/plain");
      if (request.url !== "/base/gzip") return response.end("answer");
      response.setHeader("content-encoding", "gzip").end(gzipSync("unpacked"));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => void server.close().closeAllConnections());

const hop = createHop({ url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/base/` });

test.for<[string, RequestInit["headers"]]>([
  ["a record", { "x-one": "1" }],
  ["pairs", [["x-one", "1"]]],
  ["Headers", new Headers({ "x-one": "1" })],
])("headers may be %s", async ([, headers]) => {
  await hop.backendFetch("/v1/x?a=1", { headers });
  expect(received.request.url).toBe("/base/v1/x?a=1");
  expect(received.request.headers["x-one"]).toBe("1");
});

test("headers that are a list of names do not compile, as they do not for fetch", async () => {
  // @ts-expect-error -- a list of strings is none of pairs
  await expect(hop.backendFetch("/", { headers: ["accept"] })).rejects.toThrow(TypeError);
});

async function* chunks() {
  yield Buffer.from("he");
  await Promise.resolve();
  yield Buffer.from("llo");
}

test.for<
  [string, () => RequestInit["body"] | AsyncIterable<Uint8Array>, string | undefined, string | undefined]
>([
  ["a string", () => "hello", "5", "text/plain;charset=utf-8"],
  ["bytes", () => Buffer.from("hello"), "5", undefined],
  ["a part of a buffer", () => new Uint8Array(Buffer.from("(hello)").subarray(1, 6)), "5", undefined],
  ["an ArrayBuffer", () => new TextEncoder().encode("hello").buffer, "5", undefined],
  ["a Blob", () => new Blob(["hello"], { type: "text/x" }), "5", "text/x"],
  ["a stream", () => new Response("hello").body, undefined, undefined],
  ["an iterable", () => chunks(), undefined, undefined],
])("the body may be %s, with the length and the type that it has", async ([, body, length, type]) => {
  const response = await hop.backendFetch("/v1/x", { method: "post", body: body() });
  expect(await response.text()).toBe("answer");
  expect(received.body.toString()).toBe("hello");
  expect(received.request.method).toBe("POST");
  expect(received.request.headers["content-length"]).toBe(length);
  expect(received.request.headers["content-type"]).toBe(type);
});

test("the body may be a form, whose type names its boundary and whose length is known", async () => {
  const form = new FormData();
  form.set("file", new Blob(["hello"]), "a.txt");
  await hop.backendFetch("/v1/x", { method: "POST", body: form });
  const { headers } = received.request;
  expect(headers["content-length"]).toBe(String(received.body.length));
  const parsed = await new Response(new Uint8Array(received.body), {
    headers: { "content-type": headers["content-type"]! },
  }).formData();
  expect(await (parsed.get("file") as File).text()).toBe("hello");
});

test("the body may be parameters", async () => {
  await hop.backendFetch("/v1/x", { method: "POST", body: new URLSearchParams({ a: "b c" }) });
  expect(received.body.toString()).toBe("a=b+c");
  expect(received.request.headers["content-type"]).toBe("application/x-www-form-urlencoded;charset=utf-8");
});

test("a type of one's own stays", async () => {
  await hop.backendFetch("/v1/x", {
    method: "POST",
    body: "{}",
    headers: { "Content-Type": "application/json" },
  });
  expect(received.request.headers["content-type"]).toBe("application/json");
});

test("an answer that is compressed although nobody asked for it is decoded", async () => {
  const response = await hop.backendFetch("/gzip");
  expect(received.request.headers["accept-encoding"]).toBe("identity");
  expect(response.headers.has("content-encoding")).toBe(false);
  expect(await response.text()).toBe("unpacked");
});

test("a path without its slash is an error that names it", async () => {
  await expect(hop.backendFetch("v1/x")).rejects.toThrow(
    'The path on the backend is "v1/x"; expected one such as /v1/jobs.',
  );
});

test("a signal that is aborted before the answer rejects with its reason", async () => {
  const reason = new Error("changed my mind");
  await expect(hop.backendFetch("/v1/x", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

test("a backend that is not there is a BackendError, also for another copy of the library", async () => {
  const nowhere = createHop({ url: "http://127.0.0.1:1" });
  const error: unknown = await nowhere.backendFetch("/").catch((error: unknown) => error);
  expect(error).toMatchObject({ code: "backend_unreachable", status: 502 });
  expect(error).toBeInstanceOf(BackendError);
  expect(error).not.toBeInstanceOf(Refusal);
  vi.resetModules();
  const copy = await import("../problem.ts");
  expect(copy.BackendError).not.toBe(BackendError);
  expect(error).toBeInstanceOf(copy.BackendError);
});

test.for([
  [undefined, "is missing"],
  ["backend:8080", "has the scheme backend:"],
  ["http://user:secret@backend", "must not carry credentials"],
] as const)("the address %s is an error that says what is wrong", async ([url, fault]) => {
  const wrong = createHop({ url });
  const expected = `The backend's url ${fault}; expected http(s)://host[:port][/base]`;
  expect(() => wrong.register()).toThrow(expected);
  await expect(wrong.backendFetch("/")).rejects.toThrow(expected);
});
