import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { WebServer } from "../testing/web-server.ts";
import type { RunningSystem } from "./system.ts";

// A Next server on a machine that is busy with other things.
const START_TIMEOUT_MS = 20_000;

interface Command {
  command: string;
  args: string[];
  env?: Record<string, string>;
  /** Where it listens once it has started. */
  port: number;
  /** What lets it finish what is under way; the signal itself if left out. */
  gracefulSignal?: NodeJS.Signals;
  /** What ends it at once together with its own children; SIGKILL if left out. */
  fastSignal?: NodeJS.Signals;
}

/** Starts a peer as a child process and resolves when it accepts connections. */
export async function startChild(options: Command): Promise<RunningSystem> {
  const { command, args, env, port, fastSignal = "SIGKILL" } = options;
  const child = spawn(command, args, {
    // GOMAXPROCS: a benchmark lets Go have as many cores as the others, one.
    env: { PATH: process.env.PATH, GOMAXPROCS: process.env.GOMAXPROCS, NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  child.stderr.on("data", (data: Buffer) => (output += data.toString()));
  const server: WebServer = {
    url: `http://127.0.0.1:${port}`,
    process: child,
    output: () => output,
    async [Symbol.asyncDispose]() {
      if (hasExited(child)) return;
      const exited = once(child, "exit");
      child.kill(fastSignal);
      await exited;
    },
  };
  const giveUpAt = performance.now() + START_TIMEOUT_MS;
  while (!(await accepts(port))) {
    if (hasExited(child)) throw new Error(`${command} has exited:\n${output}`);
    if (performance.now() > giveUpAt) {
      await server[Symbol.asyncDispose]();
      throw new Error(`${command} does not listen:\n${output}`);
    }
    await sleep(20);
  }
  return asRunningSystem(server, options.gracefulSignal);
}

export function asRunningSystem(server: WebServer, gracefulSignal?: NodeJS.Signals): RunningSystem {
  return Object.assign(server, {
    terminate: (signal: NodeJS.Signals) => void server.process.kill(gracefulSignal ?? signal),
    memory: () => residentBytes(server.process.pid!),
  });
}

/** The first match of `pattern` in what `command` prints, undefined if it is not installed. */
export function versionOf(command: string, args: string[], pattern: RegExp): string | undefined {
  try {
    // nginx prints its version on standard error.
    return pattern.exec(execFileSync("sh", ["-c", `"$0" "$@" 2>&1`, command, ...args]).toString())?.[1];
  } catch {
    return undefined;
  }
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

/** The process with its children: nginx's worker is one. */
function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const own = Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) * 1024;
  const list = `/proc/${pid}/task/${pid}/children`;
  const children = existsSync(list) ? readFileSync(list, "utf8").split(" ").filter(Boolean) : [];
  return children.reduce((sum, child) => sum + residentBytes(Number(child)), own);
}
