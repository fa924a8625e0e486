// Many viewers in one process. Each follows a log with what the log page follows it with, and checks every line.
import { serve } from "../../web/bench/child.ts";
import { LogStream } from "../../web/src/log/engine/load/log-stream.ts";
import { Account, type Tally } from "./account.ts";
import { numberOf } from "./numbered-log.ts";

// What web/src/lib/stream-limits.ts gives the page, with the default settings.
const SILENCE_LIMIT_MS = 17_000;
const ANSWER_LIMIT_MS = 40_000;
const TAIL = 1_000;

interface Viewer {
  account: Account;
  stream: LogStream;
}
const viewers: Viewer[] = [];

let attempts: number[] = [];
const refusals: string[] = [];

/** Who is waited for to have line `goal`. */
let goal = Infinity;
let behind = new Set<Account>();
let allThere = () => {};

function view(url: string): Viewer {
  const account = new Account();
  const stream = new LogStream({
    url,
    tail: TAIL,
    silenceLimitMs: SILENCE_LIMIT_MS,
    answerLimitMs: ANSWER_LIMIT_MS,
    onState(state) {
      if (state.kind === "reconnecting" && state.retryAt === undefined) attempts.push(Date.now());
      if (state.kind === "refused") refusals.push(state.reason);
    },
    onLine({ message }) {
      const n = numberOf(message);
      account.take(n, performance.now());
      if (n >= goal && behind.delete(account) && behind.size === 0) allThere();
    },
    onGap() {
      // The numbers show what is missing.
    },
  });
  stream.start();
  return { account, stream };
}

const commands = {
  /** Opens one viewer per address. */
  open({ urls }: { urls: string[] }): void {
    viewers.push(...urls.map(view));
  },

  /** Resolves when every viewer has line `line`, or after `withinMs`, with the number of those that have not. */
  async reach({ line, withinMs }: { line: number; withinMs: number }): Promise<number> {
    const all = viewers.map(({ account }) => account);
    behind = new Set(all.filter(({ next }) => next === undefined || next <= line));
    if (behind.size === 0) return 0;
    goal = line;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      allThere = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    goal = Infinity;
    return behind.size;
  },

  /** What has been seen since the last call: a tally per viewer, and when one tried to reconnect (by `Date.now()`). */
  report(): { tallies: Tally[]; attempts: number[] } {
    const now = performance.now();
    const report = { tallies: viewers.map(({ account }) => account.tally(now)), attempts };
    attempts = [];
    return report;
  },

  /** Ends all streams. Resolves with the lines up to `line` that never came, and why viewers were refused. */
  close({ line }: { line: number }): { owed: number; refusals: string[] } {
    for (const { stream } of viewers) stream.stop();
    const owed = viewers.reduce((sum, { account }) => sum + Math.max(0, line + 1 - (account.next ?? 0)), 0);
    return { owed, refusals };
  },
};
export type ViewerCommands = typeof commands;

serve(commands);
