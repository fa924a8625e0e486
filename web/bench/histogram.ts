export interface Summary {
  count: number;
  p50: number;
  p99: number;
  max: number;
}

/** Collects numbers for their percentiles. */
export class Histogram {
  #values = new Float64Array(1024);
  #count = 0;

  add(value: number): void {
    if (this.#count === this.#values.length) {
      const larger = new Float64Array(2 * this.#count);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#count++] = value;
  }

  summary(): Summary {
    const sorted = this.#values.subarray(0, this.#count).sort();
    const at = (share: number) => sorted[Math.min(this.#count - 1, Math.floor(share * this.#count))] ?? NaN;
    return { count: this.#count, p50: at(0.5), p99: at(0.99), max: at(1) };
  }
}
