import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";

const SERVER = path.join(import.meta.dirname, "../../web/.next/standalone/web/server.js");

export interface WebServer {
  url: string;
  process: ChildProcess;
  /** What the server has printed so far, on both streams. */
  output(): string;
  /** Ends the server with SIGKILL and waits until it is gone. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Starts the built standalone server, as a deployment does, and resolves when it answers. */
export async function startWebServer(env: Record<string, string>): Promise<WebServer> {
  const port = env.PORT ?? String(await freePort());
  const child = spawnWebServer({ ...env, PORT: port });
  let output = "";
  const started = new Promise<void>((resolve, reject) => {
    let begun = false;
    const onData = (data: Buffer) => {
      output += data.toString();
      // Only until then: it would be joined anew for each line of a server that logs some thousand a second.
      if (!begun && (begun = output.includes("Running next.config"))) resolve();
    };
    child.stdout!.on("data", onData);
    child.stderr!.on("data", onData);
    child.once("exit", (code) => reject(new Error(`The web server exited with ${code}:\n${output}`)));
  });
  await started;
  const url = `http://127.0.0.1:${port}`;
  // Next listens before it has run instrumentation.ts, and lets requests wait for that.
  await (await fetch(`${url}/healthz`)).text();
  return {
    url,
    process: child,
    output: () => output,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, "exit");
      child.kill("SIGKILL");
      await exited;
    },
  };
}

/** The built standalone server as a child process with nothing in its environment but `env`. */
export function spawnWebServer(env: Record<string, string>): ChildProcess {
  if (!existsSync(SERVER)) throw new Error(`${SERVER} is missing: run \`pnpm --filter web build\` first.`);
  return spawn(process.execPath, [SERVER], {
    env: { HOSTNAME: "127.0.0.1", NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/**
 * A port nobody listens on: Next takes PORT=0 for 3000. The system itself gives away those from 32768 (on Linux) or 49152: nobody
 * gets this one before it is used, nor while who has it is started anew.
 */
export async function freePort(): Promise<number> {
  const port = randomInt(20_000, 32_768); // above all that fetch refuses as those of other services
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return freePort();
    throw error;
  }
  server.close();
  await once(server, "close");
  return port;
}
