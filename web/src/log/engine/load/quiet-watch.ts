import type { Connection } from "../protocol";

// Several times the pause of a program that says something every second, and no longer than a reader looks on before
// he asks himself whether the page is stuck.
const QUIET_AFTER_MS = 5_000;

type Listener = (state: Extract<Connection, { kind: "live" | "quiet" }>) => void;

/** Says of an open connection whether lines come on it or, and since when, none. */
export class QuietWatch {
  readonly #onChange: Listener;
  /** When the last line was written; before the first one, when the first connection was opened. */
  #since: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #quiet = false;

  /** `since`: when the last line was written of those that are here already. */
  constructor(onChange: Listener, since?: number) {
    this.#onChange = onChange;
    this.#since = since && Math.min(since, Date.now());
  }

  open(): void {
    this.#since ??= Date.now();
    this.#live();
  }

  /**
   * Lines have come, the last of them written at `time`, if that is known: whoever opens the log of a program that was last
   * heard of at 9 o'clock sees that it is quiet since then.
   */
  lines(time: number | undefined): void {
    const now = Date.now();
    this.#since = Math.min(time ?? now, now); // the backend's clock may be ahead
    if (this.#quiet) this.#live();
    else this.#wait();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #live(): void {
    this.#quiet = false;
    this.#onChange({ kind: "live" });
    this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#quiet = true;
      this.#onChange({ kind: "quiet", since: this.#since! });
    }, QUIET_AFTER_MS);
  }
}
