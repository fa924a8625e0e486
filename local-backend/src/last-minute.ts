const SECONDS = 60;

/** How often something has happened in the last minute, to the second: as many numbers, however often it was. */
export class LastMinute {
  /** What happened in second s of the epoch stands at s % SECONDS. */
  readonly #counts = new Uint32Array(SECONDS);
  #second = 0;

  /** @param at milliseconds since the epoch. */
  add(at: number): void {
    const second = Math.floor(at / 1_000);
    this.#goOn(second);
    if (second > this.#second - SECONDS) this.#counts[second % SECONDS]! += 1;
  }

  /** @param at milliseconds since the epoch. */
  total(at: number): number {
    this.#goOn(Math.floor(at / 1_000));
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }

  #goOn(second: number): void {
    for (let next = Math.max(this.#second, second - SECONDS) + 1; next <= second; next++) {
      this.#counts[next % SECONDS] = 0;
      this.#second = next;
    }
  }
}
