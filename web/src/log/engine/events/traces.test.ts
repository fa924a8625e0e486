import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { grouped } from "../testing/grouped";

/** Of each file in traces, how many lines each event has, and how it begins; N stands for a number. */
const EVENTS = {
  cpp: [
    "3 terminate called after throwing an instance of 'std::runtime",
    "53 ============================================================",
    "1 ",
    "9 ============================================================",
    "6 trace.cpp:N:N: runtime error: signed integer overflow: N + N",
    "1 -N",
  ],
  dotnet: [
    "10 [N:N:N ERR] could not order",
    "1 [N:N:N INF] going on",
    "9 Unhandled exception. System.InvalidOperationException: order",
    "1 Aborted",
  ],
  gcc: [
    "6 faulty.cpp: In function ‘int total(std::vector<int>)’:",
    "3 faulty.cpp:N:N: warning: unused variable ‘unused’ [-Wunused-",
    "6 faulty.cpp: In function ‘void print()’:",
  ],
  "go-quit": ["116 SIGQUIT: quit"],
  go: [
    "11 panic: order failed [recovered]",
    "8 panic: runtime error: invalid memory address or nil pointer ",
    "15 fatal error: all goroutines are asleep - deadlock!",
    "1 N/N/N N:N:N started",
    "18 N/N/N N:N:N http: panic serving N.N.N.N:N: runtime error: in",
    "1 N/N/N N:N:N after the request",
    "6 N/N/N N:N:N ERROR recovered: boom",
    "1 N/N/N N:N:N done",
  ],
  "java-logback": [
    "1 N-N-N N:N:N,N INFO  [main] com.acme.Shop - started",
    "13 N-N-N N:N:N,N ERROR [main] com.acme.Shop - order failed",
    "1 N-N-N N:N:N,N WARN  [main] com.acme.Shop - going on",
    "3 N-N-N N:N:N,N WARN  [main] com.acme.Shop - nothing there",
    "3 N-N-N N:N:N,N WARN  [main] com.acme.Shop - nothing there aga",
    "1 N-N-N N:N:N,N INFO  [main] com.acme.Shop - done",
  ],
  java: [
    '17 Exception in thread "worker-N" java.lang.RuntimeException: o',
    "2 Nov N, N N:N:N PM Trace main",
    "19 Nov N, N N:N:N PM Trace main",
    "1 ",
    "2 Nov N, N N:N:N PM Trace main",
    '13 Exception in thread "main" java.lang.IllegalArgumentExceptio',
  ],
  kotlin: [
    '24 Exception in thread "DefaultDispatcher-worker-N" java.lang.I',
    '12 Exception in thread "main" kotlin.KotlinNullPointerException',
  ],
  node: [
    "19 Error: order failed",
    "1 after the first",
    "1 could not order: TypeError: no such order",
    "2 of two lines",
    "1 after the second",
    "11 [AggregateError: All promises were rejected] {",
    "1 after the third",
    "5 {",
    "1 after the object",
    "2 (node:N) DeprecationWarning: it is old",
    "8 <anonymous_script>:N",
    "24 /srv/shop/uncaught.cjs:N",
  ],
  "php-display": [
    "1 ",
    "1 Warning: Undefined variable $missing in /srv/shop/trace.php ",
    "1 ",
    "13 Fatal error: Uncaught DivisionByZeroError: Division by zero ",
  ],
  php: [
    "1 [N-N-N N:N:N] local.INFO: started  ",
    '11 [N-N-N N:N:N] local.ERROR: order failed {"exception":"[objec',
    "1 [N-N-N N:N:N] local.INFO: going on  ",
    "1 PHP Warning:  Undefined variable $missing in /srv/shop/trace",
    "1 ",
    "13 PHP Fatal error:  Uncaught DivisionByZeroError: Division by ",
  ],
  postgres: [
    "1 N-N-N N:N:N.N UTC [N] LOG:  starting PostgreSQL N.N (Debian ",
    '1 N-N-N N:N:N.N UTC [N] LOG:  listening on Unix socket "/srv/s',
    "1 N-N-N N:N:N.N UTC [N] LOG:  database system was shut down at",
    "1 N-N-N N:N:N.N UTC [N] LOG:  database system is ready to acce",
    "4 N-N-N N:N:N.N UTC [N] LOG:  statement: CREATE TABLE orders (",
    "4 N-N-N N:N:N.N UTC [N] ERROR:  duplicate key value violates u",
    '5 N-N-N N:N:N.N UTC [N] ERROR:  column "totals" does not exist',
    "5 N-N-N N:N:N.N UTC [N] LOG:  statement: CREATE FUNCTION pay(o",
    '5 N-N-N N:N:N.N UTC [N] ERROR:  new row for relation "orders" ',
    "1 N-N-N N:N:N.N UTC [N] LOG:  received fast shutdown request",
    "1 N-N-N N:N:N.N UTC [N] LOG:  aborting any active transactions",
    '1 N-N-N N:N:N.N UTC [N] LOG:  background worker "logical repli',
    "1 N-N-N N:N:N.N UTC [N] LOG:  shutting down",
    "1 N-N-N N:N:N.N UTC [N] LOG:  checkpoint starting: shutdown im",
    "1 N-N-N N:N:N.N UTC [N] LOG:  checkpoint complete: wrote N buf",
    "1 N-N-N N:N:N.N UTC [N] LOG:  database system is shut down",
  ],
  "pretty-json": ["1 INFO order received", "16 {", "16 INFO response: {", "34 [", "1 INFO done"],
  python: [
    "16 Traceback (most recent call last):",
    "1 the second line",
    "1 after what was chained",
    "17 Traceback (most recent call last):",
    "1 after what was while handling",
    "10 Traceback (most recent call last):",
    "1 after the syntax error",
    "5 Exception ignored in: <function Broken.__del__ at NxNfNdbNcN",
    "1 after what was ignored",
    "10 Exception in thread worker-N:",
    "1 after the thread",
    "27   + Exception Group Traceback (most recent call last):",
    "1 after the group",
    "18 N-N-N N:N:N,N ERROR root: order failed",
    "1 N-N-N N:N:N,N WARNING root: going on",
    "6 N-N-N N:N:N,N ERROR asyncio: Task exception was never retrie",
    "1 N-N-N N:N:N,N WARNING root: after the task",
    "6 Traceback (most recent call last):",
    "1 Order N",
    "1 of two",
    "1 lines",
  ],
  ruby: [
    "4 E, [N-N-NTN:N:N.N #N] ERROR -- : order failed (ArgumentError",
    "1 I, [N-N-NTN:N:N.N #N]  INFO -- : going on",
    "1   ",
    "5 ArgumentError (order failed):",
    "1 I, [N-N-NTN:N:N.N #N]  INFO -- : going on",
    "7 trace.rb:N:in `rescue in order': order failed (ArgumentError",
  ],
  rust: [
    "1 ",
    "16 thread 'worker-N' (N) panicked at trace.rs:N:N:",
    "1 after the thread",
    "1 ",
    "18 thread 'main' (N) panicked at trace.rs:N:N:",
    "1 ",
    "5 thread 'worker-N' (N) panicked at trace.rs:N:N:",
    "1 after the thread",
    "1 ",
    "2 thread 'main' (N) panicked at trace.rs:N:N:",
  ],
  rustc: [
    "13 error[EN]: mismatched types",
    "1 ",
    "5 error[EN]: mismatched types",
    "1 ",
    "1 error: aborting due to N previous errors",
    "1 ",
    "1 For more information about this error, try `rustc --explain ",
  ],
};
const TRACES = Object.keys(EVENTS) as (keyof typeof EVENTS)[];

/** Lines that have nothing to do with an event beside them. */
const ORDINARY = [
  "2024-05-01T12:00:00.000Z INFO  [main] com.acme.Shop - order 7 was paid",
  '{"level":"info","ts":1714564800.47,"msg":"handled request","status":200}',
  '10.2.3.4 - - [01/May/2024:12:00:00 +0000] "GET /x HTTP/1.1" 200 512',
  "GET /api/orders/7 200 12.345 ms - 512",
  "Connected to the database at postgres://db:5432/shop",
  "\x1b[32minfo\x1b[39m: compiled successfully in 123 ms",
  "INFO:root:started",
  "server is listening",
];

function linesOf(trace: string): string[] {
  const file = new URL(`traces/${trace}.txt`, import.meta.url);
  return readFileSync(file, "utf8").replace(/\n$/, "").split("\n");
}

function outline(events: string[][]): string[] {
  return events.map((lines) => `${lines.length} ${lines[0]!.replace(/\d+/g, "N").slice(0, 60)}`);
}

describe.each(TRACES)("EventGrouping, of what is in traces/%s.txt,", (trace) => {
  const lines = linesOf(trace);
  const events = grouped(lines);

  it("has what is of one event be one", () => {
    expect(outline(events)).toEqual(EVENTS[trace]);
  });

  it.each(ORDINARY)("joins none of it with %j", (ordinary) => {
    expect(grouped([ordinary, ...lines, ordinary])).toEqual([[ordinary], ...events, [ordinary]]);
  });

  it("has an event whose begin is missing join nothing that it doesn't join with it", () => {
    for (const [index, event] of events.entries()) {
      const after = events.slice(index + 1);
      for (let missing = 1; missing < event.length; missing++) {
        const rest = grouped([...event.slice(missing), ...ORDINARY.slice(0, 1), ...after.flat()]);
        expect(rest.slice(-after.length - 1)).toEqual([[ORDINARY[0]], ...after]);
      }
    }
  });

  it("has frames go on with frames, whatever is missing before them", () => {
    const frame =
      /^\s+at \S|^\s+from \S+:\d+:in|^\s+#\d+ 0x|^\s+\d+: \w|^#\d+ \S+\(\d+\): |^trace\.rb:\d+:in `[^']*'$/;
    for (const event of events) {
      for (let missing = 1; missing < event.length - 1; missing++) {
        if (!frame.test(event[missing]!) || !frame.test(event[missing + 1]!)) continue;
        expect(grouped(event.slice(missing, missing + 2))).toHaveLength(1);
      }
    }
  });

  it("is the same with what wraps it", () => {
    for (const wrapper of ["api_1  | ", "2024-05-01T12:00:00.000000000Z stderr F ", "[pod/web-1/app] "]) {
      const wrapped = (text: string) => wrapper + text;
      expect(grouped(lines.map(wrapped))).toEqual(events.map((event) => event.map(wrapped)));
    }
  });
});

it("EventGrouping remembers nothing of another's lines", async () => {
  const { EventGrouping } = await import("./event-grouping");
  const { levelOf } = await import("../store/level");
  const continued = (...traces: string[]) => {
    const groupings = traces.map((trace) => ({
      lines: linesOf(trace),
      grouping: new EventGrouping(),
      told: [] as boolean[],
    }));
    for (let index = 0; groupings.some(({ lines }) => index < lines.length); index++)
      for (const { lines, grouping, told } of groupings)
        if (index < lines.length)
          told.push(grouping.continues({ text: lines[index]!, at: 0, level: levelOf(lines[index]!) }));
    return groupings.map(({ told }) => told);
  };
  for (const trace of TRACES)
    for (const other of TRACES)
      expect(continued(trace, other)).toEqual([...continued(trace), ...continued(other)]);
});
