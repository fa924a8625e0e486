import type { Level } from "../protocol";

const OF_LEVEL: Record<Level, string> = {
  trace: "trace trce trc trac silly sill finest finer all",
  debug: "debug dbg dbug debg debu debg fine verbose verb config",
  info: "info inf information informational notice note noti message log http mark success system timing default ready start",
  warn: "warn wrn warning warni deprecated deprecation",
  error: "error err err! erro eror severe fail failed failure exception",
  fatal: "fatal ftl fata crit criti critical panic pani pnc dpanic alert emerg emergency",
};

const WORDS = new Map(
  Object.entries(OF_LEVEL).flatMap(([level, words]) =>
    words.split(" ").map((word) => [word, level as Level]),
  ),
);

/** The level that a word is a name of, in any case; of one with an offset (Go's slog: "ERROR+4") that of the name. */
export function levelOfWord(word: string): Level | undefined {
  return WORDS.get(word.toLowerCase()) ?? WORDS.get(word.toLowerCase().replace(/[+-]\d+$/, ""));
}

const LETTERS: Record<string, Level> = {
  V: "trace", // Android's verbose
  T: "trace",
  D: "debug",
  I: "info",
  N: "info", // notice
  A: "info", // "any", Ruby's for what has no level
  W: "warn",
  E: "error",
  F: "fatal",
  C: "fatal", // critical
};

/** The level that a capital letter stands for, as in klog, Android and Ruby, with MongoDB's degree of debugging behind it. */
export function levelOfLetter(letter: string): Level | undefined {
  return /^[A-Z]\d?$/.test(letter) ? LETTERS[letter[0]!] : undefined;
}

/** By severity, RFC 5424, 6.2.1: emergency, alert, critical, error, warning, notice, informational, debug. */
const SYSLOG: Level[] = ["fatal", "fatal", "fatal", "error", "warn", "info", "info", "debug"];
const ASCENDING: Level[] = ["trace", "debug", "info", "warn", "error", "fatal"];

export const levelOfSyslog = (severity: number): Level | undefined => SYSLOG[severity];
/** Python's logging: 10 is debug, 50 critical. */
export const levelOfPython = (level: number): Level | undefined => ASCENDING[Math.floor(level / 10)];
/** OpenTelemetry's logs data model, SeverityNumber: 1 to 24, four for each level. */
export const levelOfOpenTelemetry = (number: number): Level | undefined =>
  ASCENDING[Math.ceil(number / 4) - 1];

/** Monolog's: 100 debug, 200 info, 250 notice, 300 warning, 400 error, 500 critical, 550 alert, 600 emergency. */
const MONOLOG: Level[] = ["debug", "info", "warn", "error", "fatal", "fatal"];

/**
 * The level that a number is. Which scale it is of is told by its size: syslog's has 0 to 7, pino's and bunyan's 10 to 60, Monolog's
 * 100 to 600, Logback's and log4j's 5,000 to 50,000. Between the tens, where pino allows levels of one's own, it needs a `writer`
 * that is known to be pino or like it, as 55 may be anything.
 */
export function levelOfNumber(level: number, writer: boolean): Level | undefined {
  if (!Number.isInteger(level) || level < 0) return undefined;
  if (level < 10) return levelOfSyslog(level);
  if (level < 70) return writer || level % 10 === 0 ? ASCENDING[Math.floor(level / 10) - 1] : undefined;
  if (level >= 100 && level <= 600)
    return level % 50 === 0 ? MONOLOG[Math.floor(level / 100) - 1] : undefined;
  if (level >= 5_000 && level <= 50_000 && level % 5_000 === 0) return ASCENDING[Math.floor(level / 10_000)];
  return undefined;
}
