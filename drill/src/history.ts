/** What every viewer is promised, whatever happens. */
export type Guarantee = "none lost" | "none twice" | "in order" | "ended only by end";

export interface Breach {
  guarantee: Guarantee;
  /** What there was instead. */
  text: string;
}

/** Lines that have come one after the other, and when the first of them did, in ms. */
interface Run {
  first: number;
  last: number;
  at: number;
}

/** All that one viewer has seen of a log whose lines are numbered, to be held against what it was promised. */
export class History {
  readonly #runs: Run[] = [];
  #ends: { at: number; allowed: boolean }[] = [];

  /** Line `n` has come at `now` (ms). */
  take(n: number, now: number): void {
    const run = this.#runs.at(-1);
    if (run && n === run.last + 1) run.last = n;
    else this.#runs.push({ first: n, last: n, at: now });
  }

  /** The viewer has been told at `now` that nothing more comes; `allowed`: by the log's own end. */
  end(now: number, allowed: boolean): void {
    this.#ends.push({ at: now, allowed });
  }

  /** What was not as promised, of a log whose line `last` was to come, and whose end, if it was `finished`. */
  breaches(last: number, finished: boolean): Breach[] {
    const found: Breach[] = [];
    const breach = (guarantee: Guarantee, text: string) => found.push({ guarantee, text });
    let highest = -1;
    for (const [i, { first, last, at }] of this.#runs.entries()) {
      const lines = `${first}–${last} at ${Math.round(at)} ms`;
      if (this.#runs.slice(0, i).some((other) => first <= other.last && last >= other.first))
        breach("none twice", `${lines} again`);
      if (first < highest) breach("in order", `${lines} after ${highest}`);
      highest = Math.max(highest, last);
    }
    let next: number | undefined;
    for (const run of this.#runs.toSorted((a, b) => a.first - b.first)) {
      if (next !== undefined && run.first > next) breach("none lost", `${next}–${run.first - 1} never came`);
      next = Math.max(next ?? 0, run.last + 1);
    }
    if (next === undefined || next <= last) breach("none lost", `${next ?? "the first"}–${last} never came`);
    for (const { at, allowed } of this.#ends)
      if (!allowed) breach("ended only by end", `ended at ${Math.round(at)} ms`);
    if (finished && this.#ends.length === 0) breach("ended only by end", "has not ended with its log");
    return found;
  }
}
