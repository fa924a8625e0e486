// Remembered, of the lines before a cut. A new connection is asked for no more, by those backends that take no cursor.
export const REPEATS_KNOWN = 1_000;

/** Recognises, by their cursors, the lines with which a backend that takes no `Last-Event-ID` begins each connection again. */
export class Repeats {
  /** The cursors of the last lines; a ring. */
  readonly #recent: string[] = [];
  #next = 0;
  #known: ReadonlySet<string> | undefined;
  #repeating = false;

  /** A new connection begins. */
  connect(): void {
    this.#known = this.#recent.length > 0 ? new Set(this.#recent) : undefined;
    this.#repeating = false;
  }

  /** Whether the line has come on an earlier connection. Is to be asked once for each line. */
  has(cursor: string): boolean {
    if (this.#known?.has(cursor)) {
      this.#repeating = true;
      return true;
    }
    // After the repeated lines come new ones, and an id that returns is a backend's that does not make them unique.
    if (this.#repeating) this.#known = undefined;
    this.#recent[this.#next] = cursor;
    this.#next = (this.#next + 1) % REPEATS_KNOWN;
    return false;
  }
}
