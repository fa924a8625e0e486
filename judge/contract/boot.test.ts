import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TLSSocket } from "node:tls";
import { describe, expect, test } from "vitest";
import { freePort, spawnWebServer } from "../testing/web-server";
import { startBackend, startEvents } from "../testing/backend";
import { newAuthority } from "../testing/certificates";
import { openStream, send } from "./client";
import { patience, startSystem, testOfTailrace } from "./system";

test(
  "B1 one build, started twice with two BACKEND_URLs, serves two backends, stream and fallback alike",
  patience(30_000),
  async () => {
    await using staging = await startBackend();
    await using production = await startBackend();
    for (const [backend, name] of [
      [staging, "staging"],
      [production, "production"],
    ] as const) {
      backend.handle((request, response) => {
        if (request.url!.endsWith("/logs")) {
          startEvents(response);
          response.end(`data: ${name}\n\n`);
        } else response.end(name);
      });
    }
    await using first = await startSystem(staging.url);
    await using second = await startSystem(production.url, {}, { builtFor: staging.url });
    for (const [system, name] of [
      [first, "staging"],
      [second, "production"],
    ] as const) {
      const stream = await openStream(system.url, "/api/v1/workloads/42/logs");
      await stream.until(`data: ${name}\n\n`);
      const answer = await send(system.url, "/api/v1/workloads");
      expect(answer.body.toString()).toBe(name);
    }
  },
);

testOfTailrace(
  "B1 a backend that only a private authority vouches for, and that wants a certificate, is reached with BACKEND_TLS_*",
  async () => {
    const authority = await newAuthority();
    const folder = mkdtempSync(path.join(tmpdir(), "tailrace-tls-"));
    const file = (name: string, text: string) => {
      writeFileSync(path.join(folder, name), text);
      return path.join(folder, name);
    };
    const own = await authority.issue("console", "client");
    const { cert, key } = await authority.issue("backend", "server");
    const backend = createServer({ cert, key, ca: authority.cert, requestCert: true }, (request, response) =>
      response.end(String((request.socket as TLSSocket).getPeerCertificate().subject.CN)),
    ).listen(0, "127.0.0.1");
    await once(backend, "listening");
    await using system = await startSystem(`https://127.0.0.1:${(backend.address() as AddressInfo).port}`, {
      BACKEND_TLS_CA: file("ca.pem", authority.cert),
      BACKEND_TLS_CERT: file("console.crt", own.cert),
      BACKEND_TLS_KEY: file("console.key", own.key),
    });
    expect((await send(system.url, "/api/v1/x")).body.toString()).toBe("console");
    backend.close().closeAllConnections();
    rmSync(folder, { recursive: true });
  },
);

describe("B2", () => {
  testOfTailrace.for([
    ["is missing", "BACKEND_URL", {}, "is missing"],
    ["is empty", "BACKEND_URL", { BACKEND_URL: "" }, "is missing"],
    ["is no URL", "BACKEND_URL", { BACKEND_URL: "nonsense" }, "is not a URL"],
    ["has another scheme", "BACKEND_URL", { BACKEND_URL: "ftp://backend" }, "has the scheme ftp:"],
    ["has a query", "BACKEND_URL", { BACKEND_URL: "http://backend/?x=1" }, "must not have a query"],
    ["has a fragment", "BACKEND_URL", { BACKEND_URL: "http://backend/#x" }, "must not have a fragment"],
    [
      "is no number",
      "STREAM_HEARTBEAT_MS",
      { STREAM_HEARTBEAT_MS: "15s" },
      "is not a number of milliseconds",
    ],
    ["is no port", "METRICS_PORT", { METRICS_PORT: "70000" }, "must be at most 65535"],
    ["is a word", "PORT", { PORT: "abc" }, "is not a port's number"],
    ["is beyond all ports", "PORT", { PORT: "70000" }, "is not a port's number"],
    ["has more than a number", "PORT", { PORT: "3000x" }, "is not a port's number"],
    [
      "is no number of ms",
      "KEEP_ALIVE_TIMEOUT",
      { KEEP_ALIVE_TIMEOUT: "75s" },
      "is not a number of milliseconds",
    ],
    [
      "has no scheme in an origin",
      "ALLOWED_ORIGINS",
      { ALLOWED_ORIGINS: "tools.example" },
      "an origin without http",
    ],
    [
      "has a path in an origin",
      "ALLOWED_ORIGINS",
      { ALLOWED_ORIGINS: "https://tools.example/x" },
      "browsers write as https://tools.example",
    ],
    [
      "is no http URL",
      "OTEL_EXPORTER_OTLP_ENDPOINT",
      { OTEL_EXPORTER_OTLP_ENDPOINT: "collector:4317" },
      "is not an http\\(s\\) URL",
    ],
    [
      "names no file",
      "BACKEND_TLS_CA",
      { BACKEND_URL: "https://127.0.0.1:9", BACKEND_TLS_CA: "/no/such.pem" },
      "is /no/such.pem, which cannot be read",
    ],
    [
      "has no key",
      "BACKEND_TLS_CERT",
      { BACKEND_URL: "https://127.0.0.1:9", BACKEND_TLS_CERT: "/no/such.pem" },
      "and BACKEND_TLS_KEY go together",
    ],
    [
      "is neither true nor false",
      "TRUST_FORWARDED_HEADERS",
      { TRUST_FORWARDED_HEADERS: "yes" },
      "true or false",
    ],
    ...(
      [
        ["has a port in a name", "console.example:3000", "a name with a port"],
        ["has a port behind an address", "[::1]:3000", "a name with a port"],
        ["has a scheme in a name", "https://console.example", "a name with a scheme"],
        ["has a path in a name", "localhost,console.example/logs", "a name with a path"],
        ["has a wildcard in a name", "*.example", "a wildcard"],
        ["has no brackets around an address", "::1", "without its brackets"],
        ["has an empty name", "console.example,", "an empty name"],
        ["has a user in a name", "me@console.example", "a name that no host can have"],
      ] as const
    ).map(([title, ALLOWED_HOSTS, fault]) => [title, "ALLOWED_HOSTS", { ALLOWED_HOSTS }, fault] as const),
  ] as [string, string, Record<string, string>, string][])(
    "B2 a server whose environment %s says so of %s on one screen and exits non-zero in under 5 s",
    async ([, name, env, fault], { annotate }) => {
      const started = performance.now();
      const rest: Record<string, string> =
        name === "BACKEND_URL" ? {} : { BACKEND_URL: "http://127.0.0.1:9" };
      const { code, output } = await exitOf({ ...rest, ...env });
      await annotate(`${Math.round(performance.now() - started)} ms`);
      expect(code).toBeGreaterThan(0);
      expect(performance.now() - started).toBeLessThan(5_000);
      expect(output).toMatch(new RegExp(`${name} .*${fault}`));
      if (name === "BACKEND_URL") expect(output).toContain("http(s)://host[:port][/base]");
      if (name === "ALLOWED_HOSTS") expect(output).toContain("names without scheme, port or path");
      expect(output).not.toMatch(/^\s+at /m);
      expect(output.split("\n").length).toBeLessThan(24);
    },
  );

  testOfTailrace("B2 credentials in BACKEND_URL are refused and not printed", async () => {
    const { code, output } = await exitOf({ BACKEND_URL: "http://me:secret@backend" });
    expect(code).toBeGreaterThan(0);
    expect(output).toContain("must not carry credentials");
    expect(output).not.toContain("secret");
  });

  async function exitOf(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
    const server = spawnWebServer({ PORT: String(await freePort()), ...env });
    let output = "";
    server.stdout!.on("data", (data: Buffer) => (output += data.toString()));
    server.stderr!.on("data", (data: Buffer) => (output += data.toString()));
    const [code] = (await once(server, "close")) as [number | null];
    return { code, output };
  }
});
