import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import path from "node:path";
import { expect } from "vitest";
import { startBackend } from "../testing/backend";
import { freePort } from "../testing/web-server";
import { send } from "./client";
import { patience, testOfTailrace } from "./system";

const web = path.join(import.meta.dirname, "../../web");
const next = createRequire(path.join(web, "package.json")).resolve("next/dist/bin/next");

testOfTailrace("L4 in development a request's line is for a person to read", patience(120_000), async () => {
  await using backend = await startBackend();
  const port = await freePort();
  const server = spawn(process.execPath, [next, "dev", "-p", String(port), "-H", "127.0.0.1"], {
    cwd: web,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "development",
      BACKEND_URL: backend.url,
      NEXT_TELEMETRY_DISABLED: "1",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  try {
    let output = "";
    server.stdout.on("data", (data: Buffer) => (output += data.toString()));
    server.stderr.on("data", (data: Buffer) => (output += data.toString()));
    await expect.poll(() => output, { timeout: 30_000 }).toContain("Ready");
    const url = `http://127.0.0.1:${port}`;
    await fetch(`${url}/healthz`); // compiles first, which may take longer than a client waits for an answer
    await send(url, "/api/v1/x?token=secret", { headers: { "x-request-id": "for-a-person" } });
    await expect.poll(() => output).toContain("for-a-person");
    const line = output.split("\n").find((line) => line.includes("for-a-person"))!;
    expect(line).toMatch(/^\[?\d\d:\d\d:\d\d/);
    expect(line).toMatch(/INFO.*request.*\/api\/v1\/x.*200/);
    expect(line).not.toContain("secret");
  } finally {
    const exited = once(server, "exit");
    server.kill("SIGTERM");
    await exited;
  }
});
