import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { levelOf } from "../store/level";
import { plainText } from "../store/plain-text";
import { COLLECTED } from "../testing/collected-lines";
import { grouped } from "../testing/grouped";
import { EVENT_LINES, EventGrouping } from "./event-grouping";

/** Events as they are expected, one in each text. */
function expectEvents(...events: string[]): void {
  const lines = events.map((event) => event.split("\n"));
  expect(grouped(lines.flat())).toEqual(lines);
}

describe("EventGrouping, of lines that are indented,", () => {
  it("has them go on with the line before", () => {
    expectEvents("Listening on\n  http://127.0.0.1:3000\n\thttp://10.2.3.4:3000", "ready");
  });

  it("has those with a time or a level of their own be events", () => {
    expectEvents(
      "started",
      "  12:00:00 first",
      "  2024-05-01 12:00:00 second",
      "   INFO 12:00 third",
      " WARN  fourth",
    );
    expectEvents(
      "started",
      " Error     disk is full",
      "\x1b[44m\x1b[37m Info      \x1b[39m\x1b[49m disk is full",
    );
  });

  it("takes what only looks like a level for none", () => {
    expectEvents(
      "{\n  INFO: 3,\n  ERROR: 'x'\n}",
      'Traceback (most recent call last):\n  File "x.py", line 1, in x\n    ERROR = 1 / 0\nZeroDivisionError: division by zero',
    );
  });

  it("has none go on with one that is no deeper and has nothing above it", () => {
    expectEvents(
      "",
      "  <-- GET /",
      "  --> GET / 200 3ms",
      "  <-- GET /x\n    of two lines",
      "  --> GET /x 404 1ms",
    );
  });

  it("has none go on with a blank line", () => {
    expectEvents("started", "", "  indented");
  });

  it("ends an event after two seconds without a line of it", () => {
    expect(grouped(["head", "\ta", "\tb"], 1_000)).toHaveLength(1);
    expect(grouped(["head", "\ta", "\tb"], 2_001)).toHaveLength(3);
  });

  it("has a program that indents all but its first line be no endless event", () => {
    const lines = Array.from({ length: 100 }, (_, index) => `  --> GET /${index}`);
    expect(grouped(["started", ...lines], 500).length).toBeGreaterThan(90);
  });
});

describe("EventGrouping, of programs that there is no trace of,", () => {
  it.each([
    [
      "Kotlin's coroutines, by their documentation",
      'Exception in thread "main" java.lang.ArithmeticException: / by zero\n\tat MainKt.main(Main.kt:3)\n\tSuppressed: kotlinx.coroutines.internal.DiagnosticCoroutineContextException: [StandaloneCoroutine{Cancelling}@47986466, Dispatchers.Default]',
    ],
    [
      "Spring Boot",
      "2024-05-01T12:00:00.123Z ERROR 1 --- [main] o.s.b.SpringApplication : Application run failed\n\norg.springframework.x.BeanCreationException: Error creating bean",
    ],
    [
      "logback, with packaging data",
      "12:00:00.000 [main] ERROR c.x.Y -- hello\njava.lang.IllegalStateException: closed\n\tat c.x.Y.main(Y.java:3) ~[classes/:na]\nWrapped by: java.io.IOException: reset\n\t... 3 common frames omitted",
    ],
    [
      "Java's launcher",
      "Error: Could not find or load main class Nope\nCaused by: java.lang.ClassNotFoundException: Nope",
    ],
    [
      "Serilog",
      "[12:00:00 ERR] order failed\nSystem.AggregateException: One or more errors occurred. (boom)\n ---> System.Exception: boom\n   at Shop.Order.Pay() in /src/Order.cs:line 12\n--- End of stack trace from previous location ---\n   at Shop.Main()\n   --- End of inner exception stack trace ---",
    ],
    [
      "zap",
      "2024-05-01T12:00:00.000Z\tERROR\tapp/main.go:12\torder failed\nmain.main\n\t/src/app/main.go:12\nruntime.main\n\t/usr/local/go/src/runtime/proc.go:250",
    ],
    [
      "pkg/errors",
      "2024/05/01 12:00:00 ERROR order failed\ngithub.com/acme/shop/orders.(*Service).Pay\n\t/src/orders/pay.go:12\nmain.main\n\t/src/main.go:7",
    ],
    [
      "Go's race detector",
      "==================\nWARNING: DATA RACE\nWrite at 0x00c0000140a8 by goroutine 7:\n  main.main.func1()\n      /src/main.go:9 +0x38\n\nPrevious write at 0x00c0000140a8 by main goroutine:\n  main.main()\n      /src/main.go:12 +0xa4\n\nGoroutine 7 (running) created at:\n  main.main()\n      /src/main.go:8 +0x7a\n==================",
    ],
    ["go run", "panic: boom\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:3 +0x27\nexit status 2"],
    [
      "anyhow",
      "Error: could not start\n\nCaused by:\n    0: reading shop.toml\n    1: No such file or directory (os error 2)\n\nStack backtrace:\n   0: anyhow::error::<impl anyhow::Error>::msg\n             at ./src/main.rs:3:5",
    ],
    [
      "Rust before 1.73",
      "thread 'main' panicked at 'boom', src/main.rs:2:5\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
    ],
    [
      "Nest",
      "\x1b[31m[Nest] 71  - 05/01/2024, 12:00:00 PM \x1b[39m\x1b[31m  ERROR\x1b[39m [ExceptionsHandler] boom\nError: boom\n    at OrderService.pay (/srv/shop/dist/order.service.js:12:11)",
    ],
    [
      "Node, of a module that is not there",
      "node:internal/modules/cjs/loader:1210\n  throw err;\n  ^\n\nError: Cannot find module './order'\nRequire stack:\n- /srv/shop/index.js\n    at Module._resolveFilename (node:internal/modules/cjs/loader:1207:15) {\n  code: 'MODULE_NOT_FOUND',\n  requireStack: [ '/srv/shop/index.js' ]\n}\n\nNode.js v20.20.2",
    ],
    [
      "Node, of what is no error",
      "node:internal/process/promises:288\n            triggerUncaughtException(err, true /* fromPromise */);\n            ^\n\n[UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch block.] {\n  code: 'ERR_UNHANDLED_REJECTION'\n}\n\nNode.js v20.20.2",
    ],
    [
      "Python, of a program that it can't read",
      '  File "/srv/shop/trace.py", line 3\n    x = = 1\n        ^\nSyntaxError: invalid syntax',
    ],
    [
      "asyncio without logging",
      "Task exception was never retrieved\nfuture: <Task finished name='Task-2' exception=OSError()>\nTraceback (most recent call last):\n  File \"x.py\", line 3, in task\n    raise OSError\nOSError",
    ],
    ["Ruby, of a message of two lines", "x.rb:1:in `f': one (RuntimeError)\ntwo\n\tfrom x.rb:3:in `<main>'"],
    [
      "PHP, of a message of two lines",
      "PHP Fatal error:  Uncaught Exception: one\ntwo in /srv/shop/x.php:3\nStack trace:\n#0 {main}\n  thrown in /srv/shop/x.php on line 3",
    ],
    ["ld", "/usr/bin/ld: /tmp/x.o: in function `main':\nx.c:(.text+0x5): undefined reference to `f'"],
    [
      "systemd's journal",
      'May  1 12:00:00 host app[12]: Traceback (most recent call last):\nMay  1 12:00:00 host app[12]:   File "x.py", line 3, in x\nMay  1 12:00:01 host app[12]:     f()\nMay  1 12:00:01 host app[12]: OSError: reset',
    ],
    [
      "PostgreSQL, with the error's place",
      "2024-05-01 12:00:00 UTC [71] ERROR:  boom\n2024-05-01 12:00:00 UTC [71] CONTEXT:  PL/pgSQL function f() line 3 at RAISE\n2024-05-01 12:00:00 UTC [71] LOCATION:  exec_stmt_raise, pl_exec.c:3906\n2024-05-01 12:00:00 UTC [71] STATEMENT:  SELECT\n\t\n\tf();",
    ],
  ])("groups what %s would write", (name, event) => {
    const blank = name === "Spring Boot"; // its blank line is between head and trace, where nothing tells of what follows
    if (blank) expect(grouped(event.split("\n"))).toHaveLength(3);
    else expectEvents("server is listening", event, "server is listening");
  });

  it("has the lines of a message between what was thrown and its frames be of it, if they come at once", () => {
    const trace = ["12:00:00 ERROR x", "a.b.CException: one", "two", "three", "\tat a.B.c(B.java:1)"];
    expect(grouped(trace)).toHaveLength(1);
    expect(grouped(trace, 100)).toHaveLength(3);
  });

  it("has the notes of an exception be of it only in a log whose lines have times", () => {
    const trace = 'Traceback (most recent call last):\n  File "x.py", line 3, in x\n    f()\nValueError: one';
    expectEvents(
      `2024-05-01 12:00:00,000 ERROR root: failed\n${trace}\na note`,
      "2024-05-01 12:00:00,001 INFO root: x",
    );
    expectEvents(trace, "a note");
  });
});

describe("EventGrouping", () => {
  it("has no line go on with another process's, or container's", () => {
    expectEvents(
      "2024-05-01 12:00:00 UTC [71] ERROR:  x",
      "2024-05-01 12:00:00 UTC [72] DETAIL:  y",
      "2024-05-01 12:00:00 UTC [71] DETAIL:  z",
    );
    expectEvents("api_1  | started", "db_1   |   indented", "api_1  |   indented\napi_1  |     more");
  });

  it("has a warning or a plain line be no part of a crash behind it", () => {
    const crash = 'Traceback (most recent call last):\n  File "x.py", line 3, in x\nValueError: one';
    for (const head of ["INFO:root:started", "WARNING:root:old", "2024-05-01 12:00:00 started", "started"])
      expectEvents(head, crash);
    expectEvents(`ERROR:root:failed\n${crash}`);
    expectEvents("12:00:00 ERROR failed", "panic: boom");
    expectEvents("started", "x.y.ZException: one\n\tat x.y.A.b(A.java:1)");
    expectEvents('{"level":"error","msg":"failed"}', "x.y.ZException: one");
  });

  it("has only a line of closing brackets close what a line has opened", () => {
    expectEvents("config: {\n  a: 1\n}", "}", "list: [\n  1\n];", "f(\n  1\n)", "{}", "]");
    expectEvents("config: {", "ready", "}");
  });

  it("ends an event where a blank line has none of its kind behind it", () => {
    expectEvents(
      "panic: boom\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:3 +0x27\n",
      "  indented",
      "started",
    );
    expectEvents(
      'Exception in thread "main" x.Y: z\n\tat a.B.c(B.java:1)',
      "",
      "\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:2)",
    );
  });

  it("has the parts into which a container's runtime has cut a line be one", () => {
    const [begin, end] = [
      '2024-05-01T12:00:00.000000000Z stdout P {"a":',
      "2024-05-01T12:00:00.000000000Z stdout F 1}",
    ];
    expectEvents(`${begin}\n${begin}\n${end}`, end, "2024-05-01T12:00:00.000000000Z stderr F x");
  });

  it("looks through colours", () => {
    expectEvents(
      '\x1b[31mException in thread "main" x.Y: z\x1b[0m\n\x1b[31m\tat a.B.c(B.java:1)\x1b[0m\n\x1b[31mCaused by: x.Z: z\x1b[0m\n\t... 1 more',
      "done",
    );
  });

  it("ends an event of too many lines, and begins the next", () => {
    const frames = Array.from({ length: 2 * EVENT_LINES }, (_, index) => `\tat a.B.c(B.java:${index})`);
    expect(grouped(["x.y.ZException: deep", ...frames]).map(({ length }) => length)).toEqual([
      EVENT_LINES,
      EVENT_LINES,
      1,
    ]);
  });

  // nginx, morgan, vitest, tables, ls, progress, Redis, systemd, klog
  const ORDINARY = `
2024/05/01 12:00:00 [error] 31#31: *1 open() "/usr/share/nginx/html/x" failed (2: No such file or directory)
2024/05/01 12:00:00 [notice] 1#1: using the "epoll" event method
GET /api/orders/7 200 12.345 ms - 512
GET /api/orders/8 500 1.345 ms - 12
::1 - - [01/May/2024:12:00:00 +0000] "GET / HTTP/1.1" 500 12
Test Files  2 passed (2)
---- -------- -----
NAME    READY   STATUS    RESTARTS   AGE
web-1   1/1     Running   0          3m
+----+------+
| id | name |
(1 row)
total 24
drwxr-xr-x 2 root root 4096 May  1 12:00 bin
-rw-r--r-- 1 root root  512 May  1 12:00 x.txt:3
lrwxrwxrwx 1 root root    7 May  1 12:00 lib -> usr/lib
Downloading 10 %
[########............] 40 %
1:M 01 May 2024 12:00:00.000 * Ready to accept connections
1:M 01 May 2024 12:00:00.000 # Warning: no config file specified
[  OK  ] Started Daily apt download activities.
[FAILED] Failed to start nginx.service.
I0501 12:00:00.000001       1 server.go:12] Starting controller
E0501 12:00:00.000001       1 server.go:13] no leader
=================================
#1 is the first
#0 is none
note: this is one
help: there is none
at last
} else {
at home (in bed)
main.main
/srv/shop/index.js
src/app.ts:12
done
Done:
foo.bar.Baz
Error: boom
Error: boom
error: boom
TypeError: x is not a function
from here
created by nobody
goroutines: 12
Stack: none
Next step: build
... 3 more items
exit status 1
{"level":"info"}
{
[
-----BEGIN CERTIFICATE-----
a { b
task: lint
future: bright
12 | three
^
"""`
    .trim()
    .split("\n");
  // These say of what they are in so many words.
  const PARTS = /^(?:Traceback |Caused by: |node:internal|main\.main$|Error: boom$)/;

  it("joins no two lines that have nothing to do with each other", () => {
    const lines = [
      ...ORDINARY,
      ...Object.values(COLLECTED).flatMap((lines) => lines.map(([, line]) => line)),
    ];
    const single = lines.filter((line) => !/^\s/.test(plainText(line)) && !PARTS.test(line));
    const joined = single
      .flatMap((first) => single.map((second) => [first, second]))
      .filter((pair) => grouped(pair).length === 1);
    expect(joined).toEqual([]);
    expect(grouped(single)).toHaveLength(single.length);
  });

  const text = fc.oneof(
    fc.constantFrom(...ORDINARY),
    fc.constantFrom(
      "Traceback (most recent call last):",
      '  File "x", line 1',
      "ValueError: x",
      "",
      " ",
      "\tat a.b(C:1)",
      "panic: x",
      "goroutine 1 [running]:",
      "{",
      "}",
      "Caused by: x",
      "thread 'a' panicked at a:1:2:",
      "\t/x.go:1 +0x1",
      "12:00:00 ERROR x",
      "Error: x",
      "/a.js:1",
      "    ^",
    ),
    fc.string({ unit: fc.constantFrom(..."aA.: 0/\t(){}[]|-`'\"#=\x1b\u2028😀"), maxLength: 60 }),
  );
  const line = fc.record({ text, later: fc.constantFrom(0, 0, 0, 1, 100, 3_000) });

  it("has no event be of more lines than there may be, nor begin with what goes on, nor go on with a time", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 200 }), (lines) => {
        const grouping = new EventGrouping();
        let [at, length] = [0, 0];
        for (const { text, later } of lines) {
          at += later;
          const continues = grouping.continues({ text, at, level: levelOf(text) });
          if (length === 0 || later > 2_000 || /^\s*\d\d:\d\d:\d\d |^2024[/-]/.test(text))
            expect(continues).toBe(false);
          length = continues ? length + 1 : 1;
          expect(length).toBeLessThanOrEqual(EVENT_LINES);
        }
      }),
    );
  });

  it("decides on a hostile line in time that does not grow with it", () => {
    // With the square of its length, or of what is looked at, the runner's own time limit ends this.
    const units = [
      "A",
      "a.",
      "A::",
      "(A",
      "/",
      "a/",
      "a:1:",
      "(",
      "[",
      "{",
      " ",
      "\t",
      ":  ",
      "1 ",
      "a (1) ",
      "=",
      "#1 ",
      "\x1b[31m",
      "at ",
      "\u00b7",
    ];
    for (const head of ["", "A", "/", "  ", "12:00:00 ERROR x\n", "Error: ", "thread '", "#0 "]) {
      for (const unit of units) {
        const grouping = new EventGrouping();
        grouping.continues({ text: "12:00:00 ERROR x", at: 0, level: "error" });
        const text = head + unit.repeat(1_000_000 / unit.length);
        for (let times = 0; times < 10; times++) grouping.continues({ text, at: 0 });
      }
    }
  });
});
