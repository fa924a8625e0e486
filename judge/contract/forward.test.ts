import { createHash, randomBytes } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import path from "node:path";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Backend, startBackend } from "../testing/backend";
import { type Answer, open, send, sendRaw } from "./client";
import {
  hasExited,
  hasTailrace,
  patience,
  type RunningSystem,
  startSystem,
  testOfNext,
  testBehindNext,
  testOfTailrace,
} from "./system";

const STATIC = path.join(import.meta.dirname, "../../web/.next/standalone/web/.next/static");

let backend: Backend;
let system: RunningSystem;

const start = () =>
  startSystem(`${backend.url}/base/`, {
    BACKEND_HEADERS_TIMEOUT_MS: "1000",
    BACKEND_CONNECT_TIMEOUT_MS: "1000",
  });

beforeAll(async () => {
  backend = await startBackend();
  system = await start();
});
beforeEach(async () => {
  // A peer that a test has crashed fails that test and no other.
  if (!hasTailrace && hasExited(system)) system = await start();
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await backend[Symbol.asyncDispose]();
});

/** The request line and headers that the backend received for a request to `path`. */
async function receivedFor(path: string, options: Parameters<typeof send>[2] = {}) {
  backend.handle((request, response) => request.resume().on("end", () => response.end()));
  const received = backend.nextRequest();
  const answer = await send(system.url, path, options);
  if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status} ${answer.body}`);
  return received;
}

/** The targets of all requests that reach the backend from now on. */
function recordTargets(): string[] {
  const targets: string[] = [];
  backend.handle((request, response) => {
    targets.push(request.url!);
    request.resume();
    response.end();
  });
  return targets;
}

const MiB = 2 ** 20;

describe("F1", () => {
  test.for(["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])("F1 %s passes with its body", async (method) => {
    backend.handle((request, response) => {
      void Readable.from(request)
        .toArray()
        .then((body) => response.end(`${request.method} ${request.url} ${Buffer.concat(body as Buffer[])}`));
    });
    const answer = await send(
      system.url,
      "/api/v1/x",
      { method, headers: { "content-length": "5" } },
      "hello",
    );
    expect(answer.body.toString()).toBe(`${method} /base/v1/x hello`);
  });

  test("F1 a request without a body reaches the backend without one", async () => {
    const upstream = await receivedFor("/api/v1/workloads/42/restart", { method: "POST" });
    expect(upstream.headers["content-length"]).toBe("0");
    expect(upstream.headers["transfer-encoding"]).toBeUndefined();
  });

  test("F1 HEAD passes, and its answer has no body", async () => {
    backend.handle((request, response) => response.writeHead(200, { "x-method": request.method! }).end());
    const answer = await send(system.url, "/api/v1/x", { method: "HEAD" });
    expect(answer.headers["x-method"]).toBe("HEAD");
    expect(answer.body).toHaveLength(0);
  });

  const getWithBody = () =>
    send(system.url, "/api/v1/x", { method: "GET", headers: { "content-length": "5" } }, "hello");

  test("F1 a GET with a body is not passed on without it", async () => {
    let passed: string | undefined;
    backend.handle((request, response) => {
      void Readable.from(request)
        .toArray()
        .then((body) => response.end((passed = Buffer.concat(body as Buffer[]).toString())));
    });
    await getWithBody();
    expect([undefined, "hello"]).toContain(passed);
  });

  testBehindNext("F1 a GET with a body is refused with a problem (RFC 9457)", async () => {
    const answer = await getWithBody();
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body.toString())).toMatchObject({ code: "invalid_request" });
  });

  test(
    "F1 an upload of 400 MB arrives byte for byte, and a fraction of it is in memory at any time",
    patience(120_000),
    async ({ annotate }) => {
      const chunk = randomBytes(MiB);
      const sent = createHash("sha256");
      for (let i = 0; i < 400; i++) sent.update(chunk);
      const before = system.memory();
      let peak = before;
      backend.handle((request, response) => {
        const received = createHash("sha256");
        request.on("data", (data: Buffer) => {
          received.update(data);
          peak = Math.max(peak, system.memory());
        });
        request.on("end", () => response.end(received.digest("hex")));
      });
      const upload = Readable.from(
        (function* () {
          for (let i = 0; i < 400; i++) yield chunk;
        })(),
      );
      const answer = await send(system.url, "/api/upload", { method: "POST" }, upload);
      await annotate(`grew by ${((peak - before) / MiB).toFixed(1)} MiB at the peak`);
      expect(answer.status).toBe(200);
      expect(answer.body.toString() === sent.digest("hex"), "it arrived cut or changed").toBe(true);
      // V8 collects buffers late, at 64 MiB and more of them; what an app holds back comes on top.
      expect(peak - before).toBeLessThan(128 * MiB);
    },
  );

  test("F1 a client that leaves in the middle of an upload ends the backend's request", async () => {
    backend.handle((request) => request.resume());
    const received = backend.nextRequest();
    const request = open(system.url, "/api/upload", {
      method: "POST",
      headers: { "content-length": "1000000" },
    });
    request.on("error", () => {});
    request.write("the beginning");
    const upstream = await received;
    upstream.on("error", () => {});
    const closed = new Promise((resolve) => upstream.once("close", resolve));
    request.destroy();
    await closed;
    expect(upstream.complete).toBe(false);
  });

  test("F1 an upload slower than BACKEND_HEADERS_TIMEOUT_MS is not cut", async () => {
    backend.handle((request, response) => request.resume().on("end", () => response.end("all here")));
    const body = new Readable({ read() {} });
    let sent = 0;
    const timer = setInterval(() => {
      body.push("x");
      if (++sent === 15) {
        clearInterval(timer);
        body.push(null);
      }
    }, 100); // 1.5 s in all, against 1 s of BACKEND_HEADERS_TIMEOUT_MS
    const answer = await send(system.url, "/api/upload", { method: "POST" }, body);
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toBe("all here");
  });
});

describe("F2", () => {
  test("F2 status, headers and body come back as the backend sent them", async () => {
    backend.handle((_request, response) => {
      response.writeHead(418, {
        "content-type": "application/vnd.teapot",
        etag: '"v1"',
      });
      response.end(Buffer.from([0, 255, 1, 254]));
    });
    const answer = await send(system.url, "/api/v1/x");
    expect(answer.status).toBe(418);
    expect(answer.headers["content-type"]).toBe("application/vnd.teapot");
    expect(answer.headers.etag).toBe('"v1"');
    expect([...answer.body]).toEqual([0, 255, 1, 254]);
  });

  test("F2 a reason phrase comes back as the backend sent it", async () => {
    backend.handle((_request, response) => response.writeHead(418, "Short And Stout").end());
    expect((await send(system.url, "/api/v1/x")).statusText).toBe("Short And Stout");
  });

  test("F2 several Set-Cookie stay several, and each keeps its commas", async () => {
    const cookies = ["a=1; Path=/", "b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "c=3; HttpOnly"];
    backend.handle((_request, response) => response.writeHead(200, { "set-cookie": cookies }).end());
    const answer = await send(system.url, "/api/v1/x");
    expect(answer.headers["set-cookie"]).toEqual(cookies);
  });

  test("F2 several WWW-Authenticate challenges stay several", async () => {
    const challenges = ['Basic realm="a, b"', 'Bearer realm="c"'];
    backend.handle((_request, response) => response.writeHead(401, { "www-authenticate": challenges }).end());
    const { rawHeaders } = await send(system.url, "/api/v1/x");
    expect(rawHeaders.filter((_, i) => /^www-authenticate$/i.test(rawHeaders[i - 1] ?? ""))).toEqual(
      challenges,
    );
  });

  test.for([204, 304])("F2 a %d has no body", async (status) => {
    backend.handle((_request, response) => response.writeHead(status, { etag: '"v1"' }).end());
    const answer = await send(system.url, "/api/v1/x");
    expect(answer.status).toBe(status);
    expect(answer.headers.etag).toBe('"v1"');
    expect(answer.body).toHaveLength(0);
  });
});

describe("F3", () => {
  testOfNext(
    "F3 a Connection header that is no list of names, and Next's own headers, do no harm",
    async () => {
      backend.handle((_request, response) => {
        response.writeHead(200, {
          connection: 'close, "a b", @',
          "x-middleware-rewrite": "/x",
          "x-middleware-next": "1",
        });
        response.end("ok");
      });
      const answer = await send(system.url, "/api/v1/x");
      expect(answer.status).toBe(200);
      expect(answer.body.toString()).toBe("ok");
    },
  );

  async function receivedWithHopByHop(more = "") {
    const targets = recordTargets();
    const received = backend.nextRequest();
    const answer = await sendRaw(
      system.url,
      "GET /api/v1/x HTTP/1.1\r\nHost: localhost\r\nConnection: close, X-One\r\nConnection: x-two\r\nX-One: 1\r\nX-Two: 2\r\n" +
        "X-Three: 3\r\nKeep-Alive: timeout=5\r\nProxy-Connection: keep-alive\r\nProxy-Authorization: Basic eA==\r\n" +
        `TE: gzip, trailers\r\n${more}\r\n`,
    );
    if (targets.length === 0) {
      await sleep(100); // until the news of a crash is here
      const outcome = hasExited(system) ? "crashes" : `answers ${answer.split("\r\n")[0] || "nothing"}`;
      throw new Error(`${outcome}, and the backend is not asked`);
    }
    return (await received).headers;
  }

  test("F3 hop-by-hop headers, and those that any Connection line names, do not reach the backend", async () => {
    const headers = await receivedWithHopByHop();
    expect(headers["x-three"]).toBe("3");
    const private_ = ["keep-alive", "proxy-connection", "proxy-authorization", "x-one", "x-two"];
    expect(
      private_.filter((name) => name in headers),
      "reached the backend",
    ).toEqual([]);
  });

  test("F3 Trailer does not reach the backend, which gets no trailers", async () => {
    const headers = await receivedWithHopByHop("Trailer: X-Sum\r\n");
    expect("trailer" in headers, "it reached the backend").toBe(false);
  });

  test("F3 of TE, trailers reaches the backend and nothing else", async () => {
    expect((await receivedWithHopByHop()).te, "TE").toBe("trailers");
  });

  test("F3 hop-by-hop headers, and those that Connection names, do not come back", async () => {
    backend.handle((_request, response) => {
      response.writeHead(200, {
        connection: "close, x-one",
        "x-one": "1",
        "x-two": "2",
        "proxy-authenticate": "Basic",
        "keep-alive": "timeout=99",
        upgrade: "h2c",
      });
      response.end();
    });
    const { headers } = await send(system.url, "/api/v1/x", { headers: { connection: "keep-alive" } });
    expect(headers["x-two"]).toBe("2");
    expect(
      ["x-one", "proxy-authenticate", "upgrade"].filter((name) => name in headers),
      "came back",
    ).toEqual([]);
    expect(headers["keep-alive"]).not.toBe("timeout=99");
    // An intermediary that keeps the connection alive need not say so.
    expect(headers.connection ?? "keep-alive").toBe("keep-alive");
  });
});

describe("F4", () => {
  const claims = {
    forwarded: "for=1.2.3.4",
    "x-forwarded-for": "1.2.3.4",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "evil.example",
    "x-real-ip": "1.2.3.4",
  };

  /** The headers of `received` that speak of where a request came from. */
  const origins = (received: Record<string, unknown>) =>
    Object.entries(received).filter(([name]) => /^(x-)?forwarded|^x-real-ip$/.test(name));

  test("F4 a client's claims in Forwarded, X-Forwarded-* and X-Real-IP do not reach the backend", async () => {
    const { headers } = await receivedFor("/api/v1/x", { headers: claims });
    const believed = origins(headers).filter(([, value]) => /1\.2\.3\.4|https|evil/.test(String(value)));
    expect(
      believed.map(([name]) => name),
      "reached the backend",
    ).toEqual([]);
  });

  test("F4 with TRUST_FORWARDED_HEADERS=true they are passed on", async () => {
    await using trusting = await startSystem(`${backend.url}/base/`, {
      TRUST_FORWARDED_HEADERS: "true",
      ALLOWED_HOSTS: claims["x-forwarded-host"],
    });
    recordTargets();
    const received = backend.nextRequest();
    await send(trusting.url, "/api/v1/x", { headers: claims });
    const { headers } = await received;
    // Each hop may add its own client behind the others.
    for (const [name, value] of Object.entries(claims)) {
      expect(String(headers[name]).split(/, */)[0], name).toBe(value);
    }
  });

  testOfNext("F4 Next's own headers never reach the backend", async () => {
    const own = {
      "next-router-state-tree": "x",
      "next-router-prefetch": "1",
      "next-url": "/",
      "x-middleware-subrequest": "x",
      "x-middleware-rewrite": "http://evil.example",
      "x-invoke-path": "/x",
      "x-nextjs-data": "1",
      "x-prerender-revalidate": "1",
    };
    const { headers } = await receivedFor("/api/v1/x", { headers: { ...own, "x-mine": "1" } });
    expect(headers["x-mine"]).toBe("1");
    expect(
      Object.keys(headers).filter((name) =>
        /^(next-|x-middleware-|x-invoke-|x-nextjs-|x-prerender-)/.test(name),
      ),
      "reached the backend",
    ).toEqual([]);
  });

  testOfNext(
    "F4 a request with rsc, which Next may answer itself, does not reach the backend with it",
    async () => {
      backend.handle((_request, response) => response.end());
      backend.takeReceived();
      await send(system.url, "/api/v1/x", { headers: { rsc: "1" } });
      const reached = /^rsc:/im.test(backend.takeReceived().toString("latin1"));
      expect(reached, "it reached the backend").toBe(false);
    },
  );

  test("F4 cookies and authorization reach the backend as sent", async () => {
    const { headers } = await receivedFor("/api/v1/x", {
      headers: { cookie: "a=1; b=2", authorization: "Bearer x" },
    });
    expect(headers).toMatchObject({ cookie: "a=1; b=2", authorization: "Bearer x" });
  });

  test("F4 Host is the backend's own", async () => {
    const { headers } = await receivedFor("/api/v1/x", { headers: { host: "console.localhost" } });
    expect(headers.host).toBe(new URL(backend.url).host);
  });
});

describe("F5", () => {
  test.for([
    "/v1/a%2Fb",
    "/v1/100%25",
    "/v1/a;x=1;y",
    "/v1/%C3%A9%E2%82%AC",
    "/v1/x/",
    "/v1/a%20b",
    "/v1/~!$&'()*+,=:@",
    "/...",
  ])("F5 the path %s arrives as sent", async (path) => {
    const { url } = await receivedFor(`/api${path}`);
    expect(url).toBe(`/base${path}`);
  });

  test("F5 a request target in absolute form (RFC 9112, 3.2.2) is understood", async () => {
    expect((await receivedFor(`${system.url}/api/v1/x?q=1`)).url).toBe("/base/v1/x?q=1");
  });

  const climbing = [
    "/v1/../admin",
    "/v1/./x",
    "/v1/%2e%2e/admin",
    "/v1/%2E./admin",
    "/v1/%252e%252e/admin",
    "/%2e%2e%2fadmin",
    "/v1/..%2fadmin",
    "/v1/..%252fadmin",
    "/v1/..;x/admin",
    "/v1/..%5cadmin",
    "/v1/a%5Cb",
    "/v1/a%255Cb",
    "/v1/a%00b",
    "/v1/a%2500b",
  ];
  test.for(climbing)("F5 the path %s is refused and never leaves the app", async (path) => {
    const targets = recordTargets();
    const answer = await send(system.url, `/api${path}`);
    expect(targets, "reached the backend").toEqual([]);
    if (hasTailrace) expect(answer.status).toBe(400);
  });

  testOfTailrace("F5 the refusal of a path is a problem (RFC 9457)", async () => {
    for (const path of climbing) {
      const answer = await send(system.url, `/api${path}`);
      expect(JSON.parse(answer.body.toString())).toMatchObject({ code: "invalid_path" });
    }
  });

  test("F5 a plain backslash never leaves the app", async () => {
    const targets = recordTargets();
    const answer = await send(system.url, "/api/v1/a\\..\\b");
    expect(targets, "reached the backend").toEqual([]);
    // Next answers with a redirect to the same path with a slash, before any handler is asked.
    if (hasTailrace) expect([308, 400]).toContain(answer.status);
  });

  test.for(["%2e%2e", "%252e%252e", "..%2fadmin", "a%2f..%2fb", "a%5Cb", "a%00b", "..;x"])(
    "F5 the id %s in a stream route is refused and never leaves the app",
    async (id) => {
      const targets = recordTargets();
      const answer = await send(system.url, `/api/v1/workloads/${id}/logs`);
      expect(targets, "reached the backend").toEqual([]);
      if (hasTailrace) expect(answer.status).toBe(400);
    },
  );

  test.for(["a%2Fb", "caf%C3%A9", "100%25", "a%20b"])(
    "F5 the id %s in a stream route arrives as sent",
    async (id) => {
      backend.handle((_request, response) => response.writeHead(404).end());
      const received = backend.nextRequest();
      await send(system.url, `/api/v1/workloads/${id}/logs`);
      expect((await received).url).toBe(`/base/v1/workloads/${id}/logs`);
    },
  );
});

test.for([
  "?a=1&b=2&a=3",
  "?d",
  "?d=",
  "?q=a%20b+c%2Bd",
  "?a%5B%5D=1&x=%26",
  "?",
  "??x",
  "?nextParam=1&path=z",
])("F6 the query %s arrives byte for byte", async (query) => {
  expect((await receivedFor(`/api/v1/x${query}`)).url).toBe(`/base/v1/x${query}`);
});

describe("F7", () => {
  async function locationFor(location: string, status = 302): Promise<string | undefined> {
    backend.handle((_request, response) => response.writeHead(status, { location }).end());
    const answer = await send(system.url, "/api/v1/x");
    expect(answer.status).toBe(status);
    return answer.headers.location;
  }

  test("F7 a redirect goes to the browser, not followed", async () => {
    expect(await locationFor("https://login.example/?next=1", 307)).toBe("https://login.example/?next=1");
  });

  test.for([
    ["absolute", (origin: string) => `${origin}/base/v1/y?q=1#f`, 302, "/api/v1/y?q=1#f"],
    ["of an absolute path", () => "/base/v1/y", 201, "/api/v1/y"],
    ["relative to the request", () => "y/z", 302, "/api/v1/y/z"],
  ] as const)(
    "F7 a Location on the backend's own origin (%s) leads the browser to the same thing under /api",
    async ([, location, status, target]) => {
      const seen = await locationFor(location(backend.url), status);
      expect(new URL(seen!, `${system.url}/api/v1/x`).href).toBe(system.url + target);
    },
  );

  test("F7 a redirect on the backend to outside its base path is a 502 that does not name the place", async () => {
    backend.handle((_request, response) =>
      response.writeHead(302, { location: `${backend.url}/other` }).end(),
    );
    const answer = await send(system.url, "/api/v1/x");
    expect(answer.status).toBe(502);
    expect(JSON.stringify(answer.headers) + answer.body).not.toContain(new URL(backend.url).host);
  });
});

describe("F8", () => {
  const text = "a compressed answer, ".repeat(1_000);
  test.for([
    ["gzip", gzipSync(text)],
    ["deflate", deflateSync(text)],
    ["br", brotliCompressSync(text)],
  ] as const)("F8 an answer that the backend compressed with %s arrives intact", async ([encoding, body]) => {
    backend.handle((_request, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(body),
    );
    const answer = await send(system.url, "/api/v1/x");
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toBe(text);
  });

  async function answerInZstd() {
    backend.handle((_request, response) =>
      response.writeHead(200, { "content-encoding": "zstd" }).end(zstdCompressSync(text)),
    );
    return send(system.url, "/api/v1/x");
  }

  test("F8 an answer in a content coding that nobody asked for arrives intact or not at all", async () => {
    const answer = await answerInZstd();
    if (answer.status === 200) expect(answer.body.toString()).toBe(text);
    else expect(answer.status).toBe(502);
  });

  testBehindNext(
    "F8 an answer in a content coding that cannot be undone is a 502 that names it",
    async () => {
      const answer = await answerInZstd();
      expect(answer.status).toBe(502);
      expect(answer.body.toString()).toContain("zstd");
    },
  );

  test("F8 a compressed answer that breaks off never looks whole", async () => {
    backend.handle((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.write(gzipSync(randomBytes(100_000)).subarray(0, 50_000), () => response.socket!.destroy());
    });
    const outcome = await send(system.url, "/api/v1/x").then(
      ({ status }) => status,
      (error: NodeJS.ErrnoException) => error.code,
    );
    // Who decodes it may hear of the break before there is anything to pass on.
    expect([502, "ECONNRESET"]).toContain(outcome);
  });
});

describe("F9", () => {
  const host = () => new URL(system.url).host;
  const cases: [string, number, () => Record<string, string>][] = [
    [
      "from a page of another site (Sec-Fetch-Site: cross-site)",
      403,
      () => ({ "sec-fetch-site": "cross-site" }),
    ],
    [
      "from a page of a sibling site (Sec-Fetch-Site: same-site)",
      403,
      () => ({ "sec-fetch-site": "same-site" }),
    ],
    ["from a foreign Origin", 403, () => ({ origin: "https://evil.example" })],
    ["from an opaque Origin", 403, () => ({ origin: "null" })],
    [
      "from this site (Sec-Fetch-Site: same-origin)",
      200,
      () => ({ "sec-fetch-site": "same-origin", origin: "https://x" }),
    ],
    ["typed by the user (Sec-Fetch-Site: none)", 200, () => ({ "sec-fetch-site": "none" })],
    ["from this Origin", 200, () => ({ origin: `http://${host()}` })],
    ["from a tool that sends neither header", 200, () => ({})],
  ];
  test.for(cases)("F9 a POST %s is %d", async ([, status, headers]) => {
    const targets = recordTargets();
    const answer = await send(system.url, "/api/v1/workloads/42/stop", {
      method: "POST",
      headers: headers(),
    });
    expect(answer.status).toBe(status);
    expect(targets).toHaveLength(status === 403 ? 0 : 1);
  });

  test("F9 a GET from another site's page passes", async () => {
    const upstream = await receivedFor("/api/v1/x", { headers: { "sec-fetch-site": "cross-site" } });
    expect(upstream.method).toBe("GET");
  });
});

test("F8 a part of a body (206) comes back in the coding that its Content-Range counts in", async () => {
  const headers = { "content-type": "text/plain", "content-range": "bytes 0-1999/9000" };
  backend.handle((_request, response) => response.writeHead(206, headers).end("x".repeat(2_000)));
  const answer = await send(system.url, "/api/v1/x", { headers: { range: "bytes=0-1999" } });
  expect(answer.status).toBe(206);
  expect(answer.headers["content-encoding"], "Content-Encoding").toBeUndefined();
});

describe("F10", () => {
  /** The answer when the backend does not listen. */
  async function answerWithoutBackend() {
    await backend.stop();
    try {
      return await send(system.url, "/api/v1/x");
    } finally {
      await backend.listen();
    }
  }

  test("F10 a backend that does not answer in time is a 504", async () => {
    backend.handle(() => {});
    expect((await send(system.url, "/api/v1/x")).status).toBe(504);
  });

  test("F10 a backend that does not listen is a 502", async () => {
    expect((await answerWithoutBackend()).status).toBe(502);
  });

  test("F10 the answer for a backend that does not listen has no address and no stack trace in it", async () => {
    const { body } = await answerWithoutBackend();
    expect(body.toString()).not.toMatch(/127\.0\.0\.1|localhost|ECONNREFUSED| at /);
  });

  test("F10 a connection that breaks before the headers is a 502", async () => {
    backend.handle((request) => request.socket.destroy());
    expect((await send(system.url, "/api/v1/x")).status).toBe(502);
  });

  /**
   * Sends a second request as `method` on the connection that the first one has left, which the backend closes instead of
   * answering; it answers on any other. The answer's status, and how often the backend got the second request.
   */
  async function onClosedConnection(method: string): Promise<{ status: number; times: number }> {
    await using fresh = await startSystem(backend.url);
    const seen = new Set<Socket>();
    let times = 0;
    backend.handle((request, response) => {
      if (request.url!.endsWith("/second")) times++;
      if (seen.has(request.socket)) return void request.socket.destroy();
      seen.add(request.socket);
      request.resume().on("end", () => response.end("ok"));
    });
    expect((await send(fresh.url, "/api/v1/first")).status).toBe(200);
    const { status } = await send(fresh.url, "/api/v1/second", { method });
    return { status, times };
  }

  test("F10 a GET on a kept connection that the backend closes in that moment gets its answer on another one", async () => {
    expect((await onClosedConnection("GET")).status).toBe(200);
  });

  test("F10 a POST on a kept connection that the backend closes in that moment is sent once only", async () => {
    expect((await onClosedConnection("POST")).times).toBe(1);
  });

  test("F10 a GET on a new connection that the backend closes is sent once only", async () => {
    await using fresh = await startSystem(backend.url);
    let times = 0;
    backend.handle((request) => {
      times++;
      request.socket.destroy();
    });
    expect((await send(fresh.url, "/api/v1/x")).status).toBe(502);
    expect(times).toBe(1);
  });

  test("F10 a connection that breaks after the headers is a broken transfer", async () => {
    backend.handle((_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half", () => response.socket!.destroy());
    });
    await expect(send(system.url, "/api/v1/x")).rejects.toMatchObject({ code: "ECONNRESET" });
  });

  const garbage = [
    "not HTTP at all\r\n\r\n",
    "HTTP/1.1 999999 Nonsense\r\n\r\n",
    "HTTP/1.1 700 Strange\r\ncontent-length: 0\r\n\r\n",
  ];
  test.for(garbage)("F10 an answer that is no HTTP (%j) is a 502", async (garbage) => {
    backend.handle((request) => request.socket.end(garbage));
    expect((await send(system.url, "/api/v1/x")).status).toBe(502);
  });

  const failures: [string, number, () => Promise<Answer>][] = [
    [
      "backend_timeout",
      504,
      () => {
        backend.handle(() => {});
        return send(system.url, "/api/v1/x");
      },
    ],
    ["backend_unreachable", 502, answerWithoutBackend],
    [
      "backend_broke_off",
      502,
      () => {
        backend.handle((request) => request.socket.destroy());
        return send(system.url, "/api/v1/x");
      },
    ],
    [
      "backend_invalid_response",
      502,
      () => {
        backend.handle((request) => request.socket.end(garbage[0]!));
        return send(system.url, "/api/v1/x");
      },
    ],
  ];
  test.for(failures)(
    "F10 the answer is a problem (RFC 9457) of the kind %s",
    async ([code, status, fail]) => {
      const answer = await fail();
      expect(answer.headers["content-type"]).toBe("application/problem+json");
      const title = STATUS_CODES[status];
      const requestId = answer.headers["x-request-id"];
      expect(JSON.parse(answer.body.toString())).toMatchObject({ title, status, code, requestId });
    },
  );

  testOfTailrace("F10 the log has the cause, and no stack trace of Next's", async () => {
    await answerWithoutBackend();
    await expect.poll(() => system.output()).toContain("ECONNREFUSED");
    backend.handle((_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half", () => response.socket!.destroy());
    });
    const requestId = "breaks-after-headers";
    await expect(send(system.url, "/api/v1/x", { headers: { "x-request-id": requestId } })).rejects.toThrow();
    await expect
      .poll(() => system.output().split("\n"))
      .toContainEqual(expect.stringMatching(`${requestId}.*"code":"backend_broke_off"`));
    expect(system.output()).not.toContain("failed to pipe response");
  });
});

describe("F11", () => {
  test("F11 an x-request-id is created, sent on and returned", async () => {
    recordTargets();
    const received = backend.nextRequest();
    const answer = await send(system.url, "/api/v1/x");
    const id = answer.headers["x-request-id"];
    expect(id, "x-request-id").toBeDefined();
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect((await received).headers["x-request-id"]).toBe(id);
  });

  testOfTailrace("F11 the x-request-id is in the log line of a failure", async () => {
    backend.handle((request) => request.socket.destroy());
    const answer = await send(system.url, "/api/v1/x");
    await expect.poll(() => system.output()).toContain(answer.headers["x-request-id"]);
  });

  test("F11 a well-formed x-request-id is kept", async () => {
    const { headers } = await receivedFor("/api/v1/x", { headers: { "x-request-id": "abc-123" } });
    expect(headers["x-request-id"]).toBe("abc-123");
  });

  test("F11 a malformed x-request-id is replaced", async () => {
    for (const malformed of ["", "a b", "x".repeat(129)]) {
      const { headers } = await receivedFor("/api/v1/x", { headers: { "x-request-id": malformed } });
      expect(headers["x-request-id"], "at the backend it").toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  testOfTailrace("F11 what a page asks the backend for has the page's x-request-id", async () => {
    const { headers } = await receivedFor("/", { headers: { "x-request-id": "of-a-page" } });
    expect(headers["x-request-id"]).toBe("of-a-page");
  });

  test("F11 traceparent and tracestate pass", async () => {
    const trace = {
      traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      tracestate: "a=1",
    };
    expect((await receivedFor("/api/v1/x", { headers: trace })).headers).toMatchObject(trace);
  });
});

describe("F12", () => {
  const shapes: [string, string][] = [
    ["two different Content-Lengths", "Content-Length: 4\r\nContent-Length: 60\r\n\r\n"],
    ["Content-Length with Transfer-Encoding", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"],
    ["a bare line feed for a line end", "X: 1\nContent-Length: 4\r\n\r\n"],
    ["a folded header line", "X: 1\r\n Content-Length: 4\r\n\r\n"],
    ["an obfuscated Transfer-Encoding", "Transfer-Encoding: xchunked\r\nContent-Length: 4\r\n\r\n"],
  ];
  const smuggled = "0\r\n\r\nGET /api/smuggled HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  test.for(shapes)("F12 %s never becomes two requests at the backend", async ([, head]) => {
    const targets = recordTargets();
    await sendRaw(system.url, `POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\n${head}${smuggled}`);
    expect(targets.slice(1), "reached the backend, too").toEqual([]);
  });

  test.for(shapes)("F12 %s is refused and never leaves the app", async ([, head]) => {
    const targets = recordTargets();
    const answer = await sendRaw(
      system.url,
      `POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\n${head}${smuggled}`,
    );
    expect(targets, "reached the backend").toEqual([]);
    expect(answer).toMatch(hasTailrace ? /^HTTP\/1\.1 400 / : /^HTTP\/1\.1 [45]/);
  });
});

describe("F13", () => {
  testOfTailrace("F13 the backend's address is in no file that a browser can get", () => {
    const files = globSync("**/*", { cwd: STATIC, withFileTypes: true }).filter((file) => file.isFile());
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      expect(readFileSync(path.join(file.parentPath, file.name), "latin1")).not.toMatch(
        /BACKEND_URL|localhost:8080/,
      );
    }
  });

  testOfTailrace.for(["/backend/v1/x", "/backend", "/backend/api/v1/x"])(
    "F13 the internal path %s answers 404",
    async (path) => {
      backend.takeReceived();
      expect((await send(system.url, path)).status).toBe(404);
      expect(backend.takeReceived()).toHaveLength(0);
    },
  );
});
