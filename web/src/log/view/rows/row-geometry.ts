/** Height of a row without wrapping, and the least of any row: the line height of `.log-row`. */
export const ROW_PX = 20;

// Beyond 2^23 pixels Chromium rounds where it scrolls to with floats that know no odd numbers: rows would move by a pixel.
// Firefox lays nothing out beyond 17.8 million.
const MAX_PX = 8_000_000;

/** The heights of rows as far as nobody has seen them. */
export class Estimate {
  /** Pixels for each row of `count`, if one of those measured has `meanPx`. */
  readonly rowPx: number;

  constructor(count: number, meanPx: number) {
    this.rowPx = Math.min(meanPx, MAX_PX / Math.max(count, 1));
  }

  /** Where row `index` begins. */
  top(index: number): number {
    return Math.round(index * this.rowPx);
  }
}

/** The mean height of all rows that have been drawn. */
export class MeanHeight {
  px = ROW_PX;
  #layout = "";
  #rows: readonly { key: number }[] = [];
  #measured = 0;

  /**
   * `rows`, of `count` there are, take `px` in all. Those that were there at the last call do not count again, and what was
   * measured with another `layout`, anything that names what heights depend on, counts no more.
   */
  measure(rows: readonly { key: number }[], px: number, count: number, layout: string): void {
    if (layout !== this.#layout) [this.#layout, this.#rows, this.#measured] = [layout, [], 0];
    if (rows === this.#rows) return;
    const known = new Set(this.#rows.map(({ key }) => key));
    const added = rows.filter(({ key }) => !known.has(key)).length;
    this.#rows = rows;
    if (added === 0) return;
    // Never more than there are: what is no longer kept is forgotten.
    this.#measured = Math.min(this.#measured + added, count);
    this.px += ((Math.max(px / rows.length, ROW_PX) - this.px) * added) / this.#measured;
  }
}

/** Begin and end (exclusive) of rows. */
export interface IndexRange {
  from: number;
  to: number;
}

/**
 * `rows` and those that fill so many pixels above and below them, whatever their heights, and `margin` more on each side. There
 * may be fewer rows than that: how many there are when they are drawn nobody knows before.
 */
export function rangeInView(rows: IndexRange, abovePx: number, belowPx: number, margin: number): IndexRange {
  const above = Math.ceil(Math.max(abovePx, 0) / ROW_PX);
  const below = Math.ceil(Math.max(belowPx, 0) / ROW_PX);
  return { from: Math.max(rows.from - above - margin, 0), to: rows.to + below + margin };
}

export function covers(range: IndexRange, wanted: IndexRange): boolean {
  return range.from <= wanted.from && range.to >= wanted.to;
}

export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
