import { epochTime } from "../store/epoch-time.ts";
import { compareDecimals, compareTexts, type Decimal, decimalOf } from "./decimal.ts";
import { isoTime } from "./times.ts";
import { durationOf, sizeOf, unitOfName } from "./units.ts";
import { compareVersions, versionOf } from "./versions.ts";

/** Below 0, 0, or above it, as a value is less than the wanted one, equal, or more; undefined: they are of unlike kinds. */
export type Comparison = (value: string) => number | undefined;

// Longer than any number that a program writes; what is longer is a text.
const LONGEST = 1_000;

/**
 * How values of the field `name` compare with `wanted`, each as what it is:
 *
 * - numbers exactly, of any size: 1.10 is 1.1, and 1e400 more than 1e399
 * - durations (`1.5s`, `1m30s`, `PT1.5S`), to the nanosecond. A number alone is one only if the field's name says of what:
 *   `duration_ms`, `elapsed_s`, `latencyMs`
 * - sizes (`10kB`, `1MiB`). A number alone is one of bytes
 * - times (ISO 8601), to the millisecond. A number alone is one if it is as large as one since the epoch
 * - versions (`1.10.0`, `v2.0.0-rc.1`). A number alone is one if the other has more parts
 * - texts, by their characters' codes
 *
 * Nothing compares with what is of another kind: no status is more than `1s`, and no text less than `5`.
 */
export function comparisonWith(name: string, wanted: string): Comparison {
  const compare = comparisonOfKind(name, wanted);
  return (value) => (value.length > LONGEST ? undefined : compare(value));
}

function comparisonOfKind(name: string, wanted: string): Comparison {
  const number = decimalOf(wanted);
  if (number) return numberComparison(wanted, number);
  const duration = durationOf(wanted);
  if (duration !== undefined) {
    const unit = unitOfName(name);
    return (value) => difference(durationOf(unit && decimalOf(value) ? value + unit : value), duration);
  }
  const size = sizeOf(wanted);
  if (size !== undefined) return (value) => difference(sizeOf(value) ?? numberOf(value), size);
  const time = isoTime(wanted);
  if (time) return (value) => difference(isoTime(value)?.from ?? epochTime(value), time.from);
  const version = versionOf(wanted);
  if (version)
    return (value) => {
      const other = versionOf(value);
      return other && compareVersions(other, version);
    };
  return (value) => (isText(value) ? compareTexts(value, wanted) : undefined);
}

// Doubles are exact to 15 digits, and their comparison takes a tenth of the time.
const EXACT = /^-?\d{1,15}$/;

function numberComparison(wanted: string, decimal: Decimal): Comparison {
  const number = EXACT.test(wanted) ? Number(wanted) : undefined;
  const version = versionOf(wanted);
  const time = epochTime(wanted);
  return (value) => {
    if (number !== undefined && EXACT.test(value)) return Number(value) - number;
    const other = decimalOf(value);
    if (other) return compareDecimals(other, decimal);
    const size = sizeOf(value);
    if (size !== undefined) return size - Number(wanted);
    const otherTime = time === undefined ? undefined : isoTime(value);
    if (otherTime) return otherTime.from - time!;
    const otherVersion = version && versionOf(value);
    return otherVersion && compareVersions(otherVersion, version);
  };
}

/** Whether a value has an order that a reader would ask for: it is more than a text. */
export function isOrdered(value: string): boolean {
  return value.length <= LONGEST && !isText(value);
}

function isText(value: string): boolean {
  return (
    !decimalOf(value) &&
    durationOf(value) === undefined &&
    sizeOf(value) === undefined &&
    !isoTime(value) &&
    !versionOf(value)
  );
}

function numberOf(text: string): number | undefined {
  return decimalOf(text) && Number(text);
}

function difference(a: number | undefined, b: number): number | undefined {
  return a === undefined ? undefined : a - b;
}
