import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  type OutgoingHttpHeaders,
} from "node:http2";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createGunzip } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { type Backend, closed, startBackend, startEvents } from "judge/testing/backend";
import { freePort, startWebServer, type WebServer } from "judge/testing/web-server";

const LOGS = "/api/v1/workloads/42/logs";
const LOGIN = `Basic ${btoa("me:secret")}`;

let backend: Backend;
let consoleServer: WebServer;
beforeAll(async () => {
  backend = await startBackend();
  consoleServer = await startWebServer({
    BACKEND_URL: backend.url,
    TRUST_FORWARDED_HEADERS: "true",
    ALLOWED_HOSTS: "localhost", // the proxy's name; the console's own is 127.0.0.1
  });
});
afterAll(async () => {
  await consoleServer?.[Symbol.asyncDispose]();
  await backend?.[Symbol.asyncDispose]();
});

describe.for([
  { name: "Caddy", commands: [["caddy", "version"]], start: startCaddy },
  {
    name: "nginx",
    commands: [
      ["nginx", "-v"],
      ["openssl", "version"],
    ],
    start: startNginx,
  },
])("behind $name", ({ name, commands, start }) => {
  const missing = commands.find((command) => !runs(command));
  if (missing) {
    console.log(`${missing[0]} is not installed: the tests of ${name} in front are skipped.`);
    return test.skip(`${missing[0]} is not installed`, () => {});
  }

  const folder = mkdtempSync(path.join(tmpdir(), "tailrace-proxy-"));
  chmodSync(folder, 0o755); // for nginx's workers, who are not who starts it
  let proxy: ChildProcess;
  let session: ClientHttp2Session;
  beforeAll(async () => {
    const port = await freePort();
    proxy = start(folder, port, new URL(consoleServer.url).host);
    let output = "";
    proxy.stderr!.on("data", (data: Buffer) => (output += data.toString()));
    for (const giveUpAt = performance.now() + 15_000; ; await sleep(50)) {
      // Self-signed, or of an authority that nobody knows.
      session = connect(`https://localhost:${port}`, { rejectUnauthorized: false });
      try {
        await once(session, "connect");
        break;
      } catch (error) {
        session.destroy();
        if (performance.now() > giveUpAt)
          throw new Error(`${name} does not serve:\n${output}`, { cause: error });
      }
    }
  });
  afterAll(async () => {
    session?.destroy();
    if (proxy && proxy.exitCode === null) {
      const exited = once(proxy, "exit");
      proxy.kill("SIGTERM"); // nginx's own way to end its workers at once
      await exited;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = async (headers: OutgoingHttpHeaders, body?: string) => {
    const stream = session.request(headers, { endStream: body === undefined });
    if (body !== undefined) stream.end(body);
    const [answer] = (await once(stream, "response")) as [Record<string, string | number>];
    return { stream, answer };
  };

  test("nobody gets in without the password", async () => {
    backend.takeReceived();
    for (const path of ["/", LOGS, "/api/v1/workloads"]) {
      for (const authorization of [undefined, `Basic ${btoa("me:guess")}`]) {
        const { stream, answer } = await ask({ ":path": path, ...(authorization && { authorization }) });
        expect(answer[":status"]).toBe(401);
        expect(answer["www-authenticate"]).toMatch(/^Basic /);
        stream.destroy();
      }
    }
    expect(backend.takeReceived()).toHaveLength(0);
  });

  test("over HTTP/2 to a client that accepts gzip, each event is there before the next one is written", async () => {
    const opened = Promise.withResolvers<{ write: (data: string) => void; gone: Promise<void> }>();
    backend.handle((request, response) => {
      startEvents(response);
      opened.resolve({ write: (data) => void response.write(data), gone: closed(request.socket) });
    });
    const { stream, answer } = await ask({
      ":path": LOGS,
      authorization: LOGIN,
      accept: "text/event-stream",
      "accept-encoding": "gzip",
    });
    expect(answer[":status"]).toBe(200);
    expect(answer["content-type"]).toBe("text/event-stream");
    const { write, gone } = await opened.promise;
    const events = textOf(stream, answer);
    for (let id = 1; id <= 10; id++) {
      write(`id: ${id}\ndata: line ${id}\n\n`);
      await events.until(`data: line ${id}\n\n`);
    }
    stream.on("error", () => {}).close();
    await gone;
  });

  test("ten logs are open at once, on one connection", async () => {
    backend.handle((_request, response) => {
      startEvents(response);
      response.write("data: one\n\n");
    });
    const streams = await Promise.all(
      Array.from({ length: 10 }, () =>
        ask({ ":path": LOGS, authorization: LOGIN, "accept-encoding": "gzip" }),
      ),
    );
    await Promise.all(streams.map(({ stream, answer }) => textOf(stream, answer).until("data: one\n\n")));
    for (const { stream } of streams) stream.on("error", () => {}).close();
  });

  test("the backend learns who asks and from where, not the password nor what a client claims", async () => {
    backend.handle((_request, response) => response.end("{}"));
    const received = backend.nextRequest();
    const claims = { forwarded: "for=9.9.9.9", "x-forwarded-for": "9.9.9.9", "x-real-ip": "9.9.9.9" };
    const { stream } = await ask({
      ":path": "/api/v1/workloads",
      authorization: LOGIN,
      "x-forwarded-user": "root",
      ...claims,
    });
    stream.resume();
    const { headers } = await received;
    expect(headers["x-forwarded-user"]).toBe("me");
    expect(headers["x-forwarded-proto"]).toBe("https");
    // The visitor, and the proxy.
    expect(headers["x-forwarded-for"]).toMatch(/^(127\.0\.0\.1|::1), (127\.0\.0\.1|::1)$/);
    expect(headers).not.toHaveProperty("authorization");
    expect(JSON.stringify(headers)).not.toContain("9.9.9.9");
  });

  test("nobody outside learns from /readyz how the backend is, however it is written; /healthz is answered", async () => {
    const status = async (path: string) => {
      const { stream, answer } = await ask({ ":path": path, authorization: LOGIN });
      stream.resume();
      return answer[":status"];
    };
    expect((await fetch(`${consoleServer.url}/readyz`)).status).toBe(200); // as a probe asks
    for (const path of [
      "/readyz",
      "/readyz/",
      "/readyz?a",
      "/%72eadyz",
      "//readyz",
      "/x/../readyz",
      "/./readyz",
    ])
      expect(await status(path), path).toBe(404);
    expect(await status("/healthz")).toBe(200);
  });

  test("a button of the console's own page works, one of another site's does not", async () => {
    backend.handle((request, response) =>
      request.resume().on("end", () => response.writeHead(202).end("{}")),
    );
    const press = async (origin: string) => {
      const { stream, answer } = await ask(
        { ":path": "/api/v1/workloads/42/stop", ":method": "POST", authorization: LOGIN, origin },
        "",
      );
      stream.resume();
      return answer[":status"];
    };
    expect(await press(`https://${new URL(session.originSet![0]!).host}`)).toBe(202);
    expect(await press("https://elsewhere.example")).toBe(403);
  });

  test("a WebSocket of the console's own page opens, and one without the password does not", async () => {
    const sockets = new WebSocketServer({ noServer: true });
    const users: unknown[] = [];
    backend.server.on("upgrade", (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (opened) => {
        users.push(request.headers["x-forwarded-user"]);
        opened.on("message", (data) => opened.send(`echo ${data.toString()}`));
      }),
    );
    const origin = `https://${new URL(session.originSet![0]!).host}`;
    const open = (headers: Record<string, string>) =>
      new WebSocket(`${origin.replace(/^http/, "ws")}/api/v1/socket`, {
        origin,
        headers,
        rejectUnauthorized: false,
      });
    const [, refusal] = (await once(open({}), "unexpected-response")) as [unknown, IncomingMessage];
    expect(refusal.statusCode).toBe(401);
    const socket = open({ authorization: LOGIN });
    await once(socket, "open");
    socket.send("hello");
    const [answer] = (await once(socket, "message")) as [Buffer];
    expect(answer.toString()).toBe("echo hello");
    expect(users).toEqual(["me"]);
    socket.terminate();
    backend.server.removeAllListeners("upgrade");
  });
});

/** The Caddyfile as it is, with an authority of its own that this machine is not made to trust. */
function startCaddy(folder: string, port: number, console: string): ChildProcess {
  const file = path.join(folder, "Caddyfile");
  writeFileSync(
    file,
    `{
      admin off
      skip_install_trust
      auto_https disable_redirects
      storage file_system ${folder}
    }
    import ${path.join(import.meta.dirname, "Caddyfile")}\n`,
  );
  const hash = execFileSync("caddy", ["hash-password", "--plaintext", "secret"], { encoding: "utf8" }).trim();
  return spawn("caddy", ["run", "--config", file, "--adapter", "caddyfile"], {
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      CONSOLE: console,
      CONSOLE_HOST: `https://localhost:${port}`,
      CONSOLE_USER: "me",
      CONSOLE_PASSWORD_HASH: hash,
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
}

/** nginx.conf with the test's ports and paths. */
function startNginx(folder: string, port: number, console: string): ChildProcess {
  const at = (name: string) => path.join(folder, name);
  const subject = ["-subj", "/CN=localhost", "-days", "1", "-nodes", "-newkey", "rsa:2048"];
  execFileSync(
    "openssl",
    ["req", "-x509", ...subject, "-keyout", at("tailrace.key"), "-out", at("tailrace.crt")],
    {
      stdio: "ignore",
    },
  );
  writeFileSync(at("tailrace.htpasswd"), `me:{SHA}${createHash("sha1").update("secret").digest("base64")}\n`);
  let site = readFileSync(path.join(import.meta.dirname, "nginx.conf"), "utf8");
  for (const [theirs, ours] of [
    ["listen 443 ", `listen 127.0.0.1:${port} `],
    ["server 127.0.0.1:3000;", `server ${console};`],
    ["/etc/nginx/", `${folder}/`],
  ] as const) {
    expect(site).toContain(theirs);
    site = site.replaceAll(theirs, ours);
  }
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  writeFileSync(
    at("nginx.conf"),
    `daemon off; pid nginx.pid; error_log stderr; worker_processes 1;
    events {}
    http {
      access_log off;
      gzip on; # as Debian has it
      ${temporary.map((name) => `${name}_temp_path ${name};`).join(" ")}
      ${site}
    }`,
  );
  return spawn("nginx", ["-p", folder, "-c", "nginx.conf", "-e", "stderr"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
}

/** What an answer has brought so far, decoded as a browser decodes it. */
function textOf(stream: ClientHttp2Stream, answer: Record<string, string | number>) {
  let text = "";
  const body = answer["content-encoding"] === "gzip" ? stream.pipe(createGunzip()) : stream;
  const arrived = new EventTarget();
  body.setEncoding("utf8").on("data", (data: string) => {
    text += data;
    arrived.dispatchEvent(new Event("data"));
  });
  body.on("error", () => {});
  return {
    async until(part: string) {
      const signal = AbortSignal.timeout(10_000);
      while (!text.includes(part)) await once(arrived, "data", { signal });
    },
  };
}

function runs([command, ...args]: string[]): boolean {
  try {
    execFileSync(command!, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
