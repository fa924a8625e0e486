/** What one viewer has seen in a phase. */
export interface Tally {
  lines: number;
  /** Lines that were skipped. */
  lost: number;
  /** Lines that came although they, or later ones, had come before. */
  repeated: number;
  /** The longest time without a new line, in ms. */
  silenceMs: number;
}

/** Checks that the numbers of one viewer's lines go up by exactly one. */
export class Account {
  #next: number | undefined;
  #lastAt = 0;
  #tally = emptyTally();

  /** The number of the line that should come next; undefined before the first, which may have any. */
  get next(): number | undefined {
    return this.#next;
  }

  /** Line `n` has come at `now` (ms). */
  take(n: number, now: number): void {
    this.#tally.lines += 1;
    if (this.#next === undefined) this.#lastAt = now;
    else if (n < this.#next) {
      this.#tally.repeated += 1;
      return;
    } else this.#tally.lost += n - this.#next;
    this.#next = n + 1;
    this.#hear(now);
  }

  /** What was seen since the last call, the silence that goes on at `now` included. */
  tally(now: number): Tally {
    if (this.#next !== undefined) this.#noteSilence(now);
    const tally = this.#tally;
    this.#tally = emptyTally();
    return tally;
  }

  #hear(now: number): void {
    this.#noteSilence(now);
    this.#lastAt = now;
  }

  #noteSilence(now: number): void {
    this.#tally.silenceMs = Math.max(this.#tally.silenceMs, now - this.#lastAt);
  }
}

function emptyTally(): Tally {
  return { lines: 0, lost: 0, repeated: 0, silenceMs: 0 };
}

/** The most of `times` (ms, in any order) that lie within one second. */
export function peakPerSecond(times: number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  let peak = 0;
  let first = 0;
  for (const [i, time] of sorted.entries()) {
    while (time - sorted[first]! >= 1_000) first += 1;
    peak = Math.max(peak, i - first + 1);
  }
  return peak;
}
