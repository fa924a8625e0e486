import type { Filter, Hit, Place } from "../protocol";
import type { Chunk, LineStore, Position } from "../store/line-store";
import type { StoredLine, StoredRow } from "../store/stored-row";
import type { MatchIndex } from "./match-index";

/** What of a chunk is in the view. */
interface Part {
  chunk: Chunk;
  version: number;
  /** Rows that the filter itself lets through: indices in the chunk. */
  matched: number[];
  /** How many of them are lines. */
  lines: number;
  /** Lines that count as neighbours: of all, before the first match, and after the last one. */
  neighbours: number;
  lead: number;
  trail: number;
  /** Lines of context taken from matches before the chunk, and after it, with which `shown` was made. */
  before: number;
  after: number;
  /** Rows of the chunk in the view, and how many of them have a hit. */
  shown: number[];
  hits: number;
  /** Index in the view of the first one. */
  from: number;
}

/**
 * The rows that the filter lets through, and where the search's hits among them are. After a change only the chunks that
 * have changed are gone through again, and then all chunks, but not their rows, are counted.
 */
export class View {
  readonly #store: LineStore;
  readonly #filterIndex: MatchIndex;
  readonly #searchIndex: MatchIndex;
  #filter: Filter = {};
  #filterNumber = 0;
  #state = "";
  #parts: Part[] = [];
  #known = new Map<Chunk, Part>();

  /** Rows in the view, those of them that are lines, lines that the filter itself lets through, and rows with a hit. */
  count = 0;
  shown = 0;
  lines = 0;
  hits = 0;
  /** Another one after each change of what is in the view. */
  version = 0;

  constructor(store: LineStore, filterIndex: MatchIndex, searchIndex: MatchIndex) {
    this.#store = store;
    this.#filterIndex = filterIndex;
    this.#searchIndex = searchIndex;
  }

  /** Sets everything of the filter but its pattern, which is the index's. */
  setFilter(filter: Filter): void {
    this.#filter = filter;
    this.#filterNumber += 1;
  }

  /** Takes in what has changed. Call it before anything else is asked. */
  refresh(): void {
    const state = `${this.#filterNumber} ${this.#filterIndex.number} ${this.#searchIndex.number}`;
    if (state !== this.#state) this.#known = new Map();
    this.#state = state;

    let same = this.#known.size === this.#store.chunks.length;
    this.#parts = this.#store.chunks.map((chunk) => {
      const part = this.#known.get(chunk);
      if (part?.version === chunk.version) return part;
      same = false;
      return this.#part(chunk);
    });
    if (same) return;
    this.version += 1;
    this.#known = new Map(this.#parts.map((part) => [part.chunk, part]));
    this.#takeContext();

    this.count = 0;
    this.shown = 0;
    this.lines = 0;
    this.hits = 0;
    for (const part of this.#parts) {
      part.from = this.count;
      this.count += part.shown.length;
      this.shown += part.shown.length - (part.matched.length - part.lines);
      this.lines += part.lines;
      this.hits += part.hits;
    }
  }

  /** Rows from index `from` to `to` (exclusive), as far as there are any. */
  rows(from: number, to: number): StoredRow[] {
    const rows: StoredRow[] = [];
    for (
      let index = this.#partAt(from);
      index < this.#parts.length && this.#parts[index]!.from < to;
      index++
    ) {
      const { chunk, shown, from: start } = this.#parts[index]!;
      for (const row of shown.slice(Math.max(0, from - start), to - start)) rows.push(chunk.rows[row]!);
    }
    return rows;
  }

  /** Whether a line is in the view for its neighbours only. */
  isContext(line: StoredLine): boolean {
    return (this.#filter.context ?? 0) > 0 && !this.#letsThrough(line);
  }

  /** The row in the view with this key, or the next one in the view; undefined: there is none after it. */
  placeOfKey(key: number): Place | undefined {
    const position = this.#store.findOrNext(key);
    return position && this.#placeFrom(position);
  }

  /** The first row of the view at or after a time. */
  placeOfTime(time: number): Place | undefined {
    for (const { chunk, shown, from } of this.#parts) {
      const found = shown.findIndex((row) => chunk.rows[row]!.at >= time);
      if (found >= 0) return { index: from + found, key: chunk.rows[shown[found]!]!.key };
    }
    return undefined;
  }

  /**
   * The first row with a hit after the row with `key` (1) or before it (-1), around the end if need be. `unknown`: a line
   * that came before the one with the key `until` is to be looked through first.
   */
  hitFrom(key: number | undefined, direction: 1 | -1, until: number): Hit | "unknown" | undefined {
    const { count } = this;
    if (count === 0) return undefined;
    const at = key === undefined ? undefined : this.placeOfKey(key);
    const isThere = at?.key === key;
    let index: number;
    if (key === undefined) index = direction === 1 ? 0 : count - 1;
    else if (!at) index = direction === 1 ? count : count - 1;
    else index = direction === 1 ? at.index + Number(isThere) : at.index - 1;

    for (let looked = 0; looked < count;) {
      index = (index + count) % count;
      const part = this.#parts[this.#partAt(index)]!;
      const { shown, from, chunk } = part;
      const unknown = this.#hasUnknown(chunk, until);
      if (part.hits === 0 && !unknown) {
        // None here: on to the next chunk.
        looked += direction === 1 ? shown.length - (index - from) : index - from + 1;
        index = direction === 1 ? from + shown.length : from - 1;
        continue;
      }
      const row = chunk.rows[shown[index - from]!]!;
      if (row.kind === "line") {
        const matches = this.#searchIndex.matches(row);
        if (matches) return { index, key: row.key, ordinal: this.#ordinal(part, index), of: this.hits };
        if (matches === undefined && row.key < until) return "unknown";
      }
      looked += 1;
      index += direction;
    }
    return undefined;
  }

  /** Hands over each row of the view. */
  forEach(take: (row: StoredRow) => void): void {
    for (const { chunk, shown } of this.#parts) for (const row of shown) take(chunk.rows[row]!);
  }

  #hasUnknown(chunk: Chunk, until: number): boolean {
    return this.#searchIndex.hasUnknown(chunk) && chunk.lowKey < until;
  }

  #ordinal(part: Part, index: number): number {
    let ordinal = 0;
    for (const earlier of this.#parts) {
      if (earlier === part) break;
      ordinal += earlier.hits;
    }
    for (const row of part.shown.slice(0, index - part.from + 1))
      ordinal += this.#isHit(part.chunk.rows[row]!);
    return ordinal;
  }

  /** The first row in the view at or after a position. */
  #placeFrom([chunkIndex, rowIndex]: Position): Place | undefined {
    for (let index = chunkIndex; index < this.#parts.length; index++) {
      const { chunk, shown, from } = this.#parts[index]!;
      const found = index > chunkIndex ? 0 : firstNotBelow(shown, rowIndex);
      if (found < shown.length) return { index: from + found, key: chunk.rows[shown[found]!]!.key };
    }
    return undefined;
  }

  /** Index of the part with the row of this index in the view. */
  #partAt(index: number): number {
    let [low, high] = [0, this.#parts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const { from, shown } = this.#parts[middle]!;
      if (from + shown.length <= index) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #part(chunk: Chunk): Part {
    const matched: number[] = [];
    let [neighbours, lead, trail] = [0, 0, 0];
    let lines = 0;
    chunk.rows.forEach((row, index) => {
      if (row.kind !== "line") {
        // A run with nothing before it is the log's begin, and no news.
        const begins = row.kind === "run" && index === 0 && chunk === this.#store.chunks[0];
        if (!begins && this.#isInRange(row)) matched.push(index);
      } else if (this.#letsThrough(row)) {
        matched.push(index);
        neighbours += 1;
        lines += 1;
        trail = 0;
      } else if (this.#isNeighbour(row)) {
        neighbours += 1;
        trail += 1;
        if (lines === 0) lead += 1;
      }
    });
    const part: Part = {
      chunk,
      version: chunk.version,
      matched,
      lines,
      neighbours,
      lead: lines > 0 ? lead : Infinity,
      trail: lines > 0 ? trail : Infinity,
      before: 0,
      after: 0,
      shown: matched,
      hits: 0,
      from: 0,
    };
    if (this.#filter.context) this.#show(part);
    this.#countHits(part);
    return part;
  }

  /** Adds the lines near those that the filter lets through, also when they are in another chunk. */
  #takeContext(): void {
    const context = this.#filter.context ?? 0;
    if (context === 0) return;
    const parts = this.#parts;
    const before: number[] = [];
    let sinceMatch = Infinity;
    for (const { neighbours, trail } of parts) {
      before.push(Math.max(0, context - sinceMatch));
      sinceMatch = Math.min(trail, sinceMatch + neighbours);
    }
    let untilMatch = Infinity;
    for (let index = parts.length - 1; index >= 0; index--) {
      const part = parts[index]!;
      const after = Math.max(0, context - untilMatch);
      if (part.before !== before[index] || part.after !== after) {
        part.before = before[index]!;
        part.after = after;
        this.#show(part);
        this.#countHits(part);
      }
      untilMatch = Math.min(part.lead, untilMatch + part.neighbours);
    }
  }

  /** Makes `shown` of a filter with context. */
  #show(part: Part): void {
    const { rows } = part.chunk;
    const context = this.#filter.context!;
    const isShown = new Uint8Array(rows.length);
    const isMatch = new Uint8Array(rows.length);
    for (const index of part.matched) {
      isShown[index] = 1;
      if (rows[index]!.kind === "line") isMatch[index] = 1;
    }
    const take = (index: number, left: number): number => {
      const row = rows[index]!;
      if (row.kind !== "line") return left;
      if (isMatch[index]) return context;
      if (left === 0 || !this.#isNeighbour(row)) return left;
      isShown[index] = 1;
      return left - 1;
    };
    let left = part.before;
    for (let index = 0; index < rows.length; index++) left = take(index, left);
    left = part.after;
    for (let index = rows.length - 1; index >= 0; index--) left = take(index, left);
    part.shown = [...rows.keys()].filter((index) => isShown[index]);
  }

  #countHits(part: Part): void {
    part.hits = 0;
    if (!this.#searchIndex.pattern) return;
    for (const index of part.shown) part.hits += this.#isHit(part.chunk.rows[index]!);
  }

  #isHit(row: StoredRow): number {
    return Number(row.kind === "line" && this.#searchIndex.matches(row) === true);
  }

  #letsThrough(line: StoredLine): boolean {
    const { levels, streams } = this.#filter;
    return (
      this.#isNeighbour(line) &&
      (!levels?.length || levels.includes(line.level ?? "other")) &&
      (!streams?.length || (line.stream !== undefined && streams.includes(line.stream))) &&
      (!this.#filterIndex.pattern || this.#filterIndex.matches(line) === true)
    );
  }

  /** Lines of a source, or a time, that is not to be seen are not context either. */
  #isNeighbour(line: StoredLine): boolean {
    const { sources } = this.#filter;
    return (!sources?.length || sources.includes(line.source)) && this.#isInRange(line);
  }

  #isInRange({ at }: StoredRow): boolean {
    const { from = -Infinity, to = Infinity } = this.#filter;
    return at >= from && at < to;
  }
}

function firstNotBelow(sorted: number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
