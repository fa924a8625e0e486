import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { constants } from "node:os";
import { LineSplitter } from "./line-splitter.ts";
import type { WorkloadEntry } from "./workloads-file.ts";

/** How long a process that has escaped its group may hold the output of a command that has exited. */
const ORPHANED_OUTPUT_MS = 1_000;
/** Windows has no process groups, and shows a console window for a detached child. */
const HAS_GROUPS = process.platform !== "win32";

export type RunEvents = {
  onStart(): void;
  onLine(stream: "stdout" | "stderr", message: string): void;
  /** Something of a line may have been written; what, `RunningCommand.open` says. */
  onOutput(): void;
  /** Comes once and last, after all lines. Killed by a signal: 128 + its number; not to be started: 127 or 126. */
  onEnd(exitCode: number): void;
};

export type RunningCommand = {
  /** The line of an output that has not ended, as far as it has come; "" when there is none. */
  open(stream: "stdout" | "stderr"): string;
  /** SIGTERM to the command and all it has started, SIGKILL after `graceMs`. Resolves when the command has exited. */
  stop(graceMs: number): Promise<void>;
  /** SIGKILL, for a process that is about to exit itself. */
  kill(): void;
};

/**
 * Starts a command in its own process group: a Ctrl-C in the terminal does not reach it before the backend has decided
 * what to do, and a signal to the group reaches what the command itself has started. When the command exits, what is
 * left of its group is killed, as in a container.
 */
export function runCommand(entry: WorkloadEntry, on: RunEvents): RunningCommand {
  const [program, ...args] = entry.command;
  const exited = Promise.withResolvers<void>();
  let stopTimer: NodeJS.Timeout | undefined;
  let gone = false;

  const stdout = new LineSplitter((message) => on.onLine("stdout", message));
  const stderr = new LineSplitter((message) => on.onLine("stderr", message));
  const fail = (error: NodeJS.ErrnoException) => {
    clearTimeout(stopTimer);
    on.onLine("stderr", `Cannot start ${JSON.stringify(entry.command)}: ${reason(error, entry)}`);
    gone = true;
    exited.resolve();
    on.onEnd(error.code === "ENOENT" ? 127 : 126); // As POSIX shells: not found, found but not to be run.
  };

  let child;
  try {
    child = spawn(program === "node" ? process.execPath : program, args, {
      cwd: entry.cwd,
      env: { ...process.env, ...entry.env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: HAS_GROUPS,
      windowsHide: true,
    });
  } catch (error) {
    // Most reasons come as an "error" event; some, such as a too long argument list, are thrown.
    queueMicrotask(() => fail(error as NodeJS.ErrnoException));
    return { open: () => "", stop: () => exited.promise, kill: () => {} };
  }

  const signal = (name: NodeJS.Signals) => {
    if (gone) return; // Its number may be another process's by now.
    try {
      if (!HAS_GROUPS) child.kill(name);
      else if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // ESRCH: nobody is left in the group.
    }
  };

  for (const [output, splitter] of [
    [child.stdout, stdout],
    [child.stderr, stderr],
  ] as const) {
    output.on("data", (chunk: Buffer) => {
      splitter.push(chunk);
      on.onOutput();
    });
  }
  child.on("spawn", () => on.onStart());
  child.on("error", (error) => {
    if (child.pid === undefined) fail(error);
  });
  child.on("exit", () => {
    clearTimeout(stopTimer);
    signal("SIGKILL");
    gone = true;
    exited.resolve();
    const timer = setTimeout(() => {
      child.stdout.destroy();
      child.stderr.destroy();
    }, ORPHANED_OUTPUT_MS);
    child.on("close", () => clearTimeout(timer));
  });
  child.on("close", (code, killedBy) => {
    if (child.pid === undefined) return; // "error" has said it all.
    stdout.end();
    stderr.end();
    on.onEnd(code ?? 128 + constants.signals[killedBy!]);
  });

  return {
    open: (stream) => (stream === "stdout" ? stdout.open : stderr.open),
    stop(graceMs) {
      signal("SIGTERM");
      clearTimeout(stopTimer);
      if (!gone) stopTimer = setTimeout(() => signal("SIGKILL"), graceMs);
      return exited.promise;
    },
    kill: () => signal("SIGKILL"),
  };
}

function reason(error: NodeJS.ErrnoException, entry: WorkloadEntry): string {
  // spawn(2) reports a missing folder as if the program were missing.
  if (!statSync(entry.cwd, { throwIfNoEntry: false })?.isDirectory()) return `no such folder: ${entry.cwd}`;
  if (error.code === "ENOENT") return "no such program";
  return error.message;
}
