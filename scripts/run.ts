// `pnpm start` and `pnpm dev`: the web app and, unless BACKEND_URL names another backend, the embedded one.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import path from "node:path";
import { startLocalBackend } from "../local-backend/src/index.ts";

// Ctrl-C ends everything within 2 s; what has not ended by itself by now is killed.
const KILL_AFTER_MS = 1_500;

const root = path.join(import.meta.dirname, "..");
const web = path.join(root, "web");
const dev = process.argv[2] === "dev";

const envFile = path.join(web, ".env");
if (existsSync(envFile)) process.loadEnvFile(envFile);
const { PORT = "3000", HOSTNAME = "127.0.0.1", BACKEND_URL } = process.env;
const backend = BACKEND_URL
  ? undefined
  : await startLocalBackend({ file: path.join(root, "local-backend/workloads.json"), port: 0 });
const backendUrl = backend?.url ?? BACKEND_URL!;

const server = dev
  ? [
      createRequire(path.join(web, "package.json")).resolve("next/dist/bin/next"),
      "dev",
      "-p",
      PORT,
      "-H",
      HOSTNAME,
    ]
  : [path.join(web, ".next/standalone/web/server.js")];
const child = spawn(process.execPath, server, {
  cwd: web,
  stdio: "inherit",
  env: { ...process.env, PORT, HOSTNAME, BACKEND_URL: backendUrl },
});

child.once("exit", (code, signal) => {
  void backend?.close();
  if (!ending) process.exitCode = code ?? (signal ? 1 : 0);
});

let ending = false;
function end(): void {
  if (ending) return;
  ending = true;
  child.kill("SIGTERM");
  void backend?.close();
  setTimeout(() => child.kill("SIGKILL"), KILL_AFTER_MS).unref();
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);

console.log(`
  Tailrace   http://${HOSTNAME === "127.0.0.1" ? "localhost" : HOSTNAME}:${PORT}
  Backend    ${backendUrl}${backend ? "  (embedded: it runs the commands of local-backend/workloads.json)" : ""}
`);
