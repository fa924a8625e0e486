/** That `item` is in an `OpenList`, for whoever is to take it out. */
export interface Entry<T> {
  readonly item: T;
  /** Where it is; -1 once it is out. */
  at: number;
}

/**
 * What is open at the moment, in no order. No Set: each table that V8 (14, ordered-hash-table.cc) gives up for the next one points to
 * it, so that from the first that is old whatever was in any of them is kept until the next full collection. A scavenge took
 * 25 ms then instead of 1.
 */
export class OpenList<T> implements Iterable<T> {
  readonly #entries: Entry<T>[] = [];

  get size(): number {
    return this.#entries.length;
  }

  add(item: T): Entry<T> {
    const entry = { item, at: this.#entries.length };
    this.#entries.push(entry);
    return entry;
  }

  /** Whether it was there. */
  delete(entry: Entry<T>): boolean {
    const { at } = entry;
    if (at < 0) return false;
    const last = this.#entries.pop()!;
    if (last !== entry) this.#entries[(last.at = at)] = last;
    entry.at = -1;
    return true;
  }

  /** Of those that are there now, whatever leaves meanwhile. */
  [Symbol.iterator](): IterableIterator<T> {
    return this.#entries.map(({ item }) => item).values();
  }
}
