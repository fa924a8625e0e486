import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Child, startChild } from "../../web/bench/child.ts";
import { peakPerSecond } from "./account.ts";
import type { Breach } from "./history.ts";
import { WORKLOADS } from "./numbered-log.ts";
import type { Kind, ViewerCommands } from "./viewers.ts";

/** What all viewers together have seen in a phase. */
export interface Seen {
  lines: number;
  lost: number;
  repeated: number;
  /** The longest silence of each page, in ms, and those of all others. */
  silences: number[];
  othersSilenceMs: Record<Exclude<Kind, "page">, number>;
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

  /** So many viewers of each kind, each kind at an address of the console. */
  static async open(kinds: Record<Kind, { count: number; url: string }>, processes: number): Promise<Fleet> {
    const file = path.join(import.meta.dirname, "viewers.ts");
    const children = await Promise.all(
      Array.from({ length: processes }, () => startChild<ViewerCommands>(file)),
    );
    const open = (kind: Kind) => {
      const { count, url } = kinds[kind];
      const urls = Array.from(
        { length: count },
        (_, i) => `${url}/api/v1/workloads/${WORKLOADS[i % WORKLOADS.length]}/logs`,
      );
      return children.map((child, k) =>
        child.call("open", { urls: urls.filter((_, i) => i % processes === k), kind }),
      );
    };
    await Promise.all([...open("page"), ...open("EventSource"), ...open("WebSocket")]);
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
    const tallies = (kind: Kind) => reports.flatMap((report) => report.tallies[kind]);
    const longest = (kind: Kind) => Math.max(0, ...tallies(kind).map(({ silenceMs }) => silenceMs));
    const all = [...tallies("page"), ...tallies("EventSource"), ...tallies("WebSocket")];
    const requests = reports.flatMap((report) => report.requests);
    return {
      lines: sum(all.map(({ lines }) => lines)),
      lost: sum(all.map(({ lost }) => lost)),
      repeated: sum(all.map(({ repeated }) => repeated)),
      silences: tallies("page").map(({ silenceMs }) => silenceMs),
      othersSilenceMs: { EventSource: longest("EventSource"), WebSocket: longest("WebSocket") },
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
