/** Nanoseconds of what Go, nginx, systemd and people write behind a number. */
const DURATIONS: Record<string, number> = {
  ns: 1,
  us: 1e3,
  µs: 1e3, // U+00B5
  μs: 1e3, // U+03BC, which Go writes
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3_600e9,
  d: 86_400e9,
};

const PART = String.raw`(\d+(?:\.\d+)?) ?(ns|us|µs|μs|ms|s|m|h|d)`;
const PARTS = new RegExp(PART, "g");
const DURATION = new RegExp(`^([+-]?)(?:${PART})+$`);
const ISO_DURATION =
  /^([+-]?)P(?=.)(?:(\d+(?:\.\d+)?)D)?(?:T(?=.)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/**
 * Nanoseconds of a duration: `1.5s`, `250 ms`, `1m30s`, `PT1.5S` (ISO 8601 without months and years, which are of no certain
 * length). Undefined of a number alone: it does not say of what.
 */
export function durationOf(text: string): number | undefined {
  const found = DURATION.exec(text);
  if (found) {
    let sum = 0;
    for (const [, number, unit] of text.matchAll(PARTS)) sum += Number(number) * DURATIONS[unit!]!;
    return signed(found[1]!, sum);
  }
  const iso = ISO_DURATION.exec(text);
  if (!iso) return undefined;
  const [, sign, ...numbers] = iso;
  const sum = ["d", "h", "m", "s"].reduce(
    (sum, unit, index) => sum + Number(numbers[index] ?? 0) * DURATIONS[unit]!,
    0,
  );
  return signed(sign!, sum);
}

// Whole nanoseconds: 1.1 × 10⁹ in binary may be a little beside what 1100 × 10⁶ is.
function signed(sign: string, nanoseconds: number): number {
  return sign === "-" ? -Math.round(nanoseconds) : Math.round(nanoseconds);
}

const SIZE = /^(\d+(?:\.\d+)?) ?(?:([kKMGTPE])(i?)B?|B)$/;
const POWERS = "kMGTPE";

/** Bytes of a size: `10kB` are 10,000, `1MiB` and Kubernetes' `1Mi` 1,048,576. Undefined of a number alone. */
export function sizeOf(text: string): number | undefined {
  const found = SIZE.exec(text);
  if (!found) return undefined;
  const [, number, prefix, binary] = found;
  const power = prefix === undefined ? 0 : POWERS.indexOf(prefix === "K" ? "k" : prefix) + 1;
  return Math.round(Number(number) * (binary ? 1024 : 1000) ** power);
}

const UNIT_NAMES: Record<string, string> = {
  nanos: "ns",
  nanoseconds: "ns",
  micros: "us",
  microseconds: "us",
  millis: "ms",
  milliseconds: "ms",
  msec: "ms",
  sec: "s",
  secs: "s",
  seconds: "s",
  minutes: "m",
  hours: "h",
};
const LAST_WORD = /(?:[._-]|[a-z](?=[A-Z]))([A-Za-z]+)$/;

/** The unit of duration that a field's name ends with: `duration_ms`, `elapsed.s`, `latencyMs`, `took_seconds`. */
export function unitOfName(name: string): string | undefined {
  const word = LAST_WORD.exec(name)?.[1]?.toLowerCase();
  if (word === undefined) return undefined;
  if (word in UNIT_NAMES) return UNIT_NAMES[word];
  // A day, an hour and a minute in one letter are more often something else: `point.d`, `grid.h`, `size_m`.
  return /^(?:ns|us|ms|s)$/.test(word) ? word : undefined;
}
