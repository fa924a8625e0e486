import type { View } from "../find/view";
import type { Volume } from "../protocol";
import { volumeOf } from "../store/volume";

const PERIOD_MS = 500; // each time goes through all rows: some milliseconds

/** Counts the view's volume when it has changed, but not more than twice a second. */
export class VolumeClock {
  readonly #view: View;
  readonly #onDue: () => void;
  #version = 0;
  #countedAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: View, onDue: () => void) {
    this.#view = view;
    this.#onDue = onDue;
  }

  /** The volume, if it is to be shown anew. If it is too soon for that, `onDue` tells when it is not. */
  next(): Volume | undefined {
    if (this.#version === this.#view.version) return undefined;
    const wait = this.#countedAt + PERIOD_MS - performance.now();
    if (wait > 0) {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#onDue();
      }, wait);
      return undefined;
    }
    this.#countedAt = performance.now();
    this.#version = this.#view.version;
    return volumeOf(this.#view) ?? { from: 0, to: 0, counts: new Uint32Array() };
  }
}
