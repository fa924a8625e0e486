import { epochTime } from "./epoch-time";
import { type Member, members, shownValue } from "./json-source";
import { plainText } from "./plain-text";

/** The time that a line tells of itself. */
export interface OwnTime {
  /** Milliseconds since the epoch. */
  at: number;
  /** The member of a line of JSON that tells it. */
  member?: Member;
}

/** How far two clocks may be apart, in milliseconds, for one to say what the other says: the way from a program to its backend. */
const SAME_MS = 1_000;

export function agrees(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME_MS;
}

/** In the order in which they are looked for. */
const NAMES = [
  "@timestamp",
  "timestamp",
  "time",
  "ts",
  "@t",
  "datetime",
  "t",
  "date",
  "startTime",
  "asctime",
];

/**
 * The time that a line tells: in a field of its JSON, or at its begin in one of the ways that programs have. What is not said of it
 * (the zone, the year, the day) is as makes it nearest to `near`, milliseconds since the epoch. Takes about 1 µs.
 */
export function ownTime(text: string, near: number): OwnTime | undefined {
  if (!text.startsWith("{")) return textTime(plainText(text.slice(0, HEAD_CHARACTERS)), near);
  return jsonTime([...members(plainText(text.slice(0, JSON_CHARACTERS)))], near);
}

/** The same of the members of a line of JSON. */
export function jsonTime(all: Member[], near: number): OwnTime | undefined {
  for (const name of NAMES) {
    const member = all.find((member) => member.name === name);
    const at = member && valueTime(member.value, near);
    if (at !== undefined) return { at, member };
  }
  return undefined;
}

const HEAD_CHARACTERS = 120;
const JSON_CHARACTERS = 4_000; // a line of JSON may have its time behind its message

function valueTime(source: string, near: number): number | undefined {
  if (source.startsWith("{")) {
    // MongoDB's extended JSON: {"$date":"2024-05-01T12:00:00.000+00:00"}
    const [member] = members(source);
    return member?.name === "$date" ? valueTime(member.value, near) : undefined;
  }
  const text = shownValue(source);
  return epochTime(text) ?? textTime(text, near)?.at;
}

const CLOCK = String.raw`(?<clock>\d\d:\d\d:\d\d)(?:[.,](?<fraction>\d{1,9}))?`;
const ZONE = String.raw`\s?(?<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?(?![\d:])`;
const MONTH = "(?<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
/** What may stand before a time: a bracket, logfmt's name, syslog's priority, Ruby's and Redis's first column. */
const BEFORE = String.raw`^\s*(?:[[(]|(?:time|ts|t)="?|<\d{1,3}>1? ?|[DIWEFA], \[|\d+:[XCSM] )?`;

const FORMS = [
  // ISO 8601 and RFC 3339, Python's comma, nginx's and Go's slashes
  String.raw`(?<year>\d{4})[-/](?<month>\d\d)[-/](?<day>\d\d)[T ]${CLOCK}${ZONE}`,
  // klog and glog: I0102 15:04:05.000000
  String.raw`[IWEF](?<month>\d\d)(?<day>\d\d) ${CLOCK}${ZONE}`,
  // syslog: Mar  1 12:00:00; Apache: Wed May 01 12:00:00.000 2024
  String.raw`(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?${MONTH} (?<day>[ \d]\d) ${CLOCK}(?: (?<year>\d{4})\b)?`,
  // PHP: 01-May-2024 12:00:00 UTC; Redis: 01 May 2024 12:00:00.000
  String.raw`(?<day>\d\d)[- ]${MONTH}[- ](?<year>\d{4}) ${CLOCK}${ZONE}`,
  // Android: 05-01 12:00:00.000
  String.raw`(?<month>\d\d)-(?<day>\d\d) ${CLOCK}`,
  String.raw`(?<epoch>\d{9,10}\.\d+|\d{10}|\d{13}|\d{16}|\d{19})(?=[\s\]"]|$)`,
  CLOCK,
].map((form) => new RegExp(BEFORE + form));
/** Access logs: behind the address and the user. */
const ACCESS_LOG = new RegExp(
  String.raw`^\S+ \S+ \S+ \[(?<day>\d\d)/${MONTH}/(?<year>\d{4}):${CLOCK}${ZONE}\]`,
);

function textTime(head: string, near: number): OwnTime | undefined {
  for (const form of [...FORMS, ACCESS_LOG]) {
    const groups = form.exec(head)?.groups;
    if (!groups) continue;
    const at = groups.epoch === undefined ? calendarTime(groups, near) : epochTime(groups.epoch);
    if (at !== undefined) return { at };
  }
  return undefined;
}

const DAY_MS = 86_400_000;
const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

function calendarTime(groups: Partial<Record<string, string>>, near: number): number | undefined {
  const { year, name, clock, fraction = "", zone } = groups;
  const day = groups.day?.trim().padStart(2, "0");
  const month = name === undefined ? groups.month : String(MONTHS.indexOf(name) / 3 + 1).padStart(2, "0");
  const offset = zone === undefined || /^[A-Z]/.test(zone) ? "Z" : zone.replace(/(\d\d):?(\d\d)$/, "$1:$2");
  const inZone = (date: string) =>
    Date.parse(`${date}T${clock}.${fraction.slice(0, 3).padEnd(3, "0")}${offset}`);
  const now = new Date(near);
  let at: number;
  if (day === undefined) {
    const today = now.toISOString().slice(0, 10);
    at = nearest(
      [-1, 0, 1].map((days) => inZone(today) + days * DAY_MS),
      near,
    );
  } else if (year === undefined) {
    const years = [-1, 0, 1].map((years) => inZone(`${now.getUTCFullYear() + years}-${month}-${day}`));
    at = nearest(years, near);
  } else at = inZone(`${year}-${month}-${day}`);
  if (Number.isNaN(at)) return undefined;
  return zone === undefined ? nearest(zones(at, near), near) : at;
}

const QUARTER_MS = 900_000; // the offsets of all zones are whole quarters of an hour
const FARTHEST_MS = 14 * 3_600_000; // UTC+14

/** What a time without a zone may be: UTC, the reader's, or that of whichever zone makes it agree. */
function zones(at: number, near: number): number[] {
  const offset = Math.round((at - near) / QUARTER_MS) * QUARTER_MS;
  const there = at - offset;
  const local = at + new Date(at).getTimezoneOffset() * 60_000;
  return Math.abs(offset) <= FARTHEST_MS && agrees(there, near) ? [there] : [at, local];
}

function nearest(times: number[], near: number): number {
  return times.reduce((best, time) =>
    Number.isNaN(best) || Math.abs(time - near) < Math.abs(best - near) ? time : best,
  );
}
