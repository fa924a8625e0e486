/**
 * Logs whose lines are numbered by time: line n of each workload is due `LINE_MS` × n after the epoch, whoever sends it. So a
 * backend that has been killed goes on with the same numbers, and knows every line there has ever been.
 */

export const WORKLOADS = ["api", "worker", "scheduler", "mailer", "search"];

const LINE_MS = 5; // 200 lines/s

/** How many lines are due at `now`: the number of the next one. Both times by `Date.now()`. */
export const linesDue = (epoch: number, now: number): number =>
  Math.max(0, Math.floor((now - epoch) / LINE_MS));

/** By `Date.now()`. */
export const dueAt = (epoch: number, line: number): number => epoch + line * LINE_MS;

/** Lines `from` to `to`, the latter not included, as events with their numbers as cursors. */
export function events(epoch: number, from: number, to: number): string {
  let text = "";
  for (let n = from; n < to; n++) {
    const time = new Date(dueAt(epoch, n)).toISOString();
    text += `id: ${n}\ndata: {"time":"${time}","stream":"stdout","message":"${message(n)}"}\n\n`;
  }
  return text;
}

/** The same lines without what an event has, one a line. */
export function messages(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, i) => message(from + i)).join("\n");
}

const message = (n: number) => `${n} GET /orders/${n} 200 in 12 ms`;

/** The number of the line with this message. */
export const numberOf = (message: string): number => Number.parseInt(message);
