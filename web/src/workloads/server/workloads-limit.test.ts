import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, it } from "vitest";

let answer: (response: ServerResponse) => void;
const backend = createServer((_request, response) => answer(response)).listen(0, "127.0.0.1");
await once(backend, "listening");
process.env.BACKEND_URL = `http://127.0.0.1:${(backend.address() as AddressInfo).port}`;
const { getWorkload, listWorkloads } = await import("./workloads");

afterAll(() => {
  backend.closeAllConnections();
  backend.close();
});

describe("an answer that is too long", () => {
  it.for([
    ["of a list without an end", {}, () => listWorkloads(new Headers())],
    ["of a list that says so", { "content-length": 2 ** 40 }, () => listWorkloads(new Headers())],
    ["of one workload", {}, () => getWorkload("42", new Headers())],
  ] as const)(
    "%s is given up, and the backend's request ends",
    { timeout: 30_000 },
    async ([, headers, ask]) => {
      let closed: Promise<unknown> | undefined;
      answer = (response) => {
        closed = once(response, "close");
        response.writeHead(200, headers);
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536, "x")));
          response.once("drain", more);
        };
        more();
      };
      await expect(ask()).rejects.toMatchObject({
        code: "backend_invalid_response",
        message: "The backend's answer is too long.",
      });
      await closed;
    },
  );
});
