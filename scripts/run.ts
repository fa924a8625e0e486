// `pnpm start` and `pnpm dev`: the web app and, unless BACKEND_URL names another backend, the embedded one.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import { startLocalBackend } from "../local-backend/src/index.ts";

// Ctrl-C ends everything within 2 s; what has not ended by itself by now is killed.
const KILL_AFTER_MS = 1_500;

const root = path.join(import.meta.dirname, "..");
const web = path.join(root, "web");
const dev = process.argv[2] === "dev";

const envFile = path.join(web, ".env");
if (existsSync(envFile)) process.loadEnvFile(envFile);
const { PORT = "3000", HOSTNAME = "127.0.0.1", BACKEND_URL } = process.env;

const fault = await listenFault(PORT, HOSTNAME);
if (fault) {
  console.error(fault);
  process.exit(1);
}

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
  stdio: ["inherit", dev ? "inherit" : "pipe", "inherit"],
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

const whereTo = `
  Tailrace   http://${HOSTNAME === "127.0.0.1" ? "localhost" : HOSTNAME}:${PORT}
  Backend    ${backendUrl}${backend ? "  (embedded: it runs the commands of local-backend/workloads.json)" : ""}
`;
if (dev) console.log(whereTo);
else {
  let ready = false;
  for await (const line of createInterface(child.stdout!)) {
    if (!ready && line.includes("Ready in")) {
      ready = true;
      console.log(`${whereTo}\n  Ctrl-C ends it. The log of requests is left out here, warnings are not.\n`);
    } else if (isWorthALine(line)) console.log(line);
  }
}

/** Why nobody can listen there, and what would be right; undefined if one can. */
async function listenFault(port: string, host: string): Promise<string | undefined> {
  const probe = createServer();
  try {
    await once(probe.listen(Number(port), host), "listening");
    probe.close();
    await once(probe, "close");
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const another = `PORT=3001 npx -y pnpm@12 ${process.argv[2]}`;
    if (code === "EADDRINUSE") return `Port ${port} is in use; another one is taken by \`${another}\`.`;
    if (code === "EACCES") return `Port ${port} needs more rights than you have; \`${another}\` needs none.`;
    const { message } = error as Error;
    return `The console cannot listen at PORT=${port}, HOSTNAME=${host}: ${message.replace(/\.$/, "")}.`;
  }
}

/** Of what the built server prints: what the log has above its ordinary lines. */
function isWorthALine(line: string): boolean {
  try {
    const { level } = JSON.parse(line) as { level?: string };
    return level !== "info" && level !== "debug" && level !== "trace";
  } catch {
    return false; // Next's own banner
  }
}
