/**
 * How programs write an event that has several lines, as a table of states: which line begins an event of that state, and what its
 * next line may be. Lines that are indented go on with what is before them, and are in here only where they don't.
 */

export type StateName = keyof typeof STATES;

/** A form of line, and the state of the event behind one. */
type Step = readonly [form: RegExp, then: string];

export interface State {
  /** Lines that are not indented and go on with the event. */
  next?: readonly Step[];
  /**
   * Any other line that is not indented, if it is written at once and has no time or level: of a message whose end only what is
   * behind it can tell.
   */
  message?: string;
  /** There is a line of message, whatever is in it. */
  surely?: true;
  /** Only where the event begins with a time: so do the other lines of its log, and this one has none. */
  logged?: true;
  /** Blank lines go on with the event. */
  blank?: string;
  /** Behind an indented line (in a message: a frame). The same state if it isn't told; false: it doesn't go on with the event. */
  indented?: string | false;
  /** It may be a line of a log, with which what is in `JOINS` goes on. */
  record?: true;
}

// Of Java, Kotlin, Scala and .NET: a class with its packages, whose name says what it is.
const THROWN = /^(?:[A-Za-z_][\w$]*\.)+[\w$]*(?:Exception|Error|Throwable|Failure|Fault)[\w$]*(?:: |:?$)/;
const CAUSE = /^(?:Caused by|Suppressed|Wrapped by): /;
const AT = /^at [\w$.<>/@]+\(|^\.\.\. \d+ (?:more|common frames omitted)$|^--- End of /;
const java: Step[] = [
  [CAUSE, "javaMessage"],
  [AT, "java"],
];

/** What is thrown, where it must come: "ValueError: x", "KeyboardInterrupt", "mypkg.errors.Gone: x", "main.<locals>.Gone". */
const PYTHON_THROWN = /^[A-Za-z_][\w.]*(?:\.<locals>\.[\w.]+)?(?:: |:?$)/;
const TRACEBACK = /^Traceback \(most recent call last\):/;
const CHAIN =
  /^(?:During handling of the above exception, another exception occurred|The above exception was the direct cause of the following exception):$/;
/** What asyncio says of the task and the like. */
const ASYNCIO =
  /^(?:future|task|handle|protocol|transport|socket|client_session): <|^connections?: \[|^source_traceback: Object created at/;

const GO_FRAME = /^(?:panic|[\w./~%@*()[\]·-]+)\(.*\)$/;
const GO_STACK_FRAME = /^(?:main|runtime|[\w.-]+(?:\/[\w.~-]+)+)\.(?:\(\*?[\w[\].]+\)\.)?[\w.]+$/;
const GO_PART = /^(?:goroutine \d+ \[|runtime stack:$|\[signal |exit status \d+$|SIG[A-Z]+: |PC=0x)/;
const GO_REGISTER = /^(?:r[a-z]{2,5}|r\d+|[c-g]s|lr|sp|pc|x\d+|fault)\s+0x[\da-f]+$/;
const go: Step[] = [
  [GO_PART, "go"],
  [/^(?:created by |\.\.\.\s?(?:additional|\d+) frames elided|\[originating from )/, "go"],
  [GO_FRAME, "go"],
  [GO_REGISTER, "go"],
];

const RUBY_FRAME = /^(?:\S+ \([\w.]+\) )?[\w./<>@+~() -]+:\d+:in [`'"]/;
const RUBY_THROWN = /^\S+:\d+:in [`'].*\([A-Z]\w*(?:::[A-Z]\w*)*\)$/;

const PHP_PART = /^(?:(?:PHP )?Stack trace:|\[stacktrace\])$/;
const php: Step[] = [
  [PHP_PART, "php"],
  [/^(?:#\d+ |PHP +\d+\. |Next [\w\\]+|\[previous exception\]|"\}(?: |$))/, "php"],
];

/** Of the sanitizers of C and C++, and of Go's race detector. */
const SANITIZER_PART = new RegExp(
  [
    /==\d+==|={18}$|SUMMARY: |WARNING: (?:ThreadSanitizer|DATA RACE)|HINT: |Command: |Register values|Uninitialized value /,
    /0x[\da-f]+ is located |Address 0x|Memory access at |Location is |This frame has |Shadow byte|=>0x/,
    /(?:READ|WRITE) of |(?:freed|previously allocated|allocated) by |(?:Direct|Indirect) leak of /,
    /(?:Previous )?(?:read|write|Read|Write) (?:at|of) |(?:Goroutine|Thread T?)\d+ |Goroutine \d+ /,
  ]
    .map(({ source }) => `^(?:${source})`)
    .join("|"),
);

const RUSTC_PART = /^(?:\d+ +(?:[|~+-] |\|$)|\.\.\.$|note: |help: )/;
const ANYHOW_PART = /^(?:Caused by|Location|Stack backtrace|Backtrace):$/;

const GCC_FOUND = /^\S+:\d+(?::\d+)?: (?:fatal error|error|warning): /;
const GCC_NOTE = /^\S+:\d+(?::\d+)?: (?:note: |  +required (?:from|by) )/;

export const STATES = {
  /** A line that is not known to be of a kind. */
  plain: { record: true },

  javaMessage: { next: java, message: "javaMessage", indented: "java" },
  java: { next: java },
  /** java.util.logging's first line, of time, class and method. */
  javaUtil: { next: [[/^(?:SEVERE|WARNING|INFO|CONFIG|FINE|FINER|FINEST): /, "javaUtilMessage"]] },
  javaUtilMessage: { next: [[THROWN, "javaMessage"]] },

  python: {
    next: [
      [TRACEBACK, "python"],
      [ASYNCIO, "python"],
    ],
    indented: "pythonFrames",
  },
  pythonFrames: { next: [[PYTHON_THROWN, "pythonThrown"]] },
  pythonThrown: {
    next: [
      [CHAIN, "pythonChain"],
      [/^"""$/, "python"], // multiprocessing's, around what another process threw
    ],
    message: "pythonThrown", // more lines of it, and its notes
    logged: true,
    blank: "pythonBlank",
  },
  pythonBlank: { next: [[CHAIN, "pythonChain"]], indented: false },
  pythonChain: { next: [[TRACEBACK, "python"]], blank: "pythonChain", indented: "pythonGroup" },
  /** An ExceptionGroup is indented to its last line. */
  pythonGroup: {},

  goPanic: { next: go, message: "goPanic", blank: "goBlank", indented: "go" },
  go: { next: go, blank: "goBlank" },
  goBlank: {
    next: [
      [GO_PART, "go"],
      [GO_REGISTER, "go"],
    ],
    blank: "goBlank",
    indented: false,
  },
  /** zap's and pkg/errors' way: the function's name, and below it the file. */
  goStack: { next: [[GO_STACK_FRAME, "goStack"]] },

  /** The place where Node was; below it is the line of source, and what points at it. */
  node: { message: "nodeSource", indented: "nodeSource" },
  nodeSource: { next: [[/^\^+$/, "nodeSource"]], blank: "nodeBlank" },
  nodeBlank: { next: [[/^\w*Error\b|^Uncaught/, "nodeMessage"]], message: "nodeMessage", blank: "nodeBlank" },
  nodeMessage: { message: "nodeMessage", blank: "nodeEnd", indented: "nodeFrames" },
  nodeFrames: { blank: "nodeEnd" },
  nodeEnd: { next: [[/^Node\.js v\d|^\(Use `node --/, "ended"]], blank: "nodeEnd", indented: false },
  nodeWarning: { next: [[/^\(Use `.*node.* --trace-/, "ended"]] },

  /** "Error: x", of JavaScript or of Rust's anyhow. */
  error: {
    next: [
      [/^Require stack:$|^- \//, "error"],
      [ANYHOW_PART, "error"],
      [CAUSE, "java"], // of Java's launcher
    ],
    blank: "errorBlank",
    record: true,
  },
  errorBlank: { next: [[ANYHOW_PART, "error"]], indented: false },

  ruby: { message: "ruby", indented: "rubyFrames", record: true },
  rubyFrames: { next: [[RUBY_THROWN, "ruby"]] },
  rubyTrace: { next: [[RUBY_FRAME, "rubyTrace"]] },
  rails: { next: [[RUBY_FRAME, "rubyTrace"]], blank: "rails" },

  phpMessage: { next: php, message: "phpMessage", blank: "phpBlank" },
  php: { next: php, blank: "phpBlank" },
  phpBlank: { next: php, indented: false },

  rustPanic: { message: "rust", surely: true, indented: "rust" },
  rust: { next: [[/^(?:stack backtrace:$|note: |fatal runtime error: )/, "rust"]] },
  rustc: { indented: "rustcSource", record: true },
  rustcSource: { next: [[RUSTC_PART, "rustcSource"]] },

  terminate: { next: [[/^Aborted\b/, "ended"]] },
  sanitizerBegin: { next: [[/^(?:==\d+==|WARNING: )/, "sanitizer"]], indented: false },
  sanitizer: {
    next: [
      [/^==\d+==ABORTING$/, "ended"],
      [SANITIZER_PART, "sanitizer"],
    ],
    blank: "sanitizerBlank",
  },
  sanitizerBlank: { next: [[SANITIZER_PART, "sanitizer"]], blank: "sanitizerBlank", indented: false },
  gccIn: {
    next: [
      [GCC_FOUND, "gcc"],
      [/: undefined reference to /, "gccIn"],
    ],
  },
  gcc: { next: [[GCC_NOTE, "gcc"]], record: true },

  /** Its next lines are told by what stands before them: see postgres.ts. */
  postgres: {},
  ended: {},
} as const satisfies Record<string, State>;

/** Lines that begin an event, whatever is before them. */
export const BEGINS: readonly (readonly [form: RegExp, state: StateName])[] = [
  [/^Exception in thread "/, "javaMessage"],
  [/^[A-Z][a-z]{2} \d{1,2}, \d{4},? \d{1,2}:\d\d:\d\d\s[AP]M \S/, "javaUtil"],
  [/^Unhandled [Ee]xception[.:]/, "java"],
  [
    /^(?:Exception ignored in|Exception in (?:thread|callback) |Process \S+:$|Error in (?:sys\.|atexit))/,
    "python",
  ],
  [/^(?:Task exception was never|Future exception was never|Task was destroyed but|Unclosed )/, "python"],
  [/^ {2}\+ Exception Group Traceback/, "pythonGroup"],
  [/^ {2}File ".*", line \d+$/, "pythonFrames"], // a SyntaxError, which has no traceback
  [/^(?:panic: |fatal error: )|^(?:\d{4}\/\d\d\/\d\d [\d:.]+ )?http: panic serving /, "goPanic"],
  [/^(?:SIG[A-Z]+: |unexpected fault address )/, "go"],
  [/^(?:(?:(?:file:\/\/)?\/|[A-Z]:\\).*\.[cm]?[jt]sx?|node:[\w/]+|\[eval\]|<anonymous_script>):\d+$/, "node"],
  [/^\(node:\d+\) /, "nodeWarning"],
  [/^\S+:\d+:in [`']<main>'.*\)$/, "ended"],
  [RUBY_THROWN, "ruby"],
  [/^(?!Traceback )[A-Z]\w*(?:::[A-Z]\w*)* \(.*\):$/, "rails"],
  [
    /^(?:\[[^\]]+\] )?(?:PHP )?(?:Fatal|Parse) error: |^\[[^\]]+\] [\w-]+\.[A-Z]+: .*"\[object\] \(/,
    "phpMessage",
  ],
  [/^thread '.*' (?:\(\d+\) )?panicked at .*:\d+:\d+:$/, "rustPanic"],
  [/^thread '.*' (?:\(\d+\) )?(?:panicked at |has overflowed)/, "rust"],
  [/^terminate called /, "terminate"],
  [/^={65}$|^={18}$/, "sanitizerBegin"],
  [/^==\d+==(?:ERROR|WARNING): |^\S+:\d+:\d+: runtime error: /, "sanitizer"],
  [/^(?:\S+: In |\S+: At (?:global|top)|In file included from |\S+ \S+: in function `)/, "gccIn"],
  [GCC_FOUND, "gcc"],
  [/^(?:error|warning)(?:\[\w+\])?: /, "rustc"],
];

/**
 * With which lines of a log something goes on: any; those with a time or a level; those with the level of an error, not of a warning,
 * behind which a program may crash; those, and they end with what this one says.
 */
export type Joined = "any" | "record" | "error" | "saying it";

/** Lines that go on with a line of a log right before them, and begin an event where there is none. */
export const JOINS: readonly (readonly [form: RegExp, state: StateName, to: Joined])[] = [
  [TRACEBACK, "python", "error"],
  [ASYNCIO, "python", "error"],
  [THROWN, "javaMessage", "record"],
  // Nest writes the message, and below it the stack, which begins with the message.
  [/^[\w$]*Error(?: \[\w+\])?: /, "error", "saying it"],
  [/^goroutine \d+ \[/, "go", "error"],
  [GO_STACK_FRAME, "goStack", "error"],
  [RUBY_FRAME, "rubyTrace", "error"],
  [PHP_PART, "php", "any"],
  [/^stack backtrace:$/, "rust", "error"],
];

/** Frames and the like, by which the rest of an event is known when its begin is missing. */
export const RESTS: readonly (readonly [form: RegExp, state: StateName])[] = [
  [/^\s+\d+: (?:0x[\da-f]+ - )?[\w<]|^\s+at (?:\/rustc\/|\.?\/\S+\.rs:)/, "rust"],
  [/^\s+at \S.*[()]|^at [\w$.<>/@]+\(\S+\)$|^\s+at (?:async )?(?:file:|node:|\/|[A-Z]:)\S+:\d+:\d+/, "java"],
  [/^\s*\.\.\. \d+ (?:more|common frames omitted)$|^\s*(?:Caused by|Suppressed): \S|^\s*--- End of /, "java"],
  [/^ *File ".*", line \d+/, "pythonFrames"],
  [CHAIN, "pythonChain"],
  [/^ *[|+] (?:-+|Exception Group|Traceback| +File ")/, "pythonGroup"],
  [/^\t\S+\.(?:go|s):\d+(?: \+0x[\da-f]+)?$|^created by [\w.-]+(?:\/[\w.-]+)*\.[^ ]+/, "go"],
  [/^(?:main|runtime|[\w.-]+(?:\/[\w.~-]+)*)\.\S+\((?:0x|\{0x|\.\.\.)/, "go"],
  [/^\s+from \S+:\d+:in /, "rubyFrames"],
  [/^#\d+ (?:\S+\(\d+\): |\{main\}|\[internal function\])/, "php"],
  [/^\s+#\d+ 0x[\da-f]+/, "sanitizer"],
  [/^\s+--> \S+:\d+:\d+$|^ +\|(?: |$)/, "rustcSource"],
];
