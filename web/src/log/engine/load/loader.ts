import type { LogLine, Update } from "../protocol";
import type { LineStore } from "../store/line-store";
import { linesOf, type NewLine, type StoredGap, type StoredLine } from "../store/stored-row";
import { loadEarlier } from "./load-earlier";
import { loadGap } from "./load-gap";
import { loadSince } from "./load-since";
import { locate } from "./locate";
import type { LogAddress } from "./log-request";

const EARLIER = 5_000; // lines at a time: many screens, and a moment's work
const MOST_BETWEEN = 500_000; // lines loaded to show one that a link or a time leads to: the store extends to 800,000
const TOO_MANY = "There are more than 500,000 lines between that time and what is kept here.";

export interface LoaderOptions {
  store: LineStore;
  /** Lines that are wanted of each source to begin with. */
  tail: number;
  /** Whether as many have been asked for: else only the last ones are here, and `loadBacklog` asks for the others. */
  asked: boolean;
  /** Of each source. */
  addresses: LogAddress[];
  /** The lines of a source as they are kept; `first`: before all that are. */
  newLines(lines: LogLine[], source: number, first: boolean): NewLine[];
  /** Lines are about to be put into the store. */
  onLoad(): void;
  onChange(): void;
}

interface FirstLine {
  /** Its cursor. */
  first: string;
  /** Its time, in milliseconds since the epoch. */
  at: number;
  /** How many lines of its source there are from it on, or are known to be missing. */
  since: number;
}

/** Loads lines of the log that are not in the store: those before its first one, and those that are missing at a gap. */
export class Loader {
  readonly #options: LoaderOptions;
  readonly #signal = new AbortController().signal; // the worker's end ends its requests
  #asked: boolean;
  #loading: Promise<void> | undefined;
  /** Lines dropped when there were no earlier ones to load. */
  #noneAt: number | undefined;

  constructor(options: LoaderOptions) {
    this.#options = options;
    this.#asked = options.asked;
  }

  get earlier(): Update["earlier"] {
    if (this.#loading) return "loading";
    // As many were asked for, and fewer came: there are none before them.
    const { store, tail } = this.#options;
    if (this.#asked && store.dropped === 0 && store.received < tail) return "none";
    return this.#noneAt === this.#options.store.dropped ? "none" : "unknown";
  }

  /** Loads some lines before the first one of each source. */
  loadEarlier(): Promise<void> {
    return this.#load(async () => {
      const loaded = await this.#addBefore((address, first) =>
        loadEarlier(address, { ...first, count: EARLIER }, this.#signal),
      );
      if (loaded.every((lines) => lines.length < EARLIER)) this.#noneAt = this.#options.store.dropped;
    });
  }

  /** Whether lines are being read that were wanted to begin with. */
  get readsBacklog(): boolean {
    return !this.#asked && this.#loading !== undefined;
  }

  /** Loads the lines that are wanted to begin with and not here yet: where that fails, `loadEarlier` may do better. */
  async loadBacklog(): Promise<void> {
    const { store, tail } = this.#options;
    while (this.#loading) await this.#loading.catch(() => {});
    if (this.#asked) return;
    await this.#load(async () => {
      const count = tail - store.received;
      if (count > 0)
        await this.#addBefore(async (address, first) => {
          const lines = await loadEarlier(address, { ...first, count }, this.#signal);
          return lines.slice(-count); // no more than are kept, or those beyond would be told of as lost
        });
      this.#asked = true;
    }).catch(() => {});
  }

  /**
   * Loads the lines of each source that were written from a time on and before its first one.
   * @throws Error with a sentence for the reader of the page, where there are too many of them.
   */
  async loadSince(time: number): Promise<void> {
    while (this.#loading) await this.#loading.catch(() => {}); // which may not reach as far back
    return this.#load(async () => {
      await this.#addBefore(async (address, { first, at }) => {
        if (at <= time) return [];
        const lines = await loadSince(address, { time, first, most: MOST_BETWEEN }, this.#signal);
        if (lines === "far") throw new Error(TOO_MANY);
        return lines;
      });
    });
  }

  #load(load: () => Promise<void>): Promise<void> {
    this.#loading ??= load().finally(() => {
      this.#loading = undefined;
      this.#options.onChange();
    });
    this.#options.onChange();
    return this.#loading;
  }

  async #addBefore(
    load: (address: LogAddress, first: FirstLine) => Promise<LogLine[]>,
  ): Promise<LogLine[][]> {
    const { store, addresses, newLines, onLoad } = this.#options;
    const loaded = await Promise.all(
      addresses.map(async (address, source) => {
        const first = this.#firstOf(source);
        return first ? load(address, first) : [];
      }),
    );
    onLoad();
    loaded.forEach((lines, source) => store.addEarlier(newLines(lines, source, true)));
    return loaded;
  }

  /** Loads the lines at the gap with this key, as many as the backend gives. */
  async loadGap(key: number): Promise<void> {
    const { store, addresses, newLines, onLoad, onChange } = this.#options;
    const position = store.find(key);
    const gap = position && store.rowAt(position);
    if (gap?.kind !== "gap" || gap.state !== "loadable") return;
    const before = this.#lineBehind(gap)?.cursor;
    if (gap.after === undefined || before === undefined) return;
    store.updateGap(key, { state: "loading" });
    onChange();
    try {
      const { source, after, missed } = gap;
      const wanted = { after, before, missed };
      const { missedBefore, lines, missedAfter } = await loadGap(addresses[source]!, wanted, this.#signal);
      onLoad();
      const found = newLines(lines, source, false);
      const last = lines.at(-1)?.cursor ?? after;
      if (missedBefore !== 0) {
        store.fillGap(key, found, { stands: "before", change: { missed: missedBefore, state: "lost" } });
      } else if (missedAfter !== 0) {
        const change = { missed: missedAfter, state: "loadable", after: last } as const;
        store.fillGap(key, found, { stands: "behind", change });
      } else store.fillGap(key, found);
    } catch (error) {
      store.updateGap(key, { state: "loadable" });
      throw error;
    } finally {
      onChange();
    }
  }

  /** Loads the line with this cursor, and all from there to the first one. False: the backend does not keep it. */
  async locate(source: number, cursor: string): Promise<boolean> {
    const { store, addresses, newLines, onLoad, onChange } = this.#options;
    const first = this.#firstOf(source);
    if (!first) return false;
    const lines = await locate(addresses[source]!, { cursor, ...first, most: MOST_BETWEEN }, this.#signal);
    if (lines === "gone" || lines === "far") return false;
    onLoad();
    store.addEarlier(newLines(lines, source, true));
    onChange();
    return true;
  }

  /** A source's first line that has a cursor. */
  #firstOf(source: number): FirstLine | undefined {
    let first: FirstLine | undefined;
    for (const { rows } of this.#options.store.chunks)
      for (const row of rows) {
        if (row.source !== source) continue;
        if (!first && row.kind === "line" && row.cursor !== undefined)
          first = { first: row.cursor, at: row.at, since: 0 };
        if (first && row.kind !== "run")
          first.since += row.kind === "line" ? linesOf(row) : (row.missed ?? 0);
      }
    return first;
  }

  #lineBehind(gap: StoredGap): StoredLine | undefined {
    const { store } = this.#options;
    const [chunk, row] = store.find(gap.key)!;
    for (let index = chunk; index < store.chunks.length; index++)
      for (const other of store.chunks[index]!.rows.slice(index === chunk ? row : 0))
        if (other.kind === "line" && other.source === gap.source) return other;
    return undefined;
  }
}
