/**
 * Sends what `build` makes when something has changed: one at a time, the next when the receiver has taken the last. So a
 * receiver that answers once per frame gets at most one a frame, and one that is slow, or sleeps, never a backlog.
 */
export class Frames<T> {
  readonly #build: () => T;
  readonly #send: (frame: T) => Promise<void>;
  #changed = false;
  #underWay = false;
  #held = false;

  constructor(build: () => T, send: (frame: T) => Promise<void>) {
    this.#build = build;
    this.#send = send;
  }

  /** Something has changed. What else changes in the same task goes into the same frame. */
  change(): void {
    this.#changed = true;
    this.#next();
  }

  /** Sends nothing for as long as it is held. */
  hold(held: boolean): void {
    this.#held = held;
    this.#next();
  }

  #next(): void {
    if (!this.#changed || this.#underWay || this.#held) return;
    this.#underWay = true;
    // After the task that brings many lines at once.
    setTimeout(() => void this.#frame());
  }

  async #frame(): Promise<void> {
    this.#changed = false;
    await this.#send(this.#build());
    this.#underWay = false;
    this.#next();
  }
}
