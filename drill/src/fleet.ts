import path from "node:path";
import { type Child, startChild } from "../../web/bench/child.ts";
import { peakPerSecond } from "./account.ts";
import { WORKLOADS } from "./numbered-log.ts";
import type { ViewerCommands } from "./viewers.ts";

/** What all viewers together have seen in a phase. */
export interface Seen {
  lines: number;
  lost: number;
  repeated: number;
  /** The longest silence of each viewer, in ms. */
  silences: number[];
  reconnects: number;
  peakPerSecond: number;
}

/** All viewers, spread over several processes and evenly over the workloads. */
export class Fleet {
  readonly #processes: Child<ViewerCommands>[];

  private constructor(processes: Child<ViewerCommands>[]) {
    this.#processes = processes;
  }

  static async open(url: string, viewers: number, processes: number): Promise<Fleet> {
    const file = path.join(import.meta.dirname, "viewers.ts");
    const children = await Promise.all(
      Array.from({ length: processes }, () => startChild<ViewerCommands>(file)),
    );
    const urls = Array.from(
      { length: viewers },
      (_, i) => `${url}/api/v1/workloads/${WORKLOADS[i % WORKLOADS.length]}/logs`,
    );
    await Promise.all(
      children.map((child, k) => child.call("open", { urls: urls.filter((_, i) => i % processes === k) })),
    );
    return new Fleet(children);
  }

  get pids(): number[] {
    return this.#processes.map(({ pid }) => pid);
  }

  /** Resolves when all have line `line`, or after `withinMs`, with the number of those that have not. */
  async reach(line: number, withinMs: number): Promise<number> {
    return sum(await Promise.all(this.#processes.map((child) => child.call("reach", { line, withinMs }))));
  }

  /** What has been seen since the last call. */
  async report(): Promise<Seen> {
    const reports = await Promise.all(this.#processes.map((child) => child.call("report")));
    const tallies = reports.flatMap((report) => report.tallies);
    const attempts = reports.flatMap((report) => report.attempts);
    return {
      lines: sum(tallies.map(({ lines }) => lines)),
      lost: sum(tallies.map(({ lost }) => lost)),
      repeated: sum(tallies.map(({ repeated }) => repeated)),
      silences: tallies.map(({ silenceMs }) => silenceMs),
      reconnects: attempts.length,
      peakPerSecond: peakPerSecond(attempts),
    };
  }

  /** Ends all streams. Resolves with the lines up to `line` that never came, and why viewers were refused. */
  async close(line: number): Promise<{ owed: number; refusals: string[] }> {
    const ends = await Promise.all(this.#processes.map((child) => child.call("close", { line })));
    return { owed: sum(ends.map(({ owed }) => owed)), refusals: ends.flatMap(({ refusals }) => refusals) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#processes.map((child) => child.stop()));
  }
}

const sum = (numbers: number[]): number => numbers.reduce((total, n) => total + n, 0);
