import type { Pattern } from "../protocol";
import type { Chunk, LineStore } from "../store/line-store";
import { linesOf, type StoredLine } from "../store/stored-row";
import type { Matcher } from "./matcher";
import { samePattern } from "./pattern";

// A batch is some milliseconds of this worker, in which no line can come in, and of the one that runs the pattern.
const BATCH_LINES = 5_000;
const BATCH_CHARACTERS = 1_000_000;

/**
 * Which kept lines match a pattern. Looks through them in batches, the newest first, and through new ones as they come.
 * What it has found is noted in the lines themselves, in the field `slot`, and so moves and goes with them: twice the
 * pattern's number, plus one for a hit.
 */
export class MatchIndex {
  readonly #store: LineStore;
  readonly #matcher: Matcher;
  readonly #slot: Slot;
  readonly #onProgress: () => void;
  readonly #onHit: ((line: StoredLine) => void) | undefined;
  #pattern: Pattern | undefined;
  #number = 0;
  /** When the pattern was set, in milliseconds since the epoch. */
  #askedAt = 0;
  #running = false;
  /** For each chunk without unknown lines, its `additions` then. */
  #done = new WeakMap<Chunk, number>();
  #waiting: (() => void)[] = [];

  /** Why the pattern is not applied. */
  problem: string | undefined;

  /** `onHit` is told each line that matches, an event perhaps more than once: when it has got further lines. */
  constructor(
    store: LineStore,
    matcher: Matcher,
    slot: Slot,
    onProgress: () => void,
    onHit?: (line: StoredLine) => void,
  ) {
    this.#store = store;
    this.#matcher = matcher;
    this.#slot = slot;
    this.#onProgress = onProgress;
    this.#onHit = onHit;
  }

  /** What was asked for. */
  get wanted(): Pattern | undefined {
    return this.#pattern;
  }

  /** The pattern that is applied. */
  get pattern(): Pattern | undefined {
    return this.problem === undefined ? this.#pattern : undefined;
  }

  /** Another one after each change of the pattern that is applied. */
  get number(): number {
    return this.problem === undefined ? this.#number : -1;
  }

  get searching(): boolean {
    return this.#store.chunks.some((chunk) => this.hasUnknown(chunk));
  }

  setPattern(wanted: Pattern | undefined): void {
    const pattern = wanted?.text ? wanted : undefined;
    if (samePattern(pattern, this.pattern)) return;
    this.#pattern = pattern;
    this.#number += 1;
    this.#askedAt = Date.now();
    this.#done = new WeakMap();
    this.problem = undefined;
    try {
      if (this.#pattern) this.#matcher.check(this.#pattern);
    } catch (error) {
      this.problem = (error as Error).message;
    }
    this.#progress();
    this.look();
  }

  /** Applies the pattern no more, for this reason. */
  giveUp({ message }: Error): void {
    this.problem = message;
    this.#progress();
  }

  /** Looks through the lines that are not known yet, if it does not do so already. */
  look(): void {
    if (!this.#running) void this.#lookThrough();
  }

  /** Undefined: not known yet. Of an event that has got further lines since, what was known before. */
  matches(line: StoredLine): boolean | undefined {
    const found = line[this.#slot] - 2 * this.#number;
    return found < 0 ? undefined : found === 1;
  }

  hasUnknown(chunk: Chunk): boolean {
    return this.pattern !== undefined && !this.#isDone(chunk);
  }

  /** Resolves when more is known. */
  progress(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async #lookThrough(): Promise<void> {
    this.#running = true;
    for (let batch = this.#nextBatch(); batch; batch = this.#nextBatch()) {
      const number = this.#number;
      try {
        const found = await this.#matcher.matching(this.#pattern!, batch.lines, this.#askedAt);
        if (number === this.#number) this.#note(batch, found);
      } catch (error) {
        if (number === this.#number) this.giveUp(error as Error);
      }
    }
    this.#running = false;
  }

  #note({ lines, counts, chunks }: Batch, found: Uint32Array): void {
    lines.forEach((line, index) => {
      line[this.#slot] = 2 * this.#number;
      if (line.rest) line.rest[this.#slot] = counts[index]!;
    });
    for (const index of found) {
      const line = lines[index]!;
      line[this.#slot] += 1;
      this.#onHit?.(line);
    }
    for (const [chunk, additions] of chunks) {
      chunk.version += 1;
      if (additions !== undefined) this.#done.set(chunk, additions);
    }
    this.#progress();
  }

  #progress(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
    this.#onProgress();
  }

  #isKnown(line: StoredLine): boolean {
    return this.matches(line) !== undefined && (!line.rest || line.rest[this.#slot] === linesOf(line));
  }

  #isDone(chunk: Chunk): boolean {
    return this.#done.get(chunk) === chunk.additions;
  }

  /** From the newest chunk to the oldest, over as many as it takes to fill it: so no stream of new lines keeps it at the end. */
  #nextBatch(): Batch | undefined {
    if (!this.pattern) return undefined;
    const batch: Batch = { lines: [], counts: [], chunks: [] };
    let characters = 0;
    for (const chunk of this.#store.chunks.toReversed()) {
      if (this.#isDone(chunk)) continue;
      const { additions } = chunk;
      for (let index = chunk.rows.length - 1; index >= 0; index--) {
        const row = chunk.rows[index]!;
        if (row.kind !== "line" || this.#isKnown(row)) continue;
        if (batch.lines.length === BATCH_LINES || characters > BATCH_CHARACTERS) {
          batch.chunks.push([chunk, undefined]);
          return batch;
        }
        batch.lines.push(row);
        batch.counts.push(linesOf(row));
        characters += row.text.length;
      }
      batch.chunks.push([chunk, additions]);
    }
    if (batch.lines.length > 0) return batch;
    for (const [chunk, additions] of batch.chunks) this.#done.set(chunk, additions!); // gaps only
    return undefined;
  }
}

type Slot = "filter" | "search" | "watch";

interface Batch {
  lines: StoredLine[];
  /** How many lines each of these is. */
  counts: number[];
  /** With the `additions` up to which all of a chunk's lines are then known; undefined: not all. */
  chunks: [chunk: Chunk, additions: number | undefined][];
}
