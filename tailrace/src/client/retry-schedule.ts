const BASE_MS = 500; // a server that restarts is often back by then, and nobody has noticed
const GROWTH = 1.5; // whoever was away for t ms is seen again about t / 2 later, and still the eleventh attempt is no sooner than a minute
const MAX_DELAY_MS = 10_000; // a reader waits no longer than this for a backend that has come back
const MAX_RETRY_MS = 60_000; // a `retry:` beyond it would make the page look dead
// A backend that is restarted is away for seconds, and a hop that says so takes requests easily: so many delays are half as long.
// With more of them the attempts of a minute would be used up in half of it.
const QUICK = 3;
const JITTER = 0.5; // at most this much longer: those who lost the same server come back spread out

const WINDOW_MS = 60_000;
const MAX_ATTEMPTS = 10; // in WINDOW_MS: one tab has sent 13,000 (argoproj/argo-cd#29033)

/** When to connect again: later after each failure, and never more than `MAX_ATTEMPTS` times a minute. */
export class RetrySchedule {
  #baseMs = BASE_MS;
  #failures = 0;
  #attempts: number[] = [];

  /** Failures since the last steady connection. */
  get failures(): number {
    return this.#failures;
  }

  /** A connection is tried at `now`. */
  attempt(now: number): void {
    this.#attempts = [...this.#attempts, now].slice(-MAX_ATTEMPTS);
  }

  /** A connection has held: the next failure is the first again. */
  steady(): void {
    this.#failures = 0;
  }

  /** The server has named the delay of the first retry (WHATWG HTML, 9.2.6, field `retry`). */
  setBase(ms: number): void {
    this.#baseMs = Math.min(ms, MAX_RETRY_MS);
  }

  /**
   * Counts a failure and returns the milliseconds until the next attempt, at least `atLeastMs`. `quick`: the server is well and
   * waits for another one.
   */
  fail(now: number, atLeastMs = 0, quick = false): number {
    const baseMs = quick && this.#failures < QUICK ? this.#baseMs / 2 : this.#baseMs;
    const backoff = Math.max(baseMs, Math.min(baseMs * GROWTH ** this.#failures, MAX_DELAY_MS));
    this.#failures += 1;
    const jittered = backoff * (1 + Math.random() * JITTER);
    return Math.max(jittered, Math.min(atLeastMs, MAX_RETRY_MS), this.cooldown(now));
  }

  /** Milliseconds until one more attempt is allowed, however urgent. */
  cooldown(now: number): number {
    const [oldest] = this.#attempts;
    if (oldest === undefined || this.#attempts.length < MAX_ATTEMPTS) return 0;
    return Math.max(0, oldest + WINDOW_MS - now);
  }
}
