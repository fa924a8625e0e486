import type { Update } from "../protocol";
import type { LineStore } from "../store/line-store";
import type { NewLine, StoredGap, StoredLine } from "../store/stored-row";
import { loadEarlier } from "./load-earlier";
import { loadGap } from "./load-gap";
import { locate } from "./locate";
import type { LogLine } from "./log-event";
import type { LogAddress } from "./log-request";

const EARLIER = 5_000; // lines at a time: many screens, and a moment's work
const MOST_BETWEEN = 500_000; // lines loaded to show one that a link leads to: the store extends to 800,000

export interface LoaderOptions {
  store: LineStore;
  /** Lines that were asked for of each source to begin with. */
  tail: number;
  /** Of each source. */
  addresses: LogAddress[];
  newLine(line: LogLine, source: number): NewLine;
  /** Lines are about to be put into the store. */
  onLoad(): void;
  onChange(): void;
}

/** Loads lines of the log that are not in the store: those before its first one, and those that are missing at a gap. */
export class Loader {
  readonly #options: LoaderOptions;
  readonly #signal = new AbortController().signal; // the worker's end ends its requests
  #loading: Promise<void> | undefined;
  /** Lines dropped when there were no earlier ones to load. */
  #noneAt: number | undefined;

  constructor(options: LoaderOptions) {
    this.#options = options;
  }

  get earlier(): Update["earlier"] {
    if (this.#loading) return "loading";
    // As many were asked for, and fewer came: there are none before them.
    const { store, tail } = this.#options;
    if (store.dropped === 0 && store.received < tail) return "none";
    return this.#noneAt === this.#options.store.dropped ? "none" : "unknown";
  }

  /** Loads some lines before the first one of each source. */
  loadEarlier(): Promise<void> {
    this.#loading ??= this.#loadEarlier().finally(() => {
      this.#loading = undefined;
      this.#options.onChange();
    });
    this.#options.onChange();
    return this.#loading;
  }

  async #loadEarlier(): Promise<void> {
    const { store, addresses, newLine, onLoad } = this.#options;
    const loaded = await Promise.all(
      addresses.map(async (address, source) => {
        const first = this.#firstOf(source);
        return first ? loadEarlier(address, { ...first, count: EARLIER }, this.#signal) : [];
      }),
    );
    onLoad();
    loaded.forEach((lines, source) => {
      store.addEarlier(lines.map((line) => newLine(line, source)));
    });
    if (loaded.every((lines) => lines.length < EARLIER)) this.#noneAt = store.dropped;
  }

  /** Loads the lines at the gap with this key, as many as the backend gives. */
  async loadGap(key: number): Promise<void> {
    const { store, addresses, newLine, onLoad, onChange } = this.#options;
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
      const newLines = lines.map((line) => newLine(line, source));
      const last = lines.at(-1)?.cursor ?? after;
      if (missedBefore !== 0) {
        store.fillGap(key, newLines, { stands: "before", change: { missed: missedBefore, state: "lost" } });
      } else if (missedAfter !== 0) {
        const change = { missed: missedAfter, state: "loadable", after: last } as const;
        store.fillGap(key, newLines, { stands: "behind", change });
      } else store.fillGap(key, newLines);
    } catch (error) {
      store.updateGap(key, { state: "loadable" });
      throw error;
    } finally {
      onChange();
    }
  }

  /** Loads the line with this cursor, and all from there to the first one. False: the backend does not keep it. */
  async locate(source: number, cursor: string): Promise<boolean> {
    const { store, addresses, newLine, onLoad, onChange } = this.#options;
    const first = this.#firstOf(source);
    if (!first) return false;
    const lines = await locate(addresses[source]!, { cursor, ...first, most: MOST_BETWEEN }, this.#signal);
    if (lines === "gone" || lines === "far") return false;
    onLoad();
    store.addEarlier(lines.map((line) => newLine(line, source)));
    onChange();
    return true;
  }

  /** The cursor of a source's first line, and how many lines of it there are, or are known to be missing, since. */
  #firstOf(source: number): { first: string; since: number } | undefined {
    let first: string | undefined;
    let since = 0;
    for (const { rows } of this.#options.store.chunks)
      for (const row of rows) {
        if (row.source !== source) continue;
        if (row.kind === "line") first ??= row.cursor;
        if (first !== undefined) since += row.kind === "line" ? 1 : (row.missed ?? 0);
      }
    return first === undefined ? undefined : { first, since };
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
