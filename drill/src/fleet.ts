import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Child, startChild } from "../../web/bench/child.ts";
import { peakPerSecond } from "./account.ts";
import type { Breach } from "./history.ts";
import { WORKLOADS } from "./numbered-log.ts";
import type { ViewerCommands } from "./viewers.ts";

/** What all viewers together have seen in a phase. */
export interface Seen {
  lines: number;
  lost: number;
  repeated: number;
  /** The longest silence of each page, in ms, and that of all plain EventSources. */
  silences: number[];
  plainSilenceMs: number;
  /** Plain EventSources that have given up so far, as they do at any answer but a 200. */
  gaveUp: number;
  /** Streams that pages have asked for anew, to move or because one was lost. */
  connections: number;
  peakPerSecond: number;
  /** Of those, which a reader sees, as the page does not say "live". */
  breaks: number;
}

/** All viewers, spread over several processes and evenly over the workloads. */
export class Fleet {
  readonly #processes: Child<ViewerCommands>[];

  private constructor(processes: Child<ViewerCommands>[]) {
    this.#processes = processes;
  }

  static async open(url: string, viewers: number, plain: number, processes: number): Promise<Fleet> {
    const file = path.join(import.meta.dirname, "viewers.ts");
    const children = await Promise.all(
      Array.from({ length: processes }, () => startChild<ViewerCommands>(file)),
    );
    const open = (count: number, plain: boolean) => {
      const urls = Array.from(
        { length: count },
        (_, i) => `${url}/api/v1/workloads/${WORKLOADS[i % WORKLOADS.length]}/logs`,
      );
      return children.map((child, k) =>
        child.call("open", { urls: urls.filter((_, i) => i % processes === k), plain }),
      );
    };
    await Promise.all([...open(viewers, false), ...open(plain, true)]);
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
    const plain = reports.flatMap((report) => report.plainTallies);
    const all = [...tallies, ...plain];
    const requests = reports.flatMap((report) => report.requests);
    return {
      lines: sum(all.map(({ lines }) => lines)),
      lost: sum(all.map(({ lost }) => lost)),
      repeated: sum(all.map(({ repeated }) => repeated)),
      silences: tallies.map(({ silenceMs }) => silenceMs),
      plainSilenceMs: Math.max(0, ...plain.map(({ silenceMs }) => silenceMs)),
      gaveUp: sum(reports.map(({ gaveUp }) => gaveUp)),
      connections: requests.length,
      peakPerSecond: peakPerSecond(requests),
      breaks: sum(reports.map(({ breaks }) => breaks)),
    };
  }

  /** Logs are about to end, by `end`; resolves when that has come to all pages, or after `withinMs`. */
  async finish(end: () => Promise<unknown>, withinMs: number): Promise<void> {
    await Promise.all(this.#processes.map((child) => child.call("finish")));
    await end();
    for (const giveUpAt = performance.now() + withinMs; performance.now() < giveUpAt; await sleep(100)) {
      const open = await Promise.all(this.#processes.map((child) => child.call("openPages")));
      if (sum(open) === 0) return;
    }
  }

  /** Ends all streams. Resolves with what was not as promised of lines up to `line`, and why viewers were refused. */
  async close(line: number): Promise<{ breaches: Breach[]; refusals: string[] }> {
    const ends = await Promise.all(this.#processes.map((child) => child.call("close", { line })));
    return {
      breaches: ends.flatMap(({ breaches }) => breaches),
      refusals: ends.flatMap(({ refusals }) => refusals),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#processes.map((child) => child.stop()));
  }
}

const sum = (numbers: number[]): number => numbers.reduce((total, n) => total + n, 0);
