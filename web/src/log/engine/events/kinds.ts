import type { Level } from "../protocol";

/**
 * How programs write an event that has several lines, as a table of states: which line begins an event of that state, and what its
 * next line may be. Indented lines are not in here: they go on with what is before them.
 */

export type StateName = keyof typeof STATES;
/** A form of line, and the state of the event behind one. */
type Step = readonly [form: RegExp, then: string];

export interface State {
  /** Lines that are not indented and go on with the event. */
  next?: readonly Step[];
  /**
   * Any other line that is not indented, if it is written at once and has no time or level: of a message whose end can't be told
   * but by what comes behind.
   */
  message?: string;
  /** Blank lines go on with the event. */
  blank?: string;
  /** Behind an indented line; the same state if it isn't told. False: indented lines don't go on with the event. */
  indented?: string | false;
}

// Java, Kotlin, Scala and .NET: a class with its packages, whose name says what it is.
const THROWN = /^(?:[A-Za-z_][\w$]*\.)+[\w$]*(?:Exception|Error|Throwable|Failure|Fault)[\w$]*(?:: |:?$)/;
const CAUSE = /^(?:Caused by: |Suppressed: |Wrapped by: )/;
const AT = /^at [\w$.<>/@]+\(|^\.\.\. \d+ (?:more|common frames omitted)|^--- End of /;
const java: Step[] = [
  [CAUSE, "javaMessage"],
  [AT, "java"],
];

// "ValueError: x", "KeyboardInterrupt", "mypkg.errors.Gone: x", "main.<locals>.Gone"
const PYTHON_THROWN = /^[A-Za-z_][\w.]*(?:\.<locals>\.\w+)*(?:: |:?$)/;
const TRACEBACK = /^Traceback \(most recent call last\):/;
const CHAIN =
  /^(?:During handling of the above exception, another exception occurred|The above exception was the direct cause of the following exception):$/;
/** What asyncio says of the task and the like. */
const ASYNCIO =
  /^(?:future|task|handle|protocol|transport|socket|source_traceback|client_session|connections?): /;

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
const RUBY_THROWN = /^\S+:\d+:in [`'].*\((?:[A-Z]\w*(?:::)?)+\)$/;

const PHP_PART = /^(?:(?:PHP )?Stack trace:|\[stacktrace\])$/;
const php: Step[] = [
  [PHP_PART, "php"],
  [/^(?:#\d+ |PHP +\d+\. |Next [\w\\]+|\[previous exception\]|"\}(?: |$))/, "php"],
];

const SANITIZER_PART =
  /^(?:==\d+==|READ of |WRITE of |0x[\da-f]+ is located |(?:freed|previously allocated|allocated) by |Address 0x|(?:Direct|Indirect) leak of |Thread T\d+ |HINT: |Shadow byte|=>0x|This frame has |Memory access at |Uninitialized value |Register values|[r ][a-z0-9]+ = 0x|\(rr\)|Command: |WARNING: (?:ThreadSanitizer|DATA RACE)|(?:Previous |)[Rr]ead |(?:Previous |)[Ww]rite |Goroutine \d+ |Location is |={18}$)/;
const sanitizer: Step[] = [
  [/^SUMMARY: /, "sanitizer"],
  [SANITIZER_PART, "sanitizer"],
];

const RUSTC_SOURCE = /^(?:\d+ *[|/\\~+-]|\.\.\.$|LL \|)/;
const CARGO_CAUSES = /^(?:Caused by|Location|Stack backtrace|Backtrace):$/;

const GCC_FOUND = /^\S+:\d+(?::\d+)?: (?:fatal error|error|warning): /;
const GCC_NOTE = /^\S+:\d+(?::\d+)?: (?:note: |  +required (?:from|by) )/;

export const STATES = {
  /** A line that is not known to be of a kind. */
  plain: {},

  javaMessage: { next: java, message: "javaMessage", indented: "java" },
  java: { next: java },
  /** java.util.logging's first line: time, class and method. */
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
      [/^"""$/, "python"],
    ],
    blank: "pythonBlank",
  },
  pythonBlank: { next: [[CHAIN, "pythonChain"]], indented: false },
  pythonChain: { next: [[TRACEBACK, "python"]], blank: "pythonChain", indented: false },

  goPanic: { next: go, message: "goPanic", blank: "goBlank" },
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

  /** The place where Node says what it stopped at; behind it is the line of source. */
  node: { message: "nodeSource", indented: "nodeSource" },
  nodeSource: { next: [[/^\^+$/, "nodeSource"]], blank: "nodeBlank" },
  nodeBlank: { message: "nodeMessage", next: [[/^\w*Error\b|^Uncaught/, "nodeMessage"]], blank: "nodeBlank" },
  nodeMessage: { message: "nodeMessage", blank: "nodeEnd", indented: "nodeFrames" },
  nodeFrames: { blank: "nodeEnd" },
  nodeEnd: { next: [[/^Node\.js v\d|^\(Use `node --/, "plain"]], blank: "nodeEnd", indented: false },
  nodeWarning: { next: [[/^\(Use `.*node.* --trace-/, "plain"]] },

  /** "Error: x": of JavaScript, or of Rust's anyhow. */
  error: {
    next: [
      [/^Require stack:$|^- \//, "error"],
      [CARGO_CAUSES, "error"],
    ],
    blank: "errorBlank",
  },
  errorBlank: { next: [[CARGO_CAUSES, "error"]], indented: false },

  ruby: { message: "ruby", indented: "rubyFrames" },
  rubyFrames: { next: [[RUBY_THROWN, "ruby"]] },
  rubyTrace: { next: [[RUBY_FRAME, "rubyTrace"]] },
  rails: { next: [[RUBY_FRAME, "rubyTrace"]], blank: "rails" },

  phpMessage: { next: php, message: "phpMessage", blank: "phpBlank", indented: "php" },
  php: { next: php, blank: "phpBlank" },
  phpBlank: { next: php, indented: false },

  rustPanic: { message: "rust" },
  rust: { next: [[/^(?:stack backtrace:$|note: |fatal runtime error: )/, "rust"]] },
  rustc: {
    next: [
      [RUSTC_SOURCE, "rustc"],
      [/^(?:note|help): /, "rustc"],
    ],
  },

  terminate: { next: [[/^Aborted\b/, "plain"]] },
  sanitizerBegin: { next: [[/^(?:==\d+==|WARNING: )/, "sanitizer"]], indented: false },
  sanitizer: { next: [[/^==\d+==ABORTING$/, "plain"], ...sanitizer], blank: "sanitizerBlank" },
  sanitizerBlank: { next: sanitizer, blank: "sanitizerBlank" },
  gccIn: {
    next: [
      [GCC_FOUND, "gcc"],
      [/: undefined reference to /, "gccIn"],
    ],
  },
  gcc: { next: [[GCC_NOTE, "gcc"]] },

  postgres: {},
} as const satisfies Record<string, State>;

/** Lines that begin an event, whatever is before them. */
export const BEGINS: readonly (readonly [RegExp, StateName])[] = [
  [/^Exception in thread "/, "javaMessage"],
  [/^[A-Z][a-z]{2} \d{1,2}, \d{4},? \d{1,2}:\d\d:\d\d\s[AP]M \S/, "javaUtil"],
  [
    /^(?:Exception ignored in|Exception in (?:thread|callback) |Task exception was never retrieved|Future exception was never|Task was destroyed but|Unclosed |Process \S+:$|Error in (?:sys\.|atexit))/,
    "python",
  ],
  [/^(?:panic: |fatal error: )/, "goPanic"],
  [/^(?:\d{4}[/-]\d\d[/-]\d\d [\d:.]+ )?http: panic serving /, "goPanic"],
  [/^(?:SIG[A-Z]+: |unexpected fault address )/, "go"],
  [
    /^(?:(?:file:\/\/)?\/\S*\.[cm]?[jt]sx?|[A-Z]:\\.*\.[cm]?[jt]sx?|node:[\w/]+|\[eval\]|evalmachine\S*):\d+$/,
    "node",
  ],
  [/^\(node:\d+\) /, "nodeWarning"],
  [/^Unhandled [Ee]xception[.:]/, "java"],
  [RUBY_THROWN, "ruby"],
  [/^(?:[A-Z]\w*(?:::)?)+ \(.*\):$/, "rails"],
  [
    /^(?:\[[^\]]+\] )?(?:PHP )?(?:Fatal error|Parse error): |^\[[^\]]+\] [\w-]+\.[A-Z]+: .*"\[object\] \(/,
    "phpMessage",
  ],
  [/^thread '.*' (?:\(\d+\) )?(?:panicked at .*:\d+:\d+:$)/, "rustPanic"],
  [/^thread '.*' (?:\(\d+\) )?(?:panicked at |has overflowed)/, "rust"],
  [/^terminate called /, "terminate"],
  [/^={65}$|^={18}$/, "sanitizerBegin"],
  [/^==\d+==(?:ERROR|WARNING): |^\S+:\d+:\d+: runtime error: /, "sanitizer"],
  [/^(?:\S+: In |In file included from |\S+: At (?:global|top)|\S+ \S+: in function `)/, "gccIn"],
  [GCC_FOUND, "gcc"],
  [/^(?:error|warning)(?:\[\w+\])?: /, "rustc"],
];

/** Lines that go on with a record of a log right before them, and begin an event where there is none. */
export const JOINS: readonly (readonly [
  RegExp,
  StateName,
  (head: { level?: Level; text: string }, line: string) => boolean,
])[] = [
  [TRACEBACK, "python", isTrouble],
  [ASYNCIO, "python", isTrouble],
  [THROWN, "javaMessage", () => true],
  // Nest writes the message, and below it the stack, which begins with the message.
  [
    /^[\w$]*Error(?: \[\w+\])?: /,
    "error",
    (head, line) => isTrouble(head) && head.text.endsWith(line.replace(/^.*?: /, "")),
  ],
  [/^goroutine \d+ \[/, "go", isTrouble],
  [GO_STACK_FRAME, "goStack", isTrouble],
  [RUBY_FRAME, "rubyTrace", isTrouble],
  [PHP_PART, "php", () => true],
  [/^stack backtrace:$/, "rust", isTrouble],
];

function isTrouble({ level }: { level?: Level }): boolean {
  return level === "warn" || level === "error" || level === "fatal";
}

/** Frames and the like, by which the rest of an event is known whose begin is missing. */
export const REST: readonly (readonly [RegExp, StateName])[] = [
  [
    /^\s*at .*[()]|^\s*\.\.\. \d+ (?:more|common frames omitted)|^\s*(?:Caused by|Suppressed): \S|^\s*--- End of /,
    "java",
  ],
  [/^\s+File ".*", line \d+/, "pythonFrames"],
  [CHAIN, "pythonChain"],
  [/^ *[|+] (?:-+|Exception Group)/, "pythonFrames"],
  [/^\t\S+\.(?:go|s):\d+(?: \+0x[\da-f]+)?$|^created by /, "go"],
  [/^\s+from \S+:\d+:in /, "rubyFrames"],
  [/^#\d+ (?:\S+\(\d+\): |\{main\}|\[internal function\])/, "php"],
  [/^\s+#\d+ 0x[\da-f]+/, "sanitizer"],
  [/^\s+\d+: (?:0x[\da-f]+ - )?[\w<]|^\s+at (?:\/rustc\/|\.?\/\S+\.rs:)/, "rust"],
  [/^\s+(?:\||-->) |^\d+ \| /, "rustc"],
];
