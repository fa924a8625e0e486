import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { text } from "node:stream/consumers";
import type { Verdict } from "../check.ts";
import type { Report } from "../examine.ts";

const MAIN = path.join(import.meta.dirname, "../main.ts");

/** A child process, and what has come of it when it has ended. */
export function launch(command: string, args: string[], options: { env: NodeJS.ProcessEnv; cwd?: string }) {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const result = Promise.all([once(child, "exit"), text(child.stdout), text(child.stderr)]).then(
    ([[code], out, error]) => ({ code: code as number | null, out, error }),
  );
  return { child, result };
}

/** The command from its source. */
export function start(args: string[], env: NodeJS.ProcessEnv = {}) {
  return launch(process.execPath, [MAIN, ...args], { env: { PATH: process.env.PATH, ...env } });
}

/** Runs the command to its end. */
export function run(args: string[], env?: NodeJS.ProcessEnv) {
  return start(args, env).result;
}

/** Runs the command for the machine-readable report. */
export async function report(args: string[], env?: NodeJS.ProcessEnv) {
  const { code, out, error } = await run([...args, "--json"], env);
  if (!out) throw new Error(`no report: ${error}`);
  const report = JSON.parse(out) as Report;
  const verdicts = Object.fromEntries(report.checks.map(({ name, verdict }) => [name, verdict]));
  const of = (name: string) => report.checks.find((check) => check.name === name)?.measured;
  return { code, verdicts: verdicts as Record<string, Verdict>, of, report };
}
