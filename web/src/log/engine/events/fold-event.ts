import type { Level } from "../protocol";

/** What a line of an event is: the page dims what is of a library. */
export type EventLineKind = "head" | "message" | "own" | "library" | "text";

export interface EventLine {
  kind: EventLineKind;
  /** Whether it is out of sight while the event is folded. */
  folded: boolean;
}

// A folded event is read at a glance, and a screen has several.
const FOLDED_LINES = 8;
const MESSAGES = 6;
const OWN_FRAMES = 3;
/** A message without frames is read as a whole, as far as it is no page of its own. */
const TEXT_LINES = 10;

/** Lines that say what was thrown, and why: `Caused by: …`, Python's last, PHP's next. */
const MESSAGE = new RegExp(
  [
    /(?:Exception in thread|Caused by:|Suppressed:|Wrapped by:|Unhandled exception\.|Next [\w\\]+) /,
    /--+> /,
    /(?:[\w$]+[.:/]+)*[A-Za-z_$][\w$]*(?:Exception|Error|Throwable|Failure|Fault|Exit|Interrupt|Warning)(?:Group)?(?: \[\w+\])?(?::? |:?$)/,
    /\[(?:cause|errors)\]: /,
    /(?:SUMMARY: |==\d+==ERROR|what\(\): |panic: |\[signal |runtime error: )/,
    /.*:\d+:in [`'].*\([A-Z][\w:]*\)$/,
    /(?:.*(?:\] |\d ))?(?:DETAIL|HINT|CONTEXT): {2}/,
    /[\w.]+: /,
  ]
    .map(({ source }, index, { length }) =>
      index < length - 1 ? String.raw`^\s*(?:[|+] )*(?:${source})` : `^${source}`,
    )
    .join("|"),
);

const FRAME = new RegExp(
  [
    /\s*at \S.*/,
    /[ |+]*\s+File ".*", line \d+.*/,
    /\s+from \S+:\d+:in .*/,
    /(?:\S+ \([\d.]+\) )?[\w./<>@+~-]+:\d+:in [`'"].*/,
    /\s*#\d+ +\S.*/,
    /\s+\d+: [\w<{].*/,
    /(?:panic|created by|[\w./~%@*()[\]·-]+\.[\w./~%@*()[\]·-]+)(?:\(.*\)| in goroutine .*)?/,
    /\s*\.\.\. \d+ .*/,
  ]
    .map(({ source }) => `^(?:${source})$`)
    .join("|"),
);
/** The line below a frame that says where it is in the source, or shows it. */
const PLACE = /^\t\S+:\d+|^ {10,}at |^[ |+]* {4,}\S/;

const LIBRARY = new RegExp(
  [
    /^\s*at (?:\S+\/\/?)?(?:javax?|jakarta|jdk|sun|com\.sun|kotlinx?|scala|akka|groovy|reactor|rx|okhttp3|org\.(?:springframework|apache|hibernate|eclipse|junit|gradle|jboss|codehaus|postgresql|slf4j|mockito|jetbrains|aspectj)|io\.(?:netty|undertow|projectreactor|micrometer|grpc|vertx|quarkus|ktor|micronaut)|com\.(?:fasterxml|zaxxer|google|mysql|mongodb)|ch\.qos|net\.bytebuddy|System|Microsoft)\./,
    /^\s*\.\.\. \d+ |\bnode:|node_modules|\[native code\]|<anonymous>\)?$/,
    /site-packages|dist-packages|\/lib\/python\d|<frozen /,
    /^(?:panic|runtime|testing|net\/http|created by (?:runtime|net\/http))\b|\/pkg\/mod\/|\/usr\/(?:local\/go|lib\/go)/,
    /^\S+ \([\d.]+\) |\/gems\/|\/lib\/ruby\/|<internal:|\/vendor\/|\[internal function\]|\{main\}/,
    /^\s+\d+: (?:0x[\da-f]+ - )?<?(?:std|core|alloc|rust_begin_unwind|__\w+|_start|main$|tokio|anyhow|futures|hyper)\b|\/rustc\/|\.cargo\/registry|\/rustlib\//,
    /\/(?:usr\/)?(?:lib|include)\/|\.\.\/sysdeps|libsanitizer|\(\/lib/,
  ]
    .map(({ source }) => source)
    .join("|"),
);

/** What each line of an event is, and which of them are in sight while it is folded. `lines` are without escape sequences. */
export function foldEvent(lines: string[]): EventLine[] {
  const kinds = kindsOf(lines);
  const frames = kinds.some((kind) => kind === "own" || kind === "library");
  const shown = frames ? shownOfTrace(lines, kinds) : new Set([...lines.keys()].slice(0, TEXT_LINES));
  return kinds.map((kind, index) => ({ kind, folded: !shown.has(index) }));
}

function kindsOf(lines: string[]): EventLineKind[] {
  const kinds: EventLineKind[] = [];
  lines.forEach((line, index) => {
    const before = kinds[index - 1];
    const inFrame = before === "own" || before === "library";
    if (isFrame(line)) {
      const next = lines[index + 1] ?? "";
      const place = PLACE.test(next) && !isFrame(next) ? next : "";
      kinds.push(LIBRARY.test(line) || LIBRARY.test(place) ? "library" : "own");
    } else if (index === 0) kinds.push("head");
    else if (inFrame && PLACE.test(line)) kinds.push(before);
    else kinds.push(MESSAGE.test(line) ? "message" : "text");
  });
  return kinds;
}

function isFrame(line: string): boolean {
  return FRAME.test(line) && !/^\s*at \[Source/.test(line);
}

/** A frame with the lines below it that are of it. */
type Frame = number[];

function shownOfTrace(lines: string[], kinds: EventLineKind[]): Set<number> {
  const messages = [...kinds.keys()].filter((index) => index > 0 && kinds[index] === "message");
  const shown = new Set([0, ...messages.slice(0, MESSAGES - 1), ...messages.slice(-1)]);
  for (const trace of tracesOf(lines, kinds)) {
    for (const frame of nearest(lines, trace)) {
      if (shown.size + frame.length > FOLDED_LINES) return shown;
      for (const index of frame) shown.add(index);
    }
  }
  return shown;
}

/** The frames of one's own code, of one trace after the other: between two is a line that is of no frame. */
function tracesOf(lines: string[], kinds: EventLineKind[]): Frame[][] {
  const traces: Frame[][] = [[]];
  kinds.forEach((kind, index) => {
    if (kind !== "own" && kind !== "library") return void (traces.at(-1)!.length > 0 && traces.push([]));
    if (kind !== "own") return;
    const trace = traces.at(-1)!;
    if (isFrame(lines[index]!)) trace.push([index]);
    else if (trace.length > 0 && /[^\s^~]/.test(lines[index]!)) trace.at(-1)!.push(index);
  });
  return traces;
}

/** Those nearest to where it was thrown: Python has them last. */
function nearest(lines: string[], trace: Frame[]): Frame[] {
  const lastFirst = trace.length > 0 && /^[ |+]*File "/.test(lines[trace[0]![0]!]!);
  return lastFirst ? trace.slice(-OWN_FRAMES) : trace.slice(0, OWN_FRAMES);
}

/** The level of an event: its head's, else that of the first line that names one, as of what was thrown. */
export function eventLevel(levels: (Level | undefined)[]): Level | undefined {
  return levels.find((level) => level !== undefined);
}
