/** Wakes everyone who waits for the next change of something. Carries no data: who wakes up looks for itself. */
export class Changes {
  readonly #waiting = new Set<() => void>();

  /** Wakes all who wait now. Their code runs after the caller's, so many changes in one go wake them once. */
  notify(): void {
    for (const wake of this.#waiting) wake();
  }

  /** Resolves at the next `notify`, or when `signal` aborts. Never rejects. */
  next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener("abort", wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener("abort", wake);
    });
  }
}
