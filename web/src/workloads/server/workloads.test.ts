import type { BackendError } from "tailrace";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, it } from "vitest";

let handler: RequestListener;
const backend = createServer((request, response) => handler(request, response)).listen(0, "127.0.0.1");
await once(backend, "listening");
process.env.BACKEND_URL = `http://127.0.0.1:${(backend.address() as AddressInfo).port}/base`;
process.env.BACKEND_HEADERS_TIMEOUT_MS = "300";
const { getWorkload, listWorkloads } = await import("./workloads");

afterAll(() => {
  backend.closeAllConnections();
  backend.close();
});

const answer = (status: number, body: unknown) => {
  handler = (_request, response) => response.writeHead(status).end(JSON.stringify(body));
};
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail("it resolved"),
    (error: BackendError) => ({ code: error.code, cause: String(error.cause) }),
  );

const FULL = {
  id: "a/b ä",
  name: "Import",
  status: "failed",
  startedAt: "2026-01-02T03:04:05.678Z",
  finishedAt: "2026-01-02T05:04:05+02:00",
  exitCode: 1,
  labels: { team: "data" },
};

describe("listWorkloads", () => {
  it("returns the workloads in the backend's order, without fields it does not know", async () => {
    const bare = { id: "z", name: "z", status: "pending" };
    answer(200, { workloads: [bare, { ...FULL, owner: "x" }], next: null });
    expect(await listWorkloads(new Headers())).toEqual([bare, FULL]);
  });

  it.each([
    ["workloads[0].status", { workloads: [{ ...FULL, status: "sleeping" }] }],
    ["workloads[0].startedAt", { workloads: [{ ...FULL, startedAt: "yesterday" }] }],
    ["workloads[0].id", { workloads: [{ ...FULL, id: undefined }] }],
    ["workloads[0].labels.team", { workloads: [{ ...FULL, labels: { team: 1 } }] }],
    ["workloads", []],
  ])("names the field that is not as the contract has it: %s", async (field, body) => {
    answer(200, body);
    const { code, cause } = await failure(listWorkloads(new Headers()));
    expect(code).toBe("backend_invalid_response");
    expect(cause).toContain(field === "workloads" ? "expected object" : `at ${field}`);
  });

  it.each([401, 404, 500])("rejects when the backend answers %d", async (status) => {
    answer(status, { title: "no" });
    expect(await failure(listWorkloads(new Headers()))).toEqual({
      code: "backend_invalid_response",
      cause: `Error: ${status} for /v1/workloads`,
    });
  });

  it("rejects an answer that is not JSON", async () => {
    handler = (_request, response) => response.end("<!doctype html>");
    expect((await failure(listWorkloads(new Headers()))).code).toBe("backend_invalid_response");
  });

  it("rejects when the backend breaks off in the body", async () => {
    handler = (_request, response) => {
      response.writeHead(200, { "content-length": 100 }).write("{");
      setImmediate(() => response.destroy());
    };
    expect((await failure(listWorkloads(new Headers()))).code).toBe("backend_broke_off");
  });

  it("rejects when the body does not come to its end in time", async () => {
    handler = (_request, response) => response.writeHead(200, { "content-length": 100 }).write("{");
    expect((await failure(listWorkloads(new Headers()))).code).toBe("backend_timeout");
  });
});

describe("getWorkload", () => {
  it("says who asks, as the page's own request does, and nothing else of that", async () => {
    let received: IncomingHttpHeaders = {};
    handler = (request, response) => {
      received = request.headers;
      response.writeHead(404).end();
    };
    const visitor = {
      cookie: "session=1",
      authorization: "Bearer x",
      "x-auth-request-user": "ada",
      "accept-language": "de",
      "user-agent": "a browser",
    };
    const ofThePage = {
      "content-type": "text/plain",
      "if-none-match": '"1"',
      "last-event-id": "7",
      "next-router-state-tree": "x",
      origin: "https://console.example",
      range: "bytes=0-1",
      referer: "https://console.example/workloads/42",
      rsc: "1",
      "sec-fetch-site": "same-origin",
      "x-hop": "1",
    };
    const page = { ...visitor, ...ofThePage, accept: "text/html", "x-forwarded-for": "1.2.3.4" };
    await getWorkload("42", new Headers({ ...page, connection: "x-hop" }));
    expect(received).toMatchObject({ ...visitor, accept: "application/json" });
    for (const name of [...Object.keys(ofThePage), "x-forwarded-for"]) {
      expect(received).not.toHaveProperty(name);
    }
  });

  it("asks for the id as one path segment", async () => {
    const paths: (string | undefined)[] = [];
    handler = (request, response) => {
      paths.push(request.url);
      response.end(JSON.stringify(FULL));
    };
    expect(await getWorkload(FULL.id, new Headers())).toEqual(FULL);
    expect(paths).toEqual(["/base/v1/workloads/a%2Fb%20%C3%A4"]);
  });

  it("returns undefined for a workload that the backend does not have", async () => {
    answer(404, { title: "Not Found" });
    expect(await getWorkload("x", new Headers())).toBeUndefined();
  });
});
