import type { Level } from "../protocol";
import { plainText } from "./plain-text";

const WORDS: Record<string, Level> = {
  trace: "trace",
  trc: "trace",
  verbose: "trace",
  finest: "trace",
  debug: "debug",
  dbg: "debug",
  dbug: "debug",
  fine: "debug",
  info: "info",
  inf: "info",
  information: "info",
  notice: "info",
  warn: "warn",
  wrn: "warn",
  warning: "warn",
  error: "error",
  err: "error",
  eror: "error", // Winston and others that cut to four letters
  severe: "error",
  fail: "error", // .NET
  exception: "error",
  fatal: "fatal",
  ftl: "fatal",
  crit: "fatal",
  critical: "fatal",
  panic: "fatal",
  alert: "fatal",
  emerg: "fatal",
  emergency: "fatal",
};

/** By severity, RFC 5424, 6.2.1: emergency, alert, critical, error, warning, notice, informational, debug. */
const SYSLOG: Level[] = ["fatal", "fatal", "fatal", "error", "warn", "info", "info", "debug"];
/** Tens of pino's and bunyan's numbers. */
const TENS: (Level | undefined)[] = [undefined, "trace", "debug", "info", "warn", "error", "fatal"];
const KLOG: Record<string, Level> = { I: "info", W: "warn", E: "error", F: "fatal" };

// A level stands at the begin of a line, after time, host and program; what comes later is what the line is about.
const HEAD_CHARACTERS = 160;
// A JSON line may have its level behind its message.
const JSON_CHARACTERS = 4_000;

const JSON_LEVEL =
  /"(?:level|severity|lvl|log\.?level|levelname|@l|PRIORITY)"\s*:\s*(?:"([a-z]+|\d)"|(\d\d?)\b)/i;
const SYSLOG_PRIORITY = /^<(\d{1,3})>/;
const KLOG_HEAD = /^([IWEF])\d{4} \d\d:\d\d:\d\d/;
const LOGFMT = /\b(?:level|lvl|severity)=["[]?([a-z]+)/i;

const CAPITALS =
  "TRACE|TRC|VERBOSE|DEBUG|DBG|INFO|INF|NOTICE|WARN|WRN|WARNING|ERROR|ERR|EROR|SEVERE|FATAL|FTL|CRIT|CRITICAL|PANIC|ALERT|EMERG";
const BRACKETED =
  "[Tt]race|[Vv]erbose|[Dd]ebug|dbug|[Ii]nfo|[Ii]nformation|[Nn]otice|[Ww]arn|[Ww]arning|[Ee]rror|err|[Ff]atal|fail|[Cc]rit|[Cc]ritical|[Aa]lert|[Ee]merg";
// "0 ERROR" and "no error: …" tell of none.
const NONE_BEFORE = String.raw`(?<!\b(?:0|[Nn]o|NO) )`;
// By itself in capitals, or between brackets.
const TAG = new RegExp(
  String.raw`(?:^|[\s[(|/<=])${NONE_BEFORE}(${CAPITALS})(?=$|[\s\]):|,!/>])|[[(|<]\s*(${BRACKETED})\s*[\])|>]`,
);
// In any case before a colon, as compilers, shells and runtimes write; but not "Warning: 0".
const LABEL = new RegExp(
  String.raw`(?:^|[\s:\]])${NONE_BEFORE}(?:[\w$.]*(Error|Exception)|([Ff]atal|[Pp]anic|[Ww]arn|[Ww]arning|[Ee]rror|[Dd]ebug|[Ii]nfo|fail|dbug|crit)(?: error)?):(?!\s*(?:0|none|null|nil|no|false)\b)(?:\s|$)`,
);
const PHRASE = /^(?:npm (warn|error) |Exception in (thread) |Traceback \(most (recent) call last\))/;

/** The level that a line names, in one of the ways that log writers have; undefined if it names none. Takes about 1 µs. */
export function levelOf(text: string): Level | undefined {
  const isJson = text.startsWith("{");
  const head = plainText(text.slice(0, isJson ? JSON_CHARACTERS : HEAD_CHARACTERS));
  if (isJson) return jsonLevel(head);

  const priority = SYSLOG_PRIORITY.exec(head);
  if (priority) return SYSLOG[Number(priority[1]) % 8];
  const klog = KLOG_HEAD.exec(head);
  if (klog) return KLOG[klog[1]!];
  return (
    word(LOGFMT.exec(head)) ?? word(TAG.exec(head)) ?? word(LABEL.exec(head)) ?? phrase(PHRASE.exec(head))
  );
}

function jsonLevel(head: string): Level | undefined {
  const found = JSON_LEVEL.exec(head);
  if (!found) return undefined;
  const [, name = "", number = name] = found;
  const known = WORDS[name.toLowerCase()];
  if (known) return known;
  // pino writes 10 to 60, journald and syslog 0 to 7.
  return /^[1-6]0$/.test(number)
    ? TENS[Number(number) / 10]
    : /^[0-7]$/.test(number)
      ? SYSLOG[Number(number)]
      : undefined;
}

function word(found: RegExpExecArray | null): Level | undefined {
  const name = found?.[1] ?? found?.[2];
  return name === undefined ? undefined : WORDS[name.toLowerCase()];
}

function phrase(found: RegExpExecArray | null): Level | undefined {
  if (!found) return undefined;
  return found[1] === "warn" ? "warn" : "error";
}
