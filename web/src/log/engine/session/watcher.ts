import type { MatchIndex } from "../find/match-index";
import type { Watch, WatchNews } from "../protocol";
import { plainText } from "../store/plain-text";
import type { StoredLine } from "../store/stored-row";

const TOLD_CHARACTERS = 200; // what a notification has room for

/** Counts the lines that the reader wants to be told of, and tells him. */
export class Watcher {
  readonly #workload: (source: number) => string;
  #onNews: ((news: WatchNews) => void) | undefined;
  /** Before which a line is history, in milliseconds since the epoch. */
  #since = Infinity;
  /** Keys of those that count: an event is found again when it has got lines. */
  #counted = new Set<number>();
  #last: WatchNews["last"];
  #told = 0;

  constructor(workload: (source: number) => string) {
    this.#workload = workload;
  }

  /** Begins anew. */
  set(index: MatchIndex, watch: Watch | undefined, since: number, onNews: (news: WatchNews) => void): void {
    this.#onNews = onNews;
    this.#since = since;
    this.#counted = new Set();
    this.#last = undefined;
    this.#told = 0;
    const rules = watch?.rules ?? [];
    const text = rules.length > 1 ? rules.map((rule) => `(${rule})`).join(" OR ") : (rules[0] ?? "");
    index.setPattern({ text, regex: false, caseSensitive: false });
    onNews({ hits: 0, problem: index.problem });
  }

  readonly take = (line: StoredLine): void => {
    const { key, at, text, source } = line;
    if (at < this.#since || this.#counted.has(key)) return;
    this.#counted.add(key);
    const first = plainText(text.slice(0, TOLD_CHARACTERS * 2)).split("\n", 1)[0]!;
    this.#last = { text: first.slice(0, TOLD_CHARACTERS), workload: this.#workload(source) };
  };

  /** Tells what has come since it last did. */
  tell(): void {
    const hits = this.#counted.size;
    if (hits === this.#told) return;
    this.#told = hits;
    this.#onNews?.({ hits, last: this.#last });
  }
}
