/** A number as it is written, of any size: ±0.digits × 10^point. Without digits it is 0. */
export interface Decimal {
  negative: boolean;
  /** Neither the first nor the last is 0. */
  digits: string;
  point: number;
}

// Nine digits of an exponent are exact in a number, and no program writes more.
const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,9}))?$/;

/** The decimal number that a text is as a whole. */
export function decimalOf(text: string): Decimal | undefined {
  const found = DECIMAL.exec(text);
  if (!found) return undefined;
  const [, sign, whole = "", fraction = "", exponent = "0"] = found;
  const all = whole + fraction;
  let [from, to] = [0, all.length];
  while (all[from] === "0") from += 1;
  while (to > from && all[to - 1] === "0") to -= 1;
  return {
    negative: sign === "-" && from < to,
    digits: all.slice(from, to),
    point: whole.length + Number(exponent) - from,
  };
}

/** Below 0, 0, or above it, as `a` is less than `b`, equal to it, or more. Exact. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const sign = signOf(a);
  if (sign !== signOf(b)) return sign - signOf(b);
  return sign * (a.point - b.point || compareTexts(a.digits, b.digits));
}

export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function signOf({ digits, negative }: Decimal): number {
  return digits === "" ? 0 : negative ? -1 : 1;
}
