import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createSecureServer, type ServerHttp2Stream } from "node:http2";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createGzip } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LocalBackend, startLocalBackend } from "../../local-backend/src/index.ts";
import { freePort, startWebServer, type WebServer } from "judge/testing/web-server";
import { report, run, start } from "./testing/command.ts";
import { nginxVersion, startNginx } from "./testing/nginx.ts";
import { every, holdBack, line, openEvents, startServer, talk } from "./testing/server.ts";

// First, as it takes the longest: the others run beside it.
test("a stream that is quiet without heartbeats for longer is warned of", async () => {
  await using server = await startServer((_request, response) => openEvents(response));
  const { verdicts, report: whole } = await report([server.url, "--seconds", "18.5"]);
  expect(verdicts.heartbeats).toBe("warn");
  expect(adviceOf(whole, "heartbeats")).toContain("idle_timeout.timeout_seconds");
});

describe("a console", () => {
  // Says something every 200 ms; `slow` every minute.
  const TALK = "let n = 0; setInterval(() => console.log('line', ++n), 200)";
  const SLOW = "console.log('one\\ntwo\\nthree'); setInterval(() => console.log('more'), 60_000)";

  let folder: string;
  let backend: LocalBackend;
  let web: WebServer;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "doctor-"));
    const file = path.join(folder, "workloads.json");
    const workloads = [
      { id: "slow", command: ["node", "-e", SLOW] },
      { id: "talker", name: "Talker", command: ["node", "-e", TALK] },
    ];
    writeFileSync(file, JSON.stringify({ workloads }));
    backend = await startLocalBackend({ file, port: 0 });
    web = await startWebServer({ BACKEND_URL: backend.url, STREAM_HEARTBEAT_MS: "500" });
    // A route's first answer is slow: no fault for the doctor to find.
    await (await fetch(`${web.url}/api/v1/workloads/talker/logs?follow=false`)).text();
  }, 30_000);
  afterAll(async () => {
    await web[Symbol.asyncDispose]();
    await backend.close();
    rmSync(folder, { recursive: true });
  });

  const GOOD = {
    answer: "pass",
    headers: "pass",
    streaming: "pass",
    compression: "pass",
    caching: "pass",
    http: "warn", // a plain address: HTTP/1.1
    heartbeats: "pass",
    open: "pass",
    resume: "pass",
  };

  test("of Tailrace itself passes, by the workload that says the most", async () => {
    const { code, verdicts, report: whole } = await report([web.url]);
    expect(verdicts).toEqual(GOOD);
    expect(whole.stream).toBe(`${web.url}/api/v1/workloads/talker/logs?tail=20`);
    expect(code).toBe(0);
  });

  test("is checked by the workload whose page is given", async () => {
    const { code, verdicts, report: whole } = await report([`${web.url}/workloads/slow`, "--seconds", "5"]);
    expect(whole.stream).toContain("/workloads/slow/logs");
    expect(verdicts).toMatchObject({ streaming: "unknown", heartbeats: "pass" });
    expect(code).toBe(0);
  });

  test("is not blamed for old lines that were not asked for", async () => {
    const url = `${web.url}/api/v1/workloads/slow/logs?tail=0`;
    const { code, verdicts } = await report([url, "--seconds", "4"]);
    expect(verdicts).toMatchObject({ streaming: "unknown", resume: "unknown" });
    expect(code).toBe(0);
  });

  test("gets one line a check, without colours where there is no terminal", async () => {
    const { out } = await run([`${web.url}/api/v1/workloads/talker/logs?tail=5`]);
    expect(out).toMatch(/^ {2}pass {4}streaming {4}gzip accepted.*\d+ events /m);
    expect(out).toContain("8 passed, 1 to look at, 0 failed");
    expect(out).not.toContain("\x1b");
  });

  describe.skipIf(nginxVersion === undefined)("behind nginx (skipped where it is not installed)", () => {
    test("passes when nginx is left to what the console tells it", async () => {
      await using nginx = await startNginx(web.url, "");
      const { code, verdicts, report: whole } = await report([nginx.url]);
      expect(verdicts).toEqual(GOOD);
      expect(whole.traces).toContain(`server: nginx/${nginxVersion}`);
      expect(code).toBe(0);
    });

    test("fails when nginx buffers, with the directive that ends it", async () => {
      await using nginx = await startNginx(web.url, "proxy_ignore_headers X-Accel-Buffering;");
      const { code, verdicts, of, report: whole } = await report([nginx.url, "--seconds", "5"]);
      expect(verdicts.streaming).toBe("fail");
      expect(of("streaming")).toContain("held back, compressed or not");
      expect(adviceOf(whole, "streaming")).toMatch(/^nginx: proxy_buffering off;/);
      expect(adviceOf(whole, "streaming")).not.toContain("Cloudflare");
      expect(code).toBe(1);
    });

    test("fails when nginx keeps even the headers, which then name no hop but those of other answers", async () => {
      const large = "proxy_buffer_size 64k; proxy_buffers 8 64k; proxy_busy_buffers_size 128k;";
      await using nginx = await startNginx(web.url, `proxy_ignore_headers X-Accel-Buffering; ${large}`);
      const { code, verdicts, report: whole } = await report([nginx.url, "--seconds", "5"]);
      expect(verdicts).toMatchObject({ headers: "fail", streaming: "fail" });
      expect(adviceOf(whole, "headers")).toMatch(/^nginx: proxy_buffering off;/);
      expect(code).toBe(1);
    });

    test("fails when nginx compresses and does not flush, which a client without gzip does not see", async () => {
      const gzip = "gzip on; gzip_types text/event-stream; gzip_proxied any; proxy_http_version 1.1;";
      await using nginx = await startNginx(web.url, `proxy_ignore_headers X-Accel-Buffering; ${gzip}`);
      const { code, verdicts, of, report: whole } = await report([nginx.url, "--seconds", "5"]);
      expect(verdicts.streaming).toBe("fail");
      expect(of("streaming")).toContain("held back only when gzip is accepted");
      expect(adviceOf(whole, "streaming")).toMatch(/^nginx: gzip off;/);
      expect(code).toBe(1);
    });
  });

  test("whose stream is a 502 fails with the problem's words", async () => {
    await using server = await startServer((request, response) => {
      const isLogs = request.url!.includes("/logs");
      response.writeHead(isLogs ? 502 : 200, {
        "content-type": isLogs ? "application/problem+json" : "application/json",
      });
      response.end(
        JSON.stringify(
          isLogs
            ? { title: "Bad Gateway", detail: "The backend is not reachable." }
            : { workloads: [{ id: "a", name: "A", status: "running" }] },
        ),
      );
    });
    const { code, of } = await report([server.url]);
    expect(of("answer")).toBe("502 Bad Gateway: The backend is not reachable.");
    expect(code).toBe(1);
  });

  test("with nothing running cannot be checked", async () => {
    await using server = await startServer((_request, response) => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ workloads: [{ id: "a", name: "A", status: "stopped" }] }));
    });
    const { code, error } = await run([server.url]);
    expect(error).toContain("No workload");
    expect(code).toBe(2);
  });

  test("that loses Last-Event-ID on the way fails, and is told so by the query that works", async () => {
    await using server = await startServer((request, response) => {
      if (!request.url!.includes("/logs")) return void response.writeHead(404).end();
      const { searchParams } = new URL(request.url!, server.url);
      openEvents(response);
      const from = Number(searchParams.get("lastEventId") ?? 0);
      for (let n = from + 1; n <= 6; n++) response.write(line(n));
    });
    const { code, of, verdicts } = await report([`${server.url}/api/v1/workloads/w/logs`, "--seconds", "1"]);
    expect(verdicts.resume).toBe("fail");
    expect(of("resume")).toContain("lost on the way");
    expect(code).toBe(1);
  });
});

describe("a stream", () => {
  test("whose events are held back to come together fails by their own times", async () => {
    await using server = await startServer(holdBack);
    const { code, verdicts, of, report: whole } = await report([server.url, "--seconds", "5"]);
    expect(verdicts.streaming).toBe("fail");
    expect(of("streaming")).toMatch(/\d+ events in \d pieces?.*worst [1-9]\.\d s/);
    expect(adviceOf(whole, "streaming")).toMatch(
      /nginx: .*Traefik: .*Caddy: .*AWS ALB: .*Cloudflare: .*Next\.js: /,
    );
    expect(code).toBe(1);
  });

  test("that is compressed without a flush fails although its events have neither ids nor times", async () => {
    await using server = await startServer((request, response) => {
      if (!request.headers["accept-encoding"]?.includes("gzip")) {
        openEvents(response);
        return every(150, response, (n) => response.write(`data: ${n}\n\n`));
      }
      response.writeHead(200, { "content-type": "text/event-stream", "content-encoding": "gzip" });
      const gzip = createGzip();
      gzip.pipe(response);
      every(150, response, (n) => gzip.write(`data: ${n}\n\n`));
    });
    const { code, verdicts, of } = await report([server.url, "--seconds", "3"]);
    expect(verdicts).toMatchObject({ streaming: "fail", compression: "warn" });
    expect(of("streaming")).toContain("held back only when gzip is accepted");
    expect(code).toBe(1);
  });

  test("that is compressed and flushed passes with a warning", async () => {
    await using server = await startServer((request, response) => {
      const gzip = request.headers["accept-encoding"]?.includes("gzip");
      response.writeHead(200, {
        "content-type": "text/event-stream",
        ...(gzip && { "content-encoding": "gzip" }),
      });
      const encoder = createGzip();
      if (gzip) encoder.pipe(response);
      every(150, response, (n) => {
        const next = line(Number(request.headers["last-event-id"] ?? 0) + n);
        if (!gzip) return response.write(next);
        encoder.write(next);
        encoder.flush();
      });
    });
    const { code, verdicts } = await report([server.url, "--seconds", "2"]);
    expect(verdicts).toMatchObject({ streaming: "pass", compression: "warn" });
    expect(code).toBe(0);
  });

  test("that comes in bursts, with no times to tell why, is warned of and not failed", async () => {
    await using server = await startServer((_request, response) => {
      openEvents(response);
      every(900, response, (n) => response.write(`data: ${n}a\n\ndata: ${n}b\n\ndata: ${n}c\n\n`));
    });
    const { code, verdicts, report: whole } = await report([server.url, "--seconds", "4"]);
    expect(verdicts.streaming).toBe("warn");
    expect(adviceOf(whole, "streaming")).toContain("proxy_buffering off;");
    expect(code).toBe(0);
  });

  test("without ids is warned of: lines are lost on a reconnect", async () => {
    await using server = await startServer((_request, response) => {
      openEvents(response);
      every(100, response, (n) => response.write(`data: ${n}\n\n`));
    });
    const { code, verdicts, of } = await report([server.url, "--seconds", "2"]);
    expect(verdicts).toMatchObject({ streaming: "pass", resume: "warn" });
    expect(of("resume")).toContain("no ids");
    expect(code).toBe(0);
  });

  test("that has only a prompt so far, which has no id until its line ends, is not said to have no ids", async () => {
    await using server = await startServer((_request, response) => {
      openEvents(response);
      response.write(`event: partial\ndata: {"message":"Go on? [y/N] "}\n\n`);
    });
    const { code, verdicts, of } = await report([server.url, "--seconds", "1"]);
    expect(verdicts.resume).toBe("unknown");
    expect(of("resume")).not.toContain("no ids");
    expect(code).toBe(0);
  });

  test("that begins anew whatever Last-Event-ID says fails", async () => {
    await using server = await startServer((_request, response) => {
      openEvents(response);
      for (let n = 1; n <= 6; n++) response.write(line(n));
    });
    const { code, of, verdicts } = await report([server.url, "--seconds", "1"]);
    expect(verdicts.resume).toBe("fail");
    expect(of("resume")).toContain("went on with event 1, not 4");
    expect(code).toBe(1);
  });

  test("that answers Last-Event-ID with a gap is warned of", async () => {
    await using server = await startServer((request, response) => {
      openEvents(response);
      if (request.headers["last-event-id"]) response.write('event: gap\ndata: {"missed":3}\n\n');
      for (let n = 1; n <= 6; n++) response.write(line(n));
    });
    const { verdicts, of } = await report([server.url, "--seconds", "1"]);
    expect(verdicts.resume).toBe("warn");
    expect(of("resume")).toContain('{"missed":3}');
  });

  test("that is quiet but for heartbeats passes what can be seen, and says nothing of its streaming", async () => {
    await using server = await startServer((_request, response) => {
      openEvents(response);
      every(400, response, () => response.write(":\n\n"));
    });
    const { code, verdicts, of } = await report([server.url, "--seconds", "2"]);
    expect(verdicts).toMatchObject({
      headers: "pass",
      streaming: "unknown",
      heartbeats: "pass",
      resume: "unknown",
    });
    expect(of("streaming")).toContain("no event was written");
    expect(code).toBe(0);
  });

  test("that has only old lines to send says nothing of its streaming, however they come", async () => {
    await using server = await startServer((_request, response) => {
      openEvents(response);
      for (let n = 1; n <= 6; n++) response.write(line(n, Date.now() - 60_000));
    });
    const { verdicts } = await report([server.url, "--seconds", "1"]);
    expect(verdicts.streaming).toBe("unknown");
  });

  test("that is quiet without heartbeats is not judged by a silence shorter than heartbeats are apart", async () => {
    await using server = await startServer((_request, response) => openEvents(response));
    const { code, verdicts, of } = await report([server.url, "--seconds", "2"]);
    expect(verdicts).toMatchObject({ streaming: "unknown", heartbeats: "unknown" });
    expect(of("heartbeats")).toMatch(/^none in [\d.]+ s of silence/);
    expect(code).toBe(0);
  });

  test("whose headers wait for the first event fails when none comes", async () => {
    await using server = await startServer(() => {});
    const { code, verdicts, report: whole } = await report([server.url + "/stream", "--seconds", "1"]);
    expect(verdicts).toMatchObject({ headers: "fail", streaming: "unknown" });
    expect(adviceOf(whole, "headers")).toContain("a comment");
    expect(code).toBe(1);
  });

  test("that breaks off fails", async () => {
    await using server = await startServer((_request, response) => {
      openEvents(response);
      every(100, response, (n) => (n < 5 ? response.write(line(n)) : response.destroy()));
    });
    const { code, verdicts } = await report([server.url]);
    expect(verdicts.open).toBe("fail");
    expect(code).toBe(1);
  });

  test("that never stops talking is read up to a limit", async () => {
    await using server = await startServer((_request, response) => {
      openEvents(response);
      const some = Array.from({ length: 1_000 }, (_, n) => `data: ${n}\n\n`).join("");
      const more = () => {
        while (response.write(some));
      };
      response.on("drain", more);
      more();
    });
    const { of, report: whole } = await report([server.url]);
    expect(of("open")).toBe("until enough had been read");
    expect(whole.watchedMs).toBeLessThan(15_000);
  });

  test("without the headers that keep caches, compressors and nginx away is warned of", async () => {
    await using server = await startServer((_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
      every(100, response, (n) => response.write(line(n)));
    });
    const { verdicts, of } = await report([server.url, "--seconds", "1"]);
    expect(verdicts.caching).toBe("warn");
    expect(of("caching")).toMatch(/no-cache.*no-transform.*X-Accel-Buffering: no/);
  });
});

describe("the way there", () => {
  test("ends at a redirect's target, which does not get the credentials", async () => {
    const seen: Array<string | undefined> = [];
    await using there = await startServer((request, response) => {
      seen.push(request.headers.authorization);
      talk(request, response);
    });
    await using here = await startServer((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(307, { location: `${there.url}/stream` }).end();
    });
    const { code, of } = await report([
      `${here.url}/s`,
      "--seconds",
      "1",
      "--header",
      "Authorization: Bearer x",
    ]);
    expect(of("answer")).toContain(`after 1 redirect, from ${there.url}/stream`);
    expect(new Set(seen)).toEqual(new Set(["Bearer x", undefined]));
    expect(code).toBe(0);
  });

  test("is asked for with the headers given, and without them is a 401 that says which option to use", async () => {
    await using server = await startServer((request, response) => {
      if (request.headers.authorization !== "Bearer x") return void response.writeHead(401).end();
      talk(request, response);
    });
    const [without, withIt] = await Promise.all([
      run([`${server.url}/s`]),
      report([`${server.url}/s`, "--seconds", "1", "--header", "Authorization: Bearer x"]),
    ]);
    expect(without).toMatchObject({ code: 2, error: expect.stringContaining("--header 'Authorization: …'") });
    expect(withIt.code).toBe(0);
  });

  test("that leads to a page and not to a stream says so, with the type", async () => {
    await using server = await startServer((_request, response) => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<p>Sign in</p>");
    });
    const { code, error } = await run([server.url]);
    expect(error).toMatch(/is no event stream: 200 text\/html\. .*login page.*--header 'Cookie: …'/);
    expect(code).toBe(2);
  });

  test("where nobody listens says so", async () => {
    const { code, error } = await run([`http://127.0.0.1:${await freePort()}`]);
    expect(error).toContain("cannot be reached: nobody listens there.");
    expect(code).toBe(2);
  });

  test.for([
    [[], "The URL is missing."],
    [["console.example"], "not an http:// or https:// URL"],
    [["http://a.example", "http://b.example"], "One URL at a time"],
    [["http://a.example", "--seconds", "0"], "--seconds 0"],
    [["http://a.example", "--header", "nonsense"], "'Name: value'"],
    [["http://a.example", "--loud"], "--loud"],
    [["http://me:secret@a.example"], "--header"],
  ] as const)("is not even tried with the arguments %j", async ([args, words]) => {
    const { code, error } = await run([...args]);
    expect(error).toContain(words);
    expect(error).toContain("Usage: npx tailrace-doctor <url>");
    expect(code).toBe(2);
  });

  test("is left at once on SIGINT, with every connection", async () => {
    let open = 0;
    await using server = await startServer((_request, response) => {
      open++;
      openEvents(response);
      response.once("close", () => {
        if (--open === 0) server.server.emit("left");
      });
      if (open === 2) server.server.emit("both");
    });
    const both = once(server.server, "both");
    const left = once(server.server, "left");
    const { child, result } = start([server.url + "/s"]);
    await both;
    const before = performance.now();
    child.kill("SIGINT");
    expect(await result).toMatchObject({ code: 130, out: "" });
    await left;
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

describe.skipIf(!hasOpenssl())("TLS (skipped where openssl is not installed)", () => {
  let folder: string;
  let server: ReturnType<typeof createSecureServer>;
  let url: string;
  let ca: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "doctor-tls-"));
    ca = path.join(folder, "cert.pem");
    const key = path.join(folder, "key.pem");
    const request = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost";
    const names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
    execFileSync("openssl", [...request.split(" "), ...names, "-keyout", key, "-out", ca], {
      stdio: "ignore",
    });
    server = createSecureServer({ key: readFileSync(key), cert: readFileSync(ca) });
    server.on("stream", (stream: ServerHttp2Stream, headers) => {
      stream.on("error", () => {}); // the client leaves
      stream.respond({
        ":status": 200,
        "content-type": "text/event-stream",
        "cache-control": "no-cache, no-transform",
        "x-accel-buffering": "no",
      });
      let n = Number(headers["last-event-id"] ?? 0);
      const timer = setInterval(() => stream.write(line(++n)), 100);
      stream.once("close", () => clearInterval(timer));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/stream`;
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  test("HTTP/2 is spoken where it is offered, and passes", async () => {
    const { code, verdicts, of } = await report([url, "--seconds", "2"], { NODE_EXTRA_CA_CERTS: ca });
    expect(of("http")).toBe("HTTP/2");
    expect(verdicts).toMatchObject({ http: "pass", streaming: "pass", resume: "pass" });
    expect(code).toBe(0);
  });

  test("a certificate that nobody vouches for cannot be checked, and how to is said", async () => {
    const { code, error } = await run([url]);
    expect(error).toMatch(/cannot be reached: TLS: .*NODE_EXTRA_CA_CERTS/);
    expect(code).toBe(2);
  });
});

function adviceOf(
  { advice }: Awaited<ReturnType<typeof report>>["report"],
  check: string,
): string | undefined {
  const found = advice.find(({ checks }) => checks.includes(check));
  return found?.settings.map(([where, what]) => `${where}: ${what}`).join(" ");
}

function hasOpenssl(): boolean {
  try {
    execFileSync("openssl", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
