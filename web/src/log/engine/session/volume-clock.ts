import { overviewOf } from "../find/overview";
import type { MatchIndex } from "../find/match-index";
import type { View } from "../find/view";
import type { Update } from "../protocol";
import { volumeOf } from "../store/volume";

const PERIOD_MS = 500; // each time goes through all rows: some milliseconds

/** Counts what the view has, over time and over its rows, when it has changed, but not more than twice a second. */
export class VolumeClock {
  readonly #view: View;
  readonly #search: MatchIndex;
  readonly #onDue: () => void;
  #version = 0;
  #countedAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: View, search: MatchIndex, onDue: () => void) {
    this.#view = view;
    this.#search = search;
    this.#onDue = onDue;
  }

  /** What is to be shown anew, if anything is. If it is too soon for that, `onDue` tells when it is not. */
  next(): Pick<Update, "volume" | "overview"> {
    if (this.#version === this.#view.version) return {};
    const wait = this.#countedAt + PERIOD_MS - performance.now();
    if (wait > 0) {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#onDue();
      }, wait);
      return {};
    }
    this.#countedAt = performance.now();
    this.#version = this.#view.version;
    const search = this.#search;
    return {
      volume: volumeOf(this.#view) ?? { from: 0, to: 0, counts: new Uint32Array() },
      overview: overviewOf(
        this.#view,
        (line) => search.pattern !== undefined && search.matches(line) === true,
      ),
    };
  }
}
