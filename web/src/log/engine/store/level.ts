import type { Level } from "../protocol";
import { jsonLevel } from "./json-level";
import { members } from "./json-source";
import { levelOfLetter, levelOfSyslog, levelOfWord } from "./level-words";
import { plainText } from "./plain-text";
import { wrapperOf } from "./wrapper";

// A level stands at the begin of a line, after time, host and program; what comes later is what the line is about.
const HEAD_CHARACTERS = 160;
// A JSON line may have its level behind its message, and a request's status is behind its address.
const LONG_CHARACTERS = 4_000;

/** PostgreSQL's lines that say more of the one before: they are of its level. */
const OF_LINE_BEFORE = /(?:^|\] |\d )(?:STATEMENT|DETAIL|HINT|CONTEXT|QUERY|LOCATION): {2}/;

const SYSLOG_PRIORITY = /^<(\d{1,3})>/;

/** Where one capital letter is the level. */
const LETTER = new RegExp(
  String.raw`^(?=[A-Z\d[<])(?:${[
    /([TDIWEFC])(?:\d{4}){1,2} \d\d:\d\d:\d\d/, // klog, glog, spdlog's %L%m%d
    /([DIWEFA]), \[\d{4}-/, // Ruby
    /([EWN]): /, // apt
    /\[([DIWEC]) \d{4,6}[ -]/, // Tornado, Jupyter: [I 240501 12:00:00 app:1]
    /([TDIWEF]) \d{4}[-/]\d\d[-/]\d\d[ T]/, // Log4perl's %p{1} before its %d
    // After a time: Log4j's %level{length=1}, Python's %(levelname).1s; in brackets spdlog's %L, Poco's %q
    /\[?(?:\d{13}|(?:\d{4}[-/]\d\d[-/]\d\d[ T])?\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z| ?[+-]\d\d:\d\d)?)\]? (?:(?:[\w.-]+(?::\d+|\[\d+\]) )?([TDINWEFC]) (?=\S)|(?:\[[\w.-]+\] )*\[(?:[\w.-]+:)*([TDINWEFC])\] )/,
    /\d\d-\d\d \d\d:\d\d:\d\d\.\d+ +\d+ +\d+ ([VDIWEFA]) /, // Android, threadtime
    /([VDIWEF])\/[\w.-]+ *\( *\d+\): /, // Android, brief
    /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ ([CEWNIDT]) \| /, // etcd's capnslog
    /\d{4}-\d\d-\d\dT\S+ ([FEWID]\d?) +[A-Z]+ +\[/, // MongoDB before 4.4
    /\[([VTDIWEF])\] |<([TDIWEFC])>\d{4}-\d\d-\d\d /, // [W] hello; Mumble
  ]
    .map(({ source }) => source)
    .join("|")})`,
);

/** Redis: one sign after process, role and time. */
const REDIS = /^\d+:[XCSM] \d\d \w{3} \d{4} [\d:.]+ ([.\-*#]) /;
const REDIS_SIGNS: Record<string, Level> = { ".": "debug", "-": "debug", "*": "info", "#": "warn" };

/** Signs of programs that write for people. A word behind one says more. */
const SIGN = /^\s*(?:\[?\d+:[\d:.]+\]?\s+)?(?:\[[\w:.-]+\] › )?([✖✗✘✕×⨯❌🚨💀⚠‼ℹⓘ🐞🐛]|[([]![)\]])\ufe0f? /u;
const SIGNS: Record<string, Level> = {
  "💀": "fatal",
  "⚠": "warn",
  "‼": "warn",
  "(!)": "warn",
  ℹ: "info",
  "ⓘ": "info",
  "🐞": "debug",
  "🐛": "debug",
};

/**
 * Whether anything of a line, in small letters, may be a word for a level: most lines without one are known by this look. With the
 * flag for any case it would take three times as long.
 */
const ANY_WORD =
  /trac|trc|success|sill|fine|config|de?b[ug]|verb|inf|not(?:[ei]| ok)|warn|wrn|err|ero|severe|fail|ftl|fata|crit|pani|pnc|alert|emerg|exception|http|log|mark|depreca|timing|segm|unhandled|\*\*\*|curl|message: \d/;

const WORD =
  "trace|trce|trc|silly|sill|finest|finer|fine|debug|dbug|debg|dbg|verbose|verb|info|inf|information|notice|note|log|http|warn|wrn|warning|deprecation|error|err|eror|severe|fail|fatal|ftl|crit|critical|panic|dpanic|alert|emerg|emergency";
// Capitals that are hardly ever anything else; the Go writers' four letters are followed by a bracket or a space.
const CAPITALS =
  "TRACE|TRC|TRAC|VERBOSE|SILLY|DEBUG|DBG|DEBU|DEBG|DBUG|INFO|INF|NOTICE|NOTI|WARN|WRN|WARNING|WARNI|ERROR|ERR|ERRO|EROR|SEVERE|FATAL|FTL|FATA|CRIT|CRITICAL|CRITI|PANIC|PANI|PNC|DPANIC|ALERT|EMERG|EMERGENCY";
// These look back from behind what was `found`: in front of it they would be tried at each character.
// "0 ERROR" and "no error: …" tell of none, "There was 1 error:" of those that follow.
const noneBefore = (found: string) => String.raw`(?<!(?:\b0|\s1|\b[Nn]o|\bNO) ${found})`;
// "error: null", "Warning: 0"; not "warning: no servers"
const NONE_BEHIND = String.raw`(?!\s*(?:0\b|(?:none|null|nil|undefined|no|false|""|'')\s*(?:$|[,;})\]])))`;
// Not after two words of a sentence: "entered the ERROR state", "is full [error]"
const notLedTo = (found: string) => String.raw`(?<!(?:^|\s)[A-Za-z][a-z]* [a-z]+ ${found})`;
/** Times, and what stands in brackets: what there is before a level that begins a line. */
const BEFORE = String.raw`^(?:[\d\s:.,+/TZ-]|\[[^\]]{0,80}\]|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|[AP]M)\b)*`;

/** A text of several words between quotes. What opens it is told by what is before it: time="…Z" level=info msg="…" */
const QUOTED = /"(?<=(?:^|[\s=:,({[])")[^"\s]*\s[^"]*"?/g;

/** A writer's way to name the level; the word is in the first group that there is. What comes first is tried first. */
const FORMS: RegExp[] = [
  // logfmt, Node's, Python's and Ruby's inspect: level=info, level: 'info', :level=>:info; not ?level=error, not --log-level=debug, and not in a text
  // between quotes, which are taken out before.
  /(?:^|[\s,{:])(?:level|lvl|severity|prio|log\.level|loglevel|log_level)(?:=["'[]?|: '|=>[:"])([a-z]+)/i,
  // Monolog and Laravel: app.ERROR: …
  /(?<=(?:^|\s)[\w-]+)\.(DEBUG|INFO|NOTICE|WARNING|ERROR|CRITICAL|ALERT|EMERGENCY): /,
  // Chromium: [pid:tid:date/time:ERROR:file.cc:405]. GLib: app-WARNING **: 12:00:00.000: …, (process:12): app-DEBUG: …, ** Message: …
  /^\[[\d:/.]+:(VERBOSE|INFO|WARNING|ERROR|FATAL)\d*:|^(?:\*\* )?(?:\([^)]*\): )?(?:[\w.]+-)?(DEBUG|INFO|Message|WARNING|CRITICAL|ERROR)(?: \*\*)?: \d\d:\d\d:\d\d\./,
  // GitHub's workflow commands: ::error file=x::…, ##[warning]…
  /^(?:::(debug|notice|warning|error)[ :]|##\[(debug|notice|warning|error)\])/,
  // zap and AWS Lambda, between tabs: …Z⇥info⇥main.go:12⇥…
  new RegExp(String.raw`\t(${WORD}|[A-Z]\w+)\t`),
  // In brackets, with a module or a thread before it: [error], <info>, |WARN|, [core:error], [app#warn], [Server thread/WARN]
  new RegExp(
    String.raw`\[${notLedTo(String.raw`\[`)}(?:[\w.]+[:#]|[^\]/]{1,60}/)?(${WORD}|mark|success|deprecated)\s*\]|<(${WORD})>|\|\s*(${CAPITALS}|SUCCESS)\s*\|`,
    "i",
  ),
  // Capitals by themselves; before a colon, also words that are no level elsewhere. FAIL and FAILED, where they end what it says.
  new RegExp(
    String.raw`(?:^|\|-|[\s[({|<=:,;])(?:(${CAPITALS})${notLedTo("[A-Z]+")}(?=$|[\s\])}:|,;!>[/]|[+-]\d)|(${CAPITALS}|DEPRECATION|CONFIG|FINE|FINER|FINEST)(?=:\s)|(FAIL|FAILED)(?=$|\s+\[))${noneBefore("[A-Z]+")}`,
  ),
  /^(?:\[[^\]]*\] )?\[?(CONFIG|FINE|FINER|FINEST)(?:\s*\]|\s+\d)/,
  // PostgreSQL, PgBouncer and Nest: LOG
  /(?:^|\] |\d )(LOG): {2}|\] (LOG) (?=[a-z])|^\[Nest\] .{0,60} (LOG) \[/,
  // After a sign, a time or nothing: "ℹ info …", "12:00:00 warn x", "sill logfile", "info it worked"
  new RegExp(String.raw`^(?:\[[\w:.-]+\] › )?[^\x00-\x7f]{1,2}\ufe0f?\s+(?!fail)(${WORD})\b`),
  new RegExp(
    String.raw`^\[?[\d\sTZ:.,+/-]*\d\d:\d\d[\d\sZ:.,+]*\]?(?:-?\s)(?:[a-z][\w-]*:)*(${WORD})\s`,
    "i",
  ),
  /^(?:npm )?(silly|sill|verbose|verb|dbug|info|timing|http|notice|warn|WARN|error|ERR!|err!|warning) (?=\S)/,
  // Before the name of a logger: "debug com.example.App - …"; behind those of the package debug: "app:db:warn …"
  /^(trace|debug|fatal) (?=[\w$]+[.:][\w$.:]+ )|^\s*(?:\w{3}, [\w: ]{20} GMT )?(?:[A-Za-z][\w-]*:)+(trace|verbose|debug|log|info|warn|warning|error|fatal)\s/,
  // In a column of its own: "error   disk is full"
  new RegExp(String.raw`^\s?(${WORD}|success)\s{2,}(?=[^\s=:|])`, "i"),
  // At the begin, in parentheses or before a colon, also with a degree: winston, .NET, sshd's debug1, BIND's debug 1. A program, a
  // module, a place in a file or a thread may stand before it: postfix: fatal: …, nsd[12]: notice: …, general: info: …,
  // x.c:1:2: note: …, 7f477cb2c080 Info: …
  new RegExp(
    String.raw`${BEFORE}(?:\((${WORD})\) |(?=[a-z])(?:(?:[\w./:-]+(?:\[[\d:]+\]:?|:\d*)|[\da-f]{4,}) +)?(${WORD}|trac|debu|erro|fata|success)(?: messages?)?(?:\[\d+\]| ?\d{1,2})?(?: \[[\w-]+\])?(?:\s*:| -| @\d{4}\S*)${NONE_BEHIND}(?:\s|$))`,
    "i",
  ),
  // Compilers and runtimes, anywhere: x.c:1:2: error: …, error[E0308]: …, error TS2322: …, Error (404): …, java.lang.XException: …,
  // #<RuntimeError: …>, DeprecationWarning: …
  new RegExp(
    String.raw`(?:(Exception):|(?:(Error|Warning)${noneBefore(String.raw`[\w$]+`)}|(?:^|[\s:\]<])([Ff]atal|[Pp]anic|[Ww]arning|[Ee]rror|[Dd]eprecated|[Nn]otice|ERROR|FATAL)${noneBefore("[A-Za-z]+")}(?: [Ee]rror|\[\w+\]| \([^)]{1,40}\)| TS\d+| (?:at|on) line \d+){0,2})(?: \[\w+\]| )?:${NONE_BEHIND})(?:\s|$)`,
  ),
  // Tests that failed: --- FAIL: TestX, FAIL⇥pkg, " FAIL  src/x.test.ts", FAILED tests/x.py, 1) Failure:, Failure -> x.lua. ESLint's stylish
  /^\s*(?:--- |=== |\d+\) )?(?:(FAIL|FAILED|FAILURE)(?:$|[:\s])|(Failure|Error)(?::| -> ))|^\s+\d+:\d+ {2,}(error|warning) {2,}/,
  // Linters: ESLint's compact, Visual Studio's, which compilers have too, x.md:1 error, SC2086 (info):, [Error/no-var] of ESLint's unix, and
  // @ error/blob.c of ImageMagick
  /(?:, col \d+,|\(\d+(?:,\d+)*\):?|^[^\s:]+\.[a-z]\w*:[\d:]+) (?:fatal )?([Ee]rror|[Ww]arning|[Ff]atal|[Nn]ote(?=:))[ ,:]|\(([Ee]rror|[Ww]arning|[Ii]nfo)\): |(?:\[|@ )([Ee]rror|[Ww]arning|[Ff]atal)\//,
  // Exceptions of Elixir, ** (RuntimeError) boom, of Ruby, x.rb:1: … (NameError), and of Sinatra, … - RuntimeError - boom
  /^\*\* \(\w*(Error)\) |\([A-Z]\w*(Error)\)$|(Error|Exception) - (?<=(?:^|[-\]\d] )[A-Z]\w+(?:Error|Exception) - )/,
  // JSON over several lines: ⇥"level": "info",
  /^\s+"(?:level|lvl|severity)": ?"([a-z]+)",?$/i,
  // rsyslogd: error during parsing …
  /^(?:[\w.-]+: )?(fatal|error)(?: error| \d+)? (?:while|during|when|in|at|reading|writing|loading|opening|parsing|compiling|running|connecting|creating|starting|processing) /i,
  // OpenSSL
  /:(error):[\dA-F]{8}:/,
];

/** Sentences that say it without naming it. */
const PHRASES: [RegExp, Level][] = [
  [/^thread '[^']*' (?:\(\d+\) )?panicked at /, "fatal"],
  [/^(?:Unhandled exception|Segmentation fault)/i, "fatal"],
  [
    /^Exception in thread |^[\s|+]*(?:Exception Group )?Traceback \(most recent call last\)|^--- Logging error|^not ok /,
    "error",
  ],
  [
    /^\s*[\w./-]+(?:\[\d+\]|:\d+)?: \*\*\* |^curl: \(\d+\) |^(?:[\w.-]+: )?Error [a-z ]+[:(]|^CMake Error|^\s?ERR_[A-Z_]+ /,
    "error",
  ],
];

/** A request's status behind it, as in access logs, morgan, Rails and Gin: 4xx is a warning, 5xx an error. */
const STATUS =
  /\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\s[^\s"]*(?: HTTP\/[\d.]+)?"?:? ([45])\d\d\b|^\[GIN\] [^|]+\|\s*([45])\d\d\b|^Completed ([45])\d\d /;

/**
 * The level that a line names, in one of the ways that log writers have; undefined if it names none. `before` is the level of the
 * line before, which some lines go on from. Takes some µs.
 */
export function levelOf(text: string, before?: Level): Level | undefined {
  const line = plainText(text.slice(0, LONG_CHARACTERS));
  const priority = SYSLOG_PRIORITY.exec(line);
  if (priority) return levelOfSyslog(Number(priority[1]) % 8);
  return levelOfLine(line.slice(wrapperOf(line).length), before) ?? colouredLevel(text);
}

/** A word in a colour of its own is a label, whatever stands before it: "app ERR! disk is full", " Error   disk is full". */
const COLOURED = new RegExp(
  String.raw`\x1b\[[\d;]*[1-9][\d;]*m\s*(${WORD}|ERR!|success|ready|start)\s*\x1b\[`,
  "i",
);

function colouredLevel(text: string): Level | undefined {
  const [, word] = (text.includes("\x1b") && COLOURED.exec(text.slice(0, HEAD_CHARACTERS))) || [];
  return word === undefined ? undefined : levelOfWord(word);
}

function levelOfLine(line: string, before?: Level): Level | undefined {
  if (/^\{\s*"/.test(line)) return jsonLevel([...members(line)], levelOfLine)?.level;
  return levelOfHead(line.slice(0, HEAD_CHARACTERS), before) ?? statusLevel(line);
}

function levelOfHead(head: string, before: Level | undefined): Level | undefined {
  const letter = LETTER.exec(head);
  if (letter) return levelOfLetter(letter.slice(1).find(Boolean)!);
  const redis = REDIS.exec(head);
  if (redis) return REDIS_SIGNS[redis[1]!];
  if (ANY_WORD.test(head.toLowerCase())) {
    if (OF_LINE_BEFORE.test(head)) return before;
    for (const [phrase, level] of PHRASES) if (phrase.test(head)) return level;
    const unquoted = head.replace(QUOTED, '"…"');
    for (const form of FORMS) {
      const found = form.exec(unquoted);
      const word = found && (found[1] ?? found[2] ?? found[3]);
      const level = word && levelOfWord(word);
      if (level) return level;
    }
  }
  const sign = SIGN.exec(head);
  return sign ? (SIGNS[sign[1]!] ?? "error") : undefined;
}

function statusLevel(line: string): Level | undefined {
  const found = STATUS.exec(line);
  if (!found) return undefined;
  return (found[1] ?? found[2] ?? found[3]) === "5" ? "error" : "warn";
}
