/** What a line of an event is; the page dims what is of a library. */
export type EventLineKind = "head" | "message" | "own" | "library" | "text";

export interface EventLine {
  kind: EventLineKind;
  /** Whether it is out of sight while the event is folded. */
  folded: boolean;
}

// A folded event is read at a glance, and several of them are on a screen.
const FOLDED_LINES = 8;
// So that there is room for a frame.
const FOLDED_MESSAGES = 6;
const OWN_FRAMES = 3;
/** What has no frames is read as a whole, as far as it is no page of its own. */
const FOLDED_TEXT = 10;

/** Lines that say what was thrown, and why. */
const MESSAGE = new RegExp(
  [
    /(?:Exception in thread|Caused by:|Suppressed:|Wrapped by:|Unhandled exception\.|--->|what\(\):|panic:|runtime error:) /,
    /(?:Next [\w\\]+|SUMMARY|==\d+==ERROR|\[(?:cause|errors)\]): /,
    /\[(?:previous exception\] |signal )/,
    /(?:[\w$]+[./\\])*[\w$]*(?:Exception|Error|Throwable|Failure|Fault|Exit|Interrupt|Warning)(?:Group)?(?: \[\w+\])?(?:: |:?$)/,
    /\S+:\d+:in [`'].*\([A-Z][\w:]*\)$/,
  ]
    .map(({ source }) => String.raw`^\s*(?:${source})`)
    .concat(String.raw`^(?:.*(?:\] |\d ))?(?:DETAIL|HINT|CONTEXT): {2}`) // PostgreSQL's
    .join("|"),
);
/** Python's name for what was thrown, behind its frames, may be any. */
const THROWN = /^(?!note: )[A-Za-z_][\w.]*(?:: |$)/;
/** What stands over frames, and says nothing. */
const TITLE =
  /^(?:Traceback |(?:PHP )?[Ss]tack (?:back)?trace:|\[stacktrace\]|goroutine \d+ \[|={18}|note: |\s*\+(?:-\+)?-+|\s*$)/;

/** What points at a part of the line above it. */
const POINTER = /^[\s^~]*$/;

interface Frame {
  form: RegExp;
  /** The lines below it that say where it is in the source, or show it. */
  place?: RegExp;
  /** It is none without. */
  placed?: true;
}

const FRAMES: Frame[] = [
  { form: /^\s*at (?!\[Source)\S|^\s*\.\.\. \d+ / },
  { form: /^\s*File ".*", line \d+/, place: /^ {4,}\S/ },
  { form: /^\s+from \S+:\d+:in |^(?:\S+ \([\d.]+\) )?[\w./<>@+~-]+:\d+:in [`'"](?!.*\([A-Z][\w:]*\)$)/ },
  { form: /^\s*#\d+ +\S/ },
  { form: /^\s+\d+: (?:0x[\da-f]+ - )?[\w<{]/, place: /^ {8,}at / },
  {
    form: /^(?:panic|created by |[\w./~%@-]*\w\.)[^ ]*(?:\(.*\))?(?: in goroutine \d+)?$/,
    place: /^\t\S+:\d+/,
    placed: true,
  },
];

/** Frames that are of no code of one's own, or their places. */
const LIBRARY = new RegExp(
  [
    /^\s*at (?:\S+\/\/?)?(?:javax?|jakarta|jdk|sun|com\.sun|kotlinx?|scala|akka|groovy|reactor|rx|okhttp3)\./,
    /^\s*at (?:\S+\/\/?)?org\.(?:springframework|apache|hibernate|eclipse|junit|gradle|jboss|codehaus|postgresql|slf4j|mockito|jetbrains|aspectj)\./,
    /^\s*at (?:\S+\/\/?)?io\.(?:netty|undertow|projectreactor|micrometer|grpc|vertx|quarkus|ktor|micronaut)\./,
    /^\s*at (?:\S+\/\/?)?(?:com\.(?:fasterxml|zaxxer|google|mysql|mongodb)|ch\.qos|net\.bytebuddy|System|Microsoft)\./,
    /^\s*\.\.\. \d+ |\bnode:|node_modules|\[native code\]|\(<anonymous>\)|\(native\)/,
    /site-packages|dist-packages|\/lib\/python\d|<frozen /,
    /^(?:panic|runtime|testing|net\/http|created by (?:runtime|net\/http))\b|\/pkg\/mod\/|\/usr\/local\/go\//,
    /^\S+ \([\d.]+\) |\/gems\/|\/lib\/ruby\/|<internal:|\/vendor\/|\[internal function\]|\{main\}/,
    /^\s+\d+: (?:0x[\da-f]+ - )?<?(?:std|core|alloc|rust_begin_unwind|__\w+|_start|main$|tokio|anyhow|futures|hyper)\b/,
    /\/rustc\/|\.cargo\/registry|\/rustlib\/|\/(?:usr\/)?(?:lib|include)\/|\.\.\/(?:sysdeps|csu)\/|libsanitizer|in _start /,
  ]
    .map(({ source }) => source)
    .join("|"),
);

/** What each line of an event is, and which of them are in sight while it is folded. `lines` are without escape sequences. */
export function foldEvent(lines: string[]): EventLine[] {
  const bare = lines.map(withoutBar);
  const traces = tracesOf(bare);
  const kinds = kindsOf(bare, traces);
  const shown =
    traces.length > 0 ? shownOfTraces(bare, kinds, traces) : new Set([...bare.keys()].slice(0, FOLDED_TEXT));
  return kinds.map((kind, index) => ({ kind, folded: !shown.has(index) }));
}

interface FoundFrame {
  /** Its lines. */
  begin: number;
  end: number;
  library: boolean;
}

/** The frames that stand together. */
type Trace = FoundFrame[];

// More than any line has that is told by its form.
const LOOKED_AT_CHARACTERS = 1_000;

/** An ExceptionGroup has a bar before each line of what is in it. */
function withoutBar(line: string): string {
  return line.slice(0, LOOKED_AT_CHARACTERS).replace(/^ *\| /, "");
}

function tracesOf(lines: string[]): Trace[] {
  const traces: Trace[] = [];
  for (let begin = 0, last = -1; begin < lines.length;) {
    const end = endOfFrame(lines, begin);
    if (end > begin) {
      if (last !== begin) traces.push([]);
      const library = lines.slice(begin, end).some((line) => LIBRARY.test(line));
      traces.at(-1)!.push({ begin, end, library });
      last = end;
    }
    begin = Math.max(end, begin + 1);
  }
  return traces;
}

/** `begin` if there is none. */
function endOfFrame(lines: string[], begin: number): number {
  const frame = FRAMES.find(({ form }) => form.test(lines[begin]!));
  if (!frame) return begin;
  let end = begin + 1;
  while (frame.place && end < lines.length && frame.place.test(lines[end]!)) end += 1;
  return frame.placed && end === begin + 1 ? begin : end;
}

function kindsOf(lines: string[], traces: Trace[]): EventLineKind[] {
  const kinds: EventLineKind[] = lines.map((line) => (MESSAGE.test(line) ? "message" : "text"));
  const first = traces[0]?.[0]?.begin ?? 0;
  // What there is before the first frame is the message.
  for (let index = 1; index < first; index++) if (!TITLE.test(lines[index]!)) kinds[index] = "message";
  for (const { begin, end, library } of traces.flat()) {
    kinds.fill(library ? "library" : "own", begin, end);
    if (kinds[end] === "text" && THROWN.test(lines[end]!)) kinds[end] = "message";
  }
  if (first > 0 || traces.length === 0) kinds[0] = "head";
  return kinds;
}

function shownOfTraces(lines: string[], kinds: EventLineKind[], traces: Trace[]): Set<number> {
  const messages = [...kinds.keys()].filter((index) => kinds[index] === "message");
  const shown = new Set([0, ...messages.slice(0, FOLDED_MESSAGES - 1), ...messages.slice(-1)]);
  for (const { begin, end } of traces.flatMap((trace) => nearest(lines, trace))) {
    if (shown.size + end - begin > FOLDED_LINES) break;
    for (let index = begin; index < end; index++) if (!POINTER.test(lines[index]!)) shown.add(index);
  }
  return shown;
}

/** The frames of one's own code that are nearest to where it was thrown: Python has them last. */
function nearest(lines: string[], trace: Trace): FoundFrame[] {
  const own = trace.filter(({ library }) => !library);
  const lastIsNearest = own.length > 0 && lines[own[0]!.begin]!.trimStart().startsWith("File ");
  return lastIsNearest ? own.slice(-OWN_FRAMES) : own.slice(0, OWN_FRAMES);
}
