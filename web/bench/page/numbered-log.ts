/**
 * A log that any process can tell the lines of, from its id alone: line n is due at a time that follows from n. So a backend
 * that was killed goes on with the same lines, and whoever counts lines knows each that there is.
 */
export interface NumberedLog {
  /** When the lines beyond the backlog begin, by `Date.now()`. */
  epoch: number;
  /** Lines that were there before. */
  backlog: number;
  perSecond: number;
  /** After so many lines the log ends; 0: never. */
  total: number;
  /** Words that a line may have beyond the others, which every 13th does; 0: all are of about the same length. */
  longest: number;
}

export const idOf = ({ epoch, backlog, perSecond, total, longest }: NumberedLog): string =>
  [epoch, backlog, perSecond, total, longest].join("-");

/** The log of an id; undefined if it is none. */
export function logOf(id: string): NumberedLog | undefined {
  const found = /^(\d+)-(\d+)-(\d+)-(\d+)-(\d+)$/.exec(id);
  if (!found) return undefined;
  const [epoch, backlog, perSecond, total, longest] = found.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { epoch, backlog, perSecond, total, longest };
}

/** How many lines are due at `now`: the number of the next one. */
export function linesDue({ epoch, backlog, perSecond, total }: NumberedLog, now: number): number {
  const due = backlog + Math.max(0, Math.floor(((now - epoch) * perSecond) / 1_000));
  return total > 0 ? Math.min(due, total) : due;
}

/** When line n is due; of the backlog, one before the other by a millisecond. */
export function dueAt({ epoch, backlog, perSecond }: NumberedLog, n: number): number {
  return n < backlog ? epoch - (backlog - n) : epoch + ((n - backlog) * 1_000) / perSecond;
}

const PATHS = ["/v1/orders", "/v1/carts", "/v1/payments", "/healthz", "/v1/search"];

/** What line n says: about 90 characters and maybe many words, one in 40 of them an error and one in 20 a warning. */
export function message(n: number, longest = 0): string {
  const random = Math.imul(n + 1, 2_654_435_761) >>> 0; // Knuth's multiplicative hash
  const level = n % 40 === 7 ? "ERROR" : n % 20 === 3 ? "WARN" : "INFO";
  const status = level === "ERROR" ? 503 : level === "WARN" ? 404 : 200;
  const trace = random.toString(16).padStart(8, "0");
  return `#${n} ${level} GET ${PATHS[random % 5]}/${random % 9_973} ${status} in ${random % 400} ms trace=${trace} user=${random % 1_009}${" word".repeat(n % 13 === 0 ? random % (longest + 1) : 0)}`;
}

/** Lines `from` to `to`, the latter not included, as events with their numbers as cursors. */
export function events(log: NumberedLog, from: number, to: number): string {
  let text = "";
  for (let n = from; n < to; n++) {
    const time = new Date(dueAt(log, n)).toISOString();
    text += `id: ${n}\ndata: {"time":"${time}","stream":"stdout","message":"${message(n, log.longest)}"}\n\n`;
  }
  return text;
}
