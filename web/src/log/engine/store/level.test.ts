import { describe, expect, it } from "vitest";
import type { Level } from "../protocol";
import { levelOf } from "./level";

type Form = [level: Level | undefined, line: string];

const levels: Form[] = (["trace", "debug", "info", "warn", "error", "fatal"] as const).map((level) => [
  level,
  level,
]);
const forms = (form: (name: string, index: number) => string, names: string): Form[] =>
  names.split(" ").map((pair, index) => {
    const [name, level = name] = pair.split("=");
    return [level as Level, form(name!, index)];
  });
const SIX = "trace debug info warn error fatal";

/** As the programs themselves have written it. */
const WRITERS: Record<string, Form[]> = {
  pino: levels.map(([level], at) => [
    level,
    `{"level":${10 * (at + 1)},"time":1795786694257,"pid":675,"hostname":"vm","user":{"level":"fatal"},"msg":"hello"}`,
  ]),
  "pino with levels of one's own": [
    ["warn", '{"level":45,"time":1795786694257,"pid":675,"hostname":"vm","msg":"hello"}'],
  ],
  "pino-pretty": forms((name) => `[13:38:14.697] ${name.toUpperCase()} (675): hello`, SIX),
  ECS: forms(
    (name) =>
      `{"log.level":"${name}","@timestamp":"2026-11-27T13:38:14.871Z","process.pid":675,"message":"hello"}`,
    SIX,
  ),
  bunyan: levels.map(([level], at) => [
    level,
    `{"name":"a","hostname":"vm","pid":675,"level":${10 * (at + 1)},"msg":"hello","time":"2026-11-27T13:38:15.476Z","v":0}`,
  ]),
  ...Object.fromEntries(
    [
      (name: string) => `{"level":"${name}","message":"hello"}`,
      (name: string) => `${name}: hello`,
      (name: string) => `2026-11-27T13:38:15.231Z ${name}: hello`,
      (name: string) => `{"@fields":{"level":"${name}"},"@message":"hello"}`,
      (name: string) => `2026-11-27T13:38:15.315Z [api] ${name}: hello`,
      (name: string) => `[${name}] 2026-11-27T13:38:15.319Z  hello`,
      (name: string) => `\x1b[31m${name}\x1b[39m:   hello`,
    ].map((form, at) => [
      `winston, form ${at + 1}`,
      forms(
        form,
        "error warn info http=info verbose=debug debug silly=trace emerg=fatal crit=fatal warning=warn",
      ),
    ]),
  ),
  log4js: forms(
    (name) => `[2026-11-27T13:38:15.701] [${name.toUpperCase()}] app - hello`,
    `${SIX} mark=info`,
  ),
  consola: [
    ...forms((name) => ` ${name.toUpperCase()}  hello`, "fatal error warn"),
    ...forms((name) => `[${name}] hello`, `${SIX} log=info success=info fail=error`),
    ["info", "ℹ hello"],
    ["error", "✖ hello"],
    [undefined, "✔ hello"],
  ],
  signale: ["", "[api] › "].flatMap((scope): Form[] => [
    ["error", `${scope}✖  error     hello`],
    ["debug", `${scope}⬤  debug     hello`],
    ["fatal", `${scope}✖  fatal     hello`],
    ["info", `${scope}ℹ  info      hello`],
    ["warn", `${scope}⚠  warning   hello`],
    [undefined, `${scope}✔  success   hello`],
  ]),
  npmlog: ["", "npm "].flatMap((heading) =>
    forms(
      (name) => `${heading}${name} prefix hello`,
      "sill=trace verb=debug info timing=info http=info notice=info WARN=warn warn ERR!=error error",
    ),
  ),
  tslog: [
    ...forms(
      (name) => `2026-11-27 13:38:16.764\t${name.toUpperCase()}\trun.mjs:14\thello`,
      `silly=trace ${SIX}`,
    ),
    ["trace", '{"message":"hello","level":"SILLY","levelId":0,"time":"2026-11-27T13:38:16.791Z"}'],
    ["warn", '{"0":"hello","_meta":{"logLevelId":4,"logLevelName":"WARN","runtime":"Nodejs"}}'],
  ],
  roarr: levels.map(([level], at) => [
    level,
    `{"context":{"logLevel":${10 * (at + 1)}},"message":"hello","sequence":"0","time":1795786696892,"version":"2.0.0"}`,
  ]),
  loglevel: forms((name) => `[13:38:16] ${name.toUpperCase()} (root): hello`, "trace debug info warn error"),
  LogTape: forms(
    (name) => `13:38:17.495 ${name} a·b hello`,
    "TRC=trace DBG=debug INF=info WRN=warn ERR=error FTL=fatal",
  ),
  Nest: [
    ...forms(
      (name) => `[Nest] 675  - 11/27/2026, 1:38:18 PM ${name.padStart(7)} [App] hello`,
      "LOG=info ERROR=error WARN=warn DEBUG=debug VERBOSE=debug FATAL=fatal",
    ),
    ["info", '{"level":"log","pid":675,"timestamp":1795786698739,"message":"hello","context":"App"}'],
  ],
  tracer: forms((name) => `2026-11-27T13:38:18+0000 <${name}> run.mjs:21 () hello`, SIX),
  debug: [
    [undefined, "2026-11-27T13:38:16.415Z app:server hello"],
    ["warn", "2026-11-27T13:38:16.415Z app:db:warn hello"],
    ["info", "  app:info hello"],
    ["error", "Sat, 28 Nov 2026 06:07:25 GMT app:error hello"],
  ],
  morgan: [
    ["error", "GET /x 503 1.234 ms - 12"],
    ["warn", '::1 - - [27/Nov/2026:13:38:18 +0000] "GET /404 HTTP/1.1" 404 9 "-" "curl/8"'],
    [undefined, "GET /x 200 1.234 ms - 12"],
  ],
  Node: [
    ["warn", "(node:12) [DEP0005] DeprecationWarning: Buffer() is deprecated"],
    ["warn", "(node:12) Warning: something is deprecated"],
    ["error", "Uncaught TypeError: x is not a function"],
    ["error", "TypeError: x is not a function"],
    ["fatal", "FATAL ERROR: Reached heap limit Allocation failed"],
    [undefined, "    at Pool.acquire (/srv/node_modules/pg-pool/index.js:45:11)"],
  ],
  "tools of JavaScript": [
    ["error", "a.ts(1,7): error TS2322: Type 'number' is not assignable to type 'string'."],
    ["error", "src/x.ts:1:2 - error TS2322: Type 'number' is not assignable"],
    ["error", "error TS5083: Cannot read file"],
    ["error", "  15:5  error  Unexpected console statement  no-console"],
    ["warn", "  15:5  warning  Unexpected console statement  no-console"],
    ["error", " FAIL  src/x.test.ts > sums"],
    ["error", "FAIL src/x.test.js"],
    ["warn", "[WARN] Unsupported engine for tslog@5.2.0"],
    ["error", " ERR_PNPM_NO_SCRIPT  Missing script: nosuch"],
    ["error", "npm ERR! code 1"],
    ["error", 'npm error Missing script: "nosuch"'],
    ["warn", "npm warn deprecated x"],
    ["error", " ⨯ Error: boom"],
    ["warn", " ⚠ Fast Refresh had to perform a full reload"],
  ],
  Python: [
    ...forms((name) => `${name}:root:hello`, "DEBUG=debug INFO=info WARNING=warn ERROR=error CRITICAL=fatal"),
    ["error", "2026-11-27 13:38:24,117 - x - ERROR - hello"],
    ["warn", "/srv/a.py:6: DeprecationWarning: old"],
    ["error", "Traceback (most recent call last):"],
    ["error", "ValueError: boom"],
    ["error", "ERROR: No matching distribution found for nosuch-pkg"],
    ["info", 'INFO:     127.0.0.1:52154 - "GET / HTTP/1.1" 404 Not Found'],
    ["info", "[2026-11-27 13:38:24 +0000] [7] [INFO] Listening at: http://0.0.0.0:8000"],
    ["warn", "[2026-11-27 13:38:24,117: WARNING/MainProcess] hello"],
    ["info", "[2026-11-27T13:38:24.117+0000] {taskinstance.py:12} INFO - hello"],
    ["debug", "12:00:00 | DEBUG    | app:main:12 - hello"],
    ["error", '{"text":"x","record":{"level":{"icon":"❌","name":"ERROR","no":40}}}'],
    ["warn", '{"levelname":"WARNING","levelno":30,"message":"x"}'],
    ["info", '{"levelno":20,"message":"x"}'],
    ["error", "FAILED tests/test_x.py::test_sum - assert 1 == 2"],
  ],
  "Java and .NET": [
    ["info", "2026-03-01 12:00:00,123 INFO  [main] o.e.App - started, ERROR pages are on"],
    ["info", "2026-03-01T12:00:00.123Z  INFO 1 --- [           main] c.e.App : Started App in 2 seconds"],
    ["error", "12:00:00.000 [main] ERROR c.x.Y -- hello"],
    ["error", "SEVERE: hello"],
    ["warn", "[Server thread/WARN]: Can't keep up!"],
    ["info", "[2026-03-01T12:00:00,000][INFO ][o.e.n.Node] [x] started"],
    ["error", "java.lang.NullPointerException: null"],
    ["error", "java.lang.IllegalStateException: closed"],
    ["error", 'Exception in thread "main" x'],
    ["error", "[\x1b[1;31mERROR\x1b[m] The goal you specified requires a project"],
    [
      "error",
      '{"startTime":"2026-11-27T13:38:15.701Z","level":{"level":40000,"levelStr":"ERROR"},"data":["x"]}',
    ],
    ["error", '{"@timestamp":"2026-11-27T13:38:15Z","level_value":40000,"level":"ERROR","message":"x"}'],
    ["info", "info: Microsoft.Hosting.Lifetime[0]"],
    ["error", "fail: Microsoft.AspNetCore.Server[13]"],
    ["trace", "trce: App[0]"],
    ["debug", "dbug: App[0]"],
    ["fatal", "crit: App[0]"],
    ["trace", '{"@t":"2026-03-01T12:00:00Z","@mt":"x","@l":"Verbose"}'],
    ["warn", '{"EventId":0,"LogLevel":"Warning","Category":"App","Message":"x"}'],
    ["error", "[12:00:00 ERR] hello"],
    ["fatal", "Unhandled exception. System.InvalidOperationException: boom"],
  ],
  "Go and Rust": [
    ...forms(
      (name) => `${name}[0012] hello`,
      "TRAC=trace DEBU=debug INFO=info WARN=warn ERRO=error FATA=fatal PANI=fatal",
    ),
    ["info", 'time=2026-03-01T12:00:00Z level=info msg="error budget is fine"'],
    ["info", 'time="2026-03-01T12:00:00Z" level=info msg="error budget is fine"'],
    ["warn", 'ts=1 lvl="warning" msg=x'],
    ["warn", "time=2026-03-01T12:00:00Z level=WARN+1 msg=x"],
    ["info", 'msg="set level=error" level=info'],
    ["info", "2024-05-01T12:00:00.000Z\tinfo\tmain.go:12\tERROR is only mentioned"],
    ["warn", "2024-05-01T12:00:00.000Z [WARN]  core: hello"],
    ["info", "I0102 12:00:00.000001       1 server.go:12] ERROR is only mentioned"],
    ["error", "E0102 12:00:00.000001       1 server.go:12] no leader"],
    ["warn", "2024-05-01 12:00:00.000000 W | etcdserver: hello"],
    ["error", '{"level":"ERROR+4","msg":"x"}'],
    ["fatal", '{"level":"dpanic","msg":"x"}'],
    ["debug", '{"@level":"debug","@message":"x","@module":"vault"}'],
    ["fatal", "panic: runtime error: index out of range"],
    ["fatal", "fatal error: all goroutines are asleep - deadlock!"],
    ["error", "--- FAIL: TestX (0.00s)"],
    ["error", "FAIL\texample.com/x\t0.012s"],
    ["error", '[GIN] 2024/05/01 - 12:00:00 | 503 |     1.2ms |       127.0.0.1 | GET      "/x"'],
    ["error", "error[E0308]: mismatched types"],
    ["warn", "warning: unused variable: `x`"],
    ["error", "error: could not find `Cargo.toml` in `/tmp`"],
    ["fatal", "thread 'main' panicked at src/main.rs:1:2:"],
    ["warn", "2024-05-01T12:00:00.000000Z  WARN app::db: hello"],
    ["error", "[2024-05-01T12:00:00Z ERROR app] hello"],
    ["info", '{"timestamp":"2024-05-01T12:00:00Z","level":"INFO","fields":{"message":"x","level":"error"}}'],
  ],
  "PHP and Ruby": [
    ["error", '[2024-05-01 12:00:00] local.ERROR: boom {"exception":1}'],
    ["fatal", "laravel.EMERGENCY: boom"],
    [
      "error",
      '{"message":"x","context":{},"level":400,"level_name":"ERROR","channel":"app","datetime":"2024-05-01"}',
    ],
    ["error", '{"message":"x","level":400,"channel":"app"}'],
    ["fatal", "[01-May-2024 12:00:00 UTC] PHP Fatal error:  Uncaught Error: boom in /srv/x.php:3"],
    ["warn", "PHP Warning:  Undefined variable $x in /srv/x.php on line 3"],
    ["error", "E, [2024-05-01T12:00:00.123456 #71] ERROR -- : boom"],
    ["info", "I, [2024-05-01T12:00:00.123456 #71]  INFO -- : ERROR is only mentioned"],
    ["error", '{:message=>"hello", :level=>:error, :line=>"11"}'],
    ["error", "2026-11-28 06:06:59 - RuntimeError - boom:"],
    ["error", "Completed 500 Internal Server Error in 12ms"],
  ],
  "servers and databases": [
    ["error", "2026/03/01 12:00:00 [error] 31#31: *1 open() failed"],
    ["fatal", "2026/11/27 13:38:47 [emerg] 1691#1691: open() failed"],
    ["error", "[Wed May 01 12:00:00.000 2024] [core:error] [pid 1] AH00126: Invalid URI"],
    ["info", "[NOTICE]   (1799) : haproxy version is 2.6.12"],
    ["fatal", "[ALERT]    (1799) : config : Cannot open configuration file"],
    ["info", "2024-05-01 12:00:00 UTC [71] LOG:  database system is ready"],
    ["error", '2024-05-01 12:00:00 UTC [71] ERROR:  relation "x" does not exist at character 15'],
    ["fatal", "2026-03-01 12:00:00 UTC [12] FATAL:  the database system is starting up"],
    ["warn", "1:M 01 May 2024 12:00:00.000 # Warning: no config file specified"],
    ["info", "1:M 01 May 2024 12:00:00.000 * Ready to accept connections"],
    ["warn", "2024-05-01T12:00:00.000000Z 0 [Warning] [MY-010068] [Server] CA certificate is self signed."],
    ["info", "2024-05-01 12:00:00 0 [Note] mariadbd: ready for connections."],
    ["info", "2024-05-01T12:00:00.000+0000 I NETWORK  [conn1] end connection"],
    ["warn", '{"t":{"$date":"2024-05-01T12:00:00.000+00:00"},"s":"W","c":"NETWORK","id":1,"msg":"x"}'],
    ["debug", '{"t":{"$date":"2024-05-01T12:00:00.000+00:00"},"s":"D2","c":"REPL","id":1,"msg":"x"}'],
    ["info", "2024-05-01 12:00:00.000000+00:00 [info] <0.1.0> started"],
    ["error", '10.2.3.4 - - [01/May/2024:12:00:00 +0000] "GET /x HTTP/1.1" 503 12'],
    ["warn", '10.2.3.4 - - [01/May/2024:12:00:00 +0000] "GET /x HTTP/1.1" 404 12'],
    [undefined, '10.2.3.4 - - [01/May/2024:12:00:00 +0000] "GET /ERROR HTTP/1.1" 200 503'],
    ["error", `10.2.3.4 "GET /${"x".repeat(500)} HTTP/1.1" 500 12`],
  ],
  "one letter": [
    ...forms(
      (name) => `[06:01:03.419 +00:00] [net] [${name}] [thread 29414] hello`,
      "T=trace D=debug I=info N=info W=warn E=error C=fatal",
    ),
    ["error", "E1128 06:01:03.419344 29414 hello"],
    ["error", "E20261128 06:01:04.144465 29421 a.cpp:4] hello"],
    ["warn", "2026-11-28 06:01:13.2 [29473:db:W] hello"],
    ["warn", "2026/11/28 06:21:36 socat[15762] W hello"],
    [undefined, "[06:01:03] [net] [up] hello"],
    ["warn", "[W] hello"],
    [undefined, "array[T] [E] is full"],
    [undefined, "[x] hello"],
  ],
  GLib: [
    ["debug", "(process:29482): app-DEBUG: 06:01:13.415: hello"],
    ["info", "app-Message: 06:01:13.415: hello"],
    ["info", "** Message: 06:01:13.415: hello"],
    ["warn", "(process:29482): app-WARNING **: 06:01:13.415: hello"],
    ["fatal", "(process:29482): app-CRITICAL **: 06:01:13.415: hello"],
  ],
  "compilers, shells and tools": [
    ["error", "main.c:3:5: error: expected ';'"],
    ["warn", "main.c:3:5: warning: unused variable"],
    ["fatal", "main.c:1:10: fatal error: x.h: No such file or directory"],
    ["error", "A.java:1: error: incompatible types: String cannot be converted to int"],
    ["error", "make: *** [Makefile:2: all] Error 1"],
    ["error", "curl: (7) Failed to connect to 127.0.0.1 port 9"],
    ["error", "E: Unable to locate package nosuchpkg"],
    ["error", "dpkg: error: cannot access archive"],
    ["error", "psql: error: connection to server failed"],
    ["error", "CMake Error: The source directory does not exist."],
    ["error", "Error: reading config file: open /nonexist: no such file or directory"],
    ["error", "Error response from daemon: No such container"],
    ["error", "4057F12D967F0000:error:80000002:system library:file_open"],
    ["fatal", "fatal: not a git repository"],
    ["error", "[2293:2331:1127/133915.574997:ERROR:dbus/bus.cc:405] Failed to connect to the bus"],
    ["error", "##[error]Process completed with exit code 1."],
    ["warn", "::warning file=a.js,line=1::hello"],
    ["error", "> Task :app:compileJava FAILED"],
    ["error", "╷\n│ Error: Invalid reference".split("\n")[1]!],
    ["fatal", "Segmentation fault (core dumped)"],
  ],
  "what wraps others": [
    ["error", "<11>Mar  1 12:00:00 host app: x"],
    ["info", "<134>1 2026-03-01T12:00:00Z host app - - - ERROR is only mentioned"],
    ["warn", "Mar  1 12:00:00 host app[12]: W0102 12:00:00.000001 1 x.go:1] hello"],
    ["warn", 'caddy_1  | {"level":"warn","ts":1714564800.1,"msg":"x"}'],
    ["error", '2024-05-01T12:00:00.000000000Z stderr F {"level":"error","msg":"x"}'],
    ["warn", "[pod/web-1/app] WARN hello"],
    ["error", '{"log":"ERROR hello\\n","stream":"stderr","time":"2024-05-01T12:00:00Z"}'],
    ["error", '{"log":{"level":"error"},"message":"x"}'],
    ["error", '{"PRIORITY":"3","MESSAGE":"x"}'],
    ["warn", '{"severityText":"WARN","body":"x"}'],
    ["error", '{"severityNumber":17,"body":"x"}'],
    ["error", '{"time":1,"severity": "ERROR"}'],
    ["error", '{"version":"1.1","host":"x","short_message":"y","level":3}'],
    ["info", '{"user":{"level":"fatal"},"level":"info"}'],
    ["info", '{"level":"info","message":"\\"level\\":\\"error\\""}'],
    ["error", '2024-05-01T12:00:00.000Z\tf00\tERROR\t{"level":"info"}'],
  ],
  "what is none": [
    [undefined, '{"battery":{"level":55}}'],
    [undefined, '{"level":55}'],
    [undefined, '{"level":"upper","floor":3}'],
    [undefined, '{"message":"ERROR"}'],
    [undefined, '{"error":null,"failed":0}'],
    [undefined, "Compiled with 0 errors and 0 warnings"],
    [undefined, "Done. 0 ERROR, NO WARN"],
    [undefined, "Errors: 0, Warning: 0, error: none"],
    [undefined, "error: null"],
    [undefined, "failed=0 error=null"],
    [undefined, "no error: all is well"],
    [undefined, "GET /errors?level=error 200"],
    [undefined, "node app.js --log-level=debug --port=80"],
    [undefined, "Started in DEBUG mode"],
    [undefined, "information about warnings, and an error handler"],
    [undefined, "TERROR INFORMED DEBUGGER"],
    [undefined, "1920 × 1080 pixels"],
    [undefined, "entered the ERROR state [error]"],
    [undefined, "please note: it is full"],
    [undefined, "There was 1 error:"],
    [undefined, "see TypeError - it is explained there"],
    [undefined, "fan (2) note the time"],
    [undefined, "[config] loaded"],
    [undefined, `${"x ".repeat(100)} ERROR far behind`],
    [undefined, ""],
  ],
};

describe("levelOf", () => {
  it.each(Object.entries(WRITERS))("knows the levels of %s", (_, forms) => {
    expect(forms.map(([, line]) => [levelOf(line), line])).toEqual(forms);
  });

  it("has what PostgreSQL says more of a line be of that line's level", () => {
    const line = "2024-05-01 12:00:00 UTC [71] STATEMENT:  SELECT 1 AS error";
    expect(levelOf(line, "error")).toBe("error");
    expect(levelOf(line, "info")).toBe("info");
    expect(levelOf(line)).toBeUndefined();
  });

  it("takes a hostile line in time that grows with its length, not with its square", () => {
    // With the square, the runner's own time limit ends this.
    const units = [
      "A",
      "[",
      "{",
      '{"level":',
      '{"a":[',
      " ",
      "level=",
      "x.Error",
      "a | ",
      "GET ",
      "Ab cd ",
      '" ',
      "- ",
    ];
    for (const unit of units) levelOf(unit.repeat(1_000_000));
    levelOf(`{"a":${"[".repeat(1_000_000)}`);
  });
});
