import type { PlaceSpread } from "../protocol.ts";
import { durationOf } from "../query/units.ts";
import { ownString } from "../store/stored-row.ts";

const TOP = 3;
const MOST_VALUES = 50; // a place with more tells single things apart, not kinds of them
const LONGEST_VALUE = 200; // a text to read
// By so many others more than known ones the place names single things, whose counting takes half the time of all.
const MOST_OTHERS = 1_000;
const SAMPLES = 255; // the median of these is within the middle eighth of all but once in 60 times
// Longer ones are identifiers, and doubles are exact to 15 digits.
const QUANTITY = /^([+-]?\d{1,15}(?:\.\d{1,15})?)([A-Za-zµμ%]{0,3})$/;

export class Spread {
  /** Undefined: most lines have another value. */
  #counts: Map<string, number> | undefined = new Map<string, number>();
  /** How many others have come, less known ones after these. */
  #others = 0;
  #more = false;
  readonly #samples: number[] = [];
  #count = 0;
  /** Undefined: they are not all numbers. */
  #unit: string | undefined = "";
  /** Whether durations have come in different units, and all are in ms. */
  #mixed = false;
  #min = Infinity;
  #max = -Infinity;
  #random = 1;

  /** `times`: as often as the value has come. */
  add(value: string, times = 1): void {
    if (this.#counts) this.#addValue(this.#counts, value, times);
    if (this.#unit !== undefined) this.#addNumber(this.#number(value));
    this.#count += times;
  }

  result(): PlaceSpread {
    const values = [...(this.#counts ?? [])].map(([value, count]) => ({ value, count }));
    const spread: PlaceSpread = {
      distinct: this.#counts?.size ?? MOST_VALUES,
      more: this.#more,
      top: values.sort((a, b) => b.count - a.count).slice(0, TOP),
    };
    if (this.#unit !== undefined && this.#samples.length > 0) {
      const median = this.#samples.toSorted((a, b) => a - b)[this.#samples.length >> 1]!;
      spread.numbers = { min: this.#min, median, max: this.#max, unit: this.#unit };
    }
    return spread;
  }

  #addValue(counts: Map<string, number>, value: string, times: number): void {
    const count = counts.get(value);
    if (count !== undefined) {
      counts.set(value, count + times);
      if (this.#others > 0) this.#others -= 1;
    } else if (value.length <= LONGEST_VALUE && counts.size < MOST_VALUES)
      counts.set(ownString(value), times);
    else {
      this.#more = true;
      this.#others += 1;
      if (this.#others > MOST_OTHERS) this.#counts = undefined;
    }
  }

  #addNumber(number: number | undefined): void {
    if (number === undefined) {
      this.#unit = undefined;
      return;
    }
    if (number < this.#min) this.#min = number;
    if (number > this.#max) this.#max = number;
    // Vitter's algorithm R: each has come into the sample with the same probability.
    const place = this.#count < SAMPLES ? this.#count : this.#draw(this.#count + 1);
    if (place < SAMPLES) this.#samples[place] = number;
  }

  #number(value: string): number | undefined {
    const found = this.#mixed ? undefined : QUANTITY.exec(value);
    if (found && this.#count === 0) this.#unit = found[2]!;
    if (found?.[2] === this.#unit && found) return Number(found[1]);
    const nanoseconds = durationOf(value);
    if (nanoseconds === undefined || !(this.#mixed || this.#toMilliseconds())) return undefined;
    return nanoseconds / 1e6;
  }

  /** Whether what has come so far was durations. */
  #toMilliseconds(): boolean {
    const one = this.#count === 0 ? 1e6 : durationOf(`1${this.#unit}`);
    if (one === undefined) return false;
    const inMilliseconds = (number: number) => (number * one) / 1e6;
    this.#samples.forEach((number, index) => (this.#samples[index] = inMilliseconds(number)));
    this.#min = inMilliseconds(this.#min);
    this.#max = inMilliseconds(this.#max);
    this.#unit = "ms";
    this.#mixed = true;
    return true;
  }

  /** A whole number from 0, below `end`. The same ones every time: nobody can gain by them. */
  #draw(end: number): number {
    this.#random = (Math.imul(this.#random, 1_664_525) + 1_013_904_223) >>> 0; // Numerical Recipes' generator
    return Math.floor((this.#random / 2 ** 32) * end);
  }
}
