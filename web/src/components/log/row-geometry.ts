/** Height of a row without wrapping, and the least of any row: the line height of `.log-row`. */
export const ROW_PX = 20;

// Chromium lays nothing out beyond 33.5 million pixels, Firefox beyond 17.8 million.
const MAX_PX = 16_000_000;

/** The heights of rows as far as nobody has seen them. */
export class Estimate {
  /** Pixels for each row of `count`, if one of those in sight has `seenPx`. */
  readonly rowPx: number;

  readonly #count: number;

  constructor(count: number, seenPx: number) {
    this.#count = count;
    this.rowPx = Math.min(seenPx, MAX_PX / Math.max(count, 1));
  }

  /** Where row `index` begins. */
  top(index: number): number {
    return Math.round(index * this.rowPx);
  }

  /** The row at `px`. */
  index(px: number): number {
    return clamp(Math.floor(px / this.rowPx), 0, Math.max(this.#count - 1, 0));
  }
}

/** Begin and end (exclusive) of rows. */
export interface IndexRange {
  from: number;
  to: number;
}

/** The rows that fill a view of `viewPx` in which row `index` begins at `offsetPx`, and `margin` more on each side. */
export function rangeInView(
  index: number,
  offsetPx: number,
  viewPx: number,
  margin: number,
  count: number,
): IndexRange {
  const above = Math.ceil(Math.max(offsetPx, 0) / ROW_PX);
  const below = Math.ceil(Math.max(viewPx - offsetPx, 0) / ROW_PX) + 1;
  return { from: clamp(index - above - margin, 0, count), to: clamp(index + below + margin, 0, count) };
}

export function covers(range: IndexRange, wanted: IndexRange): boolean {
  return range.from <= wanted.from && range.to >= wanted.to;
}

export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
