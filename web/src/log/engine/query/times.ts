import { durationOf } from "./units.ts";

/** What a time that is written stands for, in milliseconds since the epoch: all from its begin to its end (exclusive). */
export interface TimeSpan {
  from: number;
  to: number;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const DATE = String.raw`\d{4}-\d\d-\d\d`;
const CLOCK = String.raw`\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?`;
const ISO = new RegExp(String.raw`^(${DATE})(?:[T ](${CLOCK}) ?(Z|[+-]\d\d(?::?\d\d)?)?)?$`);
const CLOCK_ALONE = new RegExp(`^${CLOCK}$`);

/** A day, a minute, a second or less as ISO 8601 and RFC 3339 write it; without a zone in the reader's. */
export function isoTime(text: string): TimeSpan | undefined {
  const found = ISO.exec(text);
  if (!found) return undefined;
  const [, date, clock = "00:00", zone = ""] = found;
  // A day, too, is the reader's: with "T" it is not UTC's, as ECMAScript has it of a day alone.
  const offset = zone.replace(
    /^([+-]\d\d):?(\d\d)?$/,
    (_, hours: string, minutes = "00") => `${hours}:${minutes}`,
  );
  const from = Date.parse(`${date}T${clock.replace(",", ".")}${offset}`);
  if (Number.isNaN(from)) return undefined;
  return { from, to: from + (found[2] === undefined ? DAY_MS : lengthOf(clock)) };
}

/** The same, and what needs a now: a time of day, which is the last such, and a while ago, `-15m`. */
export function timeSpan(text: string, now: number): TimeSpan | undefined {
  if (CLOCK_ALONE.test(text)) return lastClock(text, now);
  const ago = text.startsWith("-") ? durationOf(text) : undefined;
  if (ago === undefined) return isoTime(text);
  const from = now + ago / 1e6;
  return { from, to: from };
}

function lengthOf(clock: string): number {
  if (clock.length <= "00:00".length) return MINUTE_MS;
  // Less than a millisecond nobody has a time of.
  return Math.max(1, 1_000 / 10 ** Math.max(0, clock.length - "00:00:00.".length));
}

function lastClock(clock: string, now: number): TimeSpan | undefined {
  const day = new Date(now);
  for (let days = 0; days < 2; days++) {
    const date = `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
    const span = isoTime(`${date}T${clock}`);
    if (!span || span.from <= now) return span;
    day.setDate(day.getDate() - 1);
  }
  return undefined;
}

const two = (number: number) => String(number).padStart(2, "0");
