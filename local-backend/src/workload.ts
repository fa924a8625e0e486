import { stripVTControlCharacters } from "node:util";
import { Changes } from "./changes.ts";
import { LineLog, type LogLine } from "./line-log.ts";
import { runCommand, type RunningCommand } from "./run-command.ts";
import type { WorkloadEntry } from "./workloads-file.ts";

/** Enough for a program to end its work on SIGTERM; half of what Docker's `stop` gives, as a person waits for it. */
const STOP_GRACE_MS = 5_000;
/** A console that is closed should be gone within a second and a half. */
const CLOSE_GRACE_MS = 1_000;

/** A line that ends in one go is not shown before; a progress bar moves as fast as the eye follows. */
const OPEN_MS = 100;
const STREAMS = ["stdout", "stderr"] as const;

/** A line that has not ended. */
export type OpenLine = LogLine & {
  /** Another one, and higher, each time that any of them changes. */
  version: number;
};

/** Of the last line as much as a list of workloads has room for, on a wide screen. */
const LAST_LINE_CHARACTERS = 300;

/** What the list of workloads tells of a log. */
export type Activity = {
  id: string;
  errorsPerMinute: number;
  lastLine: Pick<LogLine, "time" | "message"> | undefined;
};

type State = {
  status: "pending" | "running" | "succeeded" | "failed" | "stopped";
  startedAt?: string;
  finishedAt?: string;
  exitCode?: number;
};

/** One entry of the workloads file: its process, its status, its lines. */
export class Workload {
  readonly entry: WorkloadEntry;
  readonly log = new LineLog();
  /** A new line or another status. */
  readonly changes = new Changes();
  readonly #statusChanges: Changes;
  #state: State = { status: "pending" };
  #command: RunningCommand | undefined;
  #activity: Activity | undefined;
  /** The newest line when `#activity` was made. */
  #seen = 0;
  /** The lines of the outputs that have not ended, as they were last looked at. */
  readonly #open = new Map<LogLine["stream"], OpenLine>();
  readonly #lineAt = new Map<LogLine["stream"], number>();
  #openVersion = 0;
  #openTimer: NodeJS.Timeout | undefined;
  /** What follows when the process ends: by itself nothing, else what was asked for last. */
  #then: "nothing" | "stopped" | "start" | "closed" = "nothing";

  /** @param statusChanges is notified of each change of status, and of no line. */
  constructor(entry: WorkloadEntry, statusChanges: Changes) {
    this.entry = entry;
    this.#statusChanges = statusChanges;
  }

  /** What has been written of lines that have not ended. */
  get open(): Iterable<OpenLine> {
    return this.#open.values();
  }

  /** Set once the process has ended and all of its lines are in the log; unset again by a restart. */
  get end(): { exitCode: number } | undefined {
    const { exitCode } = this.#state;
    return exitCode === undefined ? undefined : { exitCode };
  }

  /** What its log was like at the last `look`; the same object while nothing has changed, and none while nothing was written. */
  get activity(): Activity | undefined {
    return this.#activity;
  }

  /** Has a look at how its log goes on. Returns whether `activity` is another one. */
  look(): boolean {
    const { newest, errorsPerMinute } = this.log;
    if (newest === this.#seen && errorsPerMinute === (this.#activity?.errorsPerMinute ?? 0)) return false;
    this.#seen = newest;
    const { newestLine } = this.log;
    const lastLine = newestLine && { time: newestLine.time, message: shortened(newestLine.message) };
    this.#activity = { id: this.entry.id, errorsPerMinute, lastLine };
    return true;
  }

  get #active(): boolean {
    return this.#state.status === "pending" || this.#state.status === "running";
  }

  /** The `Workload` of the contract. */
  toJSON(): object {
    const { id, name = id, labels } = this.entry;
    return { id, name, ...this.#state, labels };
  }

  start(): void {
    this.#then = "nothing";
    this.#set({ status: "pending" });
    this.#command = runCommand(this.entry, {
      onStart: () => this.#set({ status: "running", startedAt: new Date().toISOString() }),
      onLine: (stream, message) => {
        this.#open.delete(stream);
        this.#lineAt.set(stream, performance.now());
        this.log.append({ time: new Date().toISOString(), stream, message });
        this.changes.notify();
      },
      onOutput: () => this.#lookSoon(),
      onEnd: (exitCode) => this.#ended(exitCode),
    });
  }

  /** Starts the command again, after its end if it is running. Returns at once. */
  restart(): void {
    if (this.#then === "closed") return;
    if (!this.#active) return this.start();
    this.#then = "start";
    void this.#command?.stop(STOP_GRACE_MS);
  }

  /** Ends the process, and a restart under way with it. Returns at once; `false` when nothing is running. */
  stop(): boolean {
    if (!this.#active) return false;
    if (this.#then !== "closed") this.#then = "stopped";
    void this.#command?.stop(STOP_GRACE_MS);
    return true;
  }

  /** Ends the process for good and resolves when it is gone. */
  async close(): Promise<void> {
    this.#then = "closed";
    if (this.#active) await this.#command?.stop(CLOSE_GRACE_MS);
  }

  /** For a backend process that exits without `close`. */
  kill(): void {
    if (this.#active) this.#command?.kill();
  }

  #lookSoon(): void {
    this.#openTimer ??= setTimeout(() => this.#lookAtOpen(), OPEN_MS);
  }

  #lookAtOpen(): void {
    this.#openTimer = undefined;
    for (const stream of STREAMS) {
      const message = this.#command?.open(stream) ?? "";
      if (message === (this.#open.get(stream)?.message ?? "")) continue;
      // Of a program that writes line after line what is between two of them is a matter of how its output was cut.
      if (message !== "" && performance.now() - (this.#lineAt.get(stream) ?? -Infinity) < OPEN_MS) {
        this.#lookSoon();
        continue;
      }
      this.#openVersion += 1;
      this.#open.set(stream, { time: new Date().toISOString(), stream, message, version: this.#openVersion });
    }
    this.changes.notify();
  }

  #ended(exitCode: number): void {
    clearTimeout(this.#openTimer);
    this.#openTimer = undefined;
    if (this.#then === "start") return this.start();
    const byItself = exitCode === 0 ? "succeeded" : "failed";
    const status = this.#then === "nothing" ? byItself : "stopped";
    this.#set({ ...this.#state, status, finishedAt: new Date().toISOString(), exitCode });
  }

  #set(state: State): void {
    this.#state = state;
    this.changes.notify();
    this.#statusChanges.notify();
  }
}

/** As a terminal shows it last, without colours, and no half of a character at its end. */
function shortened(message: string): string {
  const shown = message.slice(message.lastIndexOf("\r", message.length - 2) + 1);
  const text = stripVTControlCharacters(shown.slice(0, 4 * LAST_LINE_CHARACTERS)); // colours, too, take room
  return text.slice(0, LAST_LINE_CHARACTERS).replace(/[\ud800-\udbff]$/, "");
}
