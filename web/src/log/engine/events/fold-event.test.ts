import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grouped } from "../testing/grouped";
import { foldEvent } from "./fold-event";

function eventOf(trace: string, head: string): string[] {
  const lines = readFileSync(new URL(`traces/${trace}.txt`, import.meta.url), "utf8").split("\n");
  return grouped(lines).find(([first]) => first!.includes(head))!;
}

/** What is in sight of it, without what it is indented by; N stands for a number. */
function shown(lines: string[]): string[] {
  const folded = foldEvent(lines);
  return lines
    .filter((_, index) => !folded[index]!.folded)
    .map((line) => line.trim().replace(/\d+/g, "N").slice(0, 60));
}

describe("foldEvent", () => {
  it.each<[trace: string, head: string, shown: string[]]>([
    [
      "java",
      "worker-1",
      [
        'Exception in thread "worker-N" java.lang.RuntimeException: o',
        "at Trace.order(Trace.java:N)",
        "Caused by: java.lang.IllegalStateException: no number",
        "at Trace$Connection.query(Trace.java:N)",
        "at Trace.order(Trace.java:N)",
        "Suppressed: java.io.IOException: connection reset",
        "at Trace$Connection.close(Trace.java:N)",
        "Caused by: java.lang.NumberFormatException: For input string",
      ],
    ],
    [
      "java-logback",
      "ERROR",
      [
        "N-N-N N:N:N,N ERROR [main] com.acme.Shop - order failed",
        "java.io.UncheckedIOException: could not read",
        "the second line of it",
        "at Logback.main(Logback.java:N)",
        "Caused by: java.io.IOException: java.lang.IndexOutOfBoundsEx",
        "Caused by: java.lang.IndexOutOfBoundsException: Index N out ",
        "at Logback.main(Logback.java:N)",
      ],
    ],
    [
      "kotlin",
      "DefaultDispatcher",
      [
        'Exception in thread "DefaultDispatcher-worker-N" java.lang.I',
        "at TraceKt$main$N$job$N.invokeSuspend(trace.kt:N)",
        "Caused by: java.lang.NumberFormatException: For input string",
        "at Order.total(trace.kt:N)",
        "at Order$total$N.invokeSuspend(trace.kt)",
      ],
    ],
    [
      "python",
      "ERROR root",
      [
        "N-N-N N:N:N,N ERROR root: order failed",
        'File "/srv/shop/trace.py", line N, in chained',
        'parse("x")',
        'File "/srv/shop/trace.py", line N, in parse',
        "return int(text)",
        "ValueError: invalid literal for int() with base N: 'x'",
        "RuntimeError: could not parse",
      ],
    ],
    [
      "python",
      "worker-1",
      [
        "Exception in thread worker-N:",
        'File "/srv/shop/trace.py", line N, in parse',
        "return int(text)",
        "ValueError: invalid literal for int() with base N: 'x'",
      ],
    ],
    [
      "python",
      "Group",
      [
        "+ Exception Group Traceback (most recent call last):",
        '|   File "/srv/shop/trace.py", line N, in shown',
        "|     function()",
        "| ExceptionGroup: several failed (N sub-exceptions)",
        "| ValueError: invalid literal for int() with base N: 'a'",
        "| ValueError: invalid literal for int() with base N: 'b'",
        "| ExceptionGroup: more of them (N sub-exception)",
        "| KeyError: 'k'",
      ],
    ],
    [
      "go",
      "nil pointer",
      [
        "panic: runtime error: invalid memory address or nil pointer ",
        "[signal SIGSEGV: segmentation violation code=NxN addr=NxN pc",
        "main.(*order).pay(...)",
        "/srv/shop/trace.go:N",
        "main.main()",
        "/srv/shop/trace.go:N +NxNd",
      ],
    ],
    [
      "go",
      "serving",
      [
        "N/N/N N:N:N http: panic serving N.N.N.N:N: runtime error: in",
        "main.(*order).pay(...)",
        "/srv/shop/trace.go:N",
        "main.main.funcN({NxNaNcN, NxcN}, NxNfNebNeN)",
        "/srv/shop/trace.go:N +NxN",
      ],
    ],
    [
      "go-quit",
      "SIGQUIT",
      [
        "SIGQUIT: quit",
        "PC=NxN m=N sigcode=N",
        "main.main()",
        "/srv/shop/trace.go:N +NxcN fp=NxcNcNfN sp=NxcNcNefN pc=NxN",
        "main.main.funcN()",
        "/srv/shop/trace.go:N +NxN fp=NxcNeN sp=NxcNcN pc=NxN",
        "created by main.main",
        "/srv/shop/trace.go:N +NxbN",
      ],
    ],
    [
      "node",
      "uncaught.cjs",
      [
        "/srv/shop/uncaught.cjs:N",
        'throw new Error("order failed", { cause });',
        "^",
        "Error: order failed",
        "at Object.<anonymous> (/srv/shop/uncaught.cjs:N:N)",
        "[cause]: Error: no money",
        "at pay (/srv/shop/uncaught.cjs:N:N)",
        "at Object.<anonymous> (/srv/shop/uncaught.cjs:N:N)",
      ],
    ],
    [
      "node",
      "AggregateError",
      [
        "[AggregateError: All promises were rejected] {",
        "[errors]: [",
        "Error: order failed",
        "at order (file:///srv/shop/trace.mjs:N:N)",
        "at file:///srv/shop/trace.mjs:N:N {",
        "[cause]: [Error]",
        "RangeError: too many",
        "at file:///srv/shop/trace.mjs:N:N",
      ],
    ],
    [
      "dotnet",
      "Unhandled",
      [
        "Unhandled exception. System.InvalidOperationException: order",
        "---> System.FormatException: Input string was not in a corre",
        "at Trace.Order(IntN id)",
        "at Trace.Order(IntN id)",
        "at Trace.Main()",
      ],
    ],
    [
      "ruby",
      "trace.rb",
      [
        "trace.rb:N:in `rescue in order': order failed (ArgumentError",
        "from trace.rb:N:in `order'",
        "from trace.rb:N:in `<main>'",
        "/usr/lib/ruby/N.N.N/json/common.rb:N:in `parse': N: unexpect",
        "from trace.rb:N:in `order'",
        "from trace.rb:N:in `<main>'",
      ],
    ],
    [
      "php",
      "Fatal",
      [
        "PHP Fatal error:  Uncaught DivisionByZeroError: Division by ",
        "#N /srv/shop/trace.php(N): intdiv()",
        "#N /srv/shop/trace.php(N): array_map()",
        "Next RuntimeException: order failed in /srv/shop/trace.php:N",
        "#N /srv/shop/trace.php(N): array_map()",
      ],
    ],
    [
      "php",
      "local.ERROR",
      [
        '[N-N-N N:N:N] local.ERROR: order failed {"exception":"[objec',
        "#N /srv/shop/trace.php(N): order()",
        "[previous exception] [object] (DivisionByZeroError(code: N):",
        "#N /srv/shop/trace.php(N): intdiv()",
        "#N /srv/shop/trace.php(N): order()",
      ],
    ],
    [
      "rust",
      "main",
      [
        "thread 'main' (N) panicked at trace.rs:N:N:",
        "called `Result::unwrap()` on an `Err` value: ParseIntError {",
        "N: trace::parse",
        "at ./trace.rs:N:N",
        "N: trace::main",
        "at ./trace.rs:N:N",
      ],
    ],
    [
      "cpp",
      "====",
      [
        "============================================================",
        "==N==ERROR: AddressSanitizer: heap-use-after-free on address",
        "READ of size N at NxN thread TN",
        "#N NxNcN in order(int*, int) /srv/shop/trace.cpp:N",
        "#N NxNdN in main /srv/shop/trace.cpp:N",
        "#N NxNcN in main /srv/shop/trace.cpp:N",
        "#N NxNaN in main /srv/shop/trace.cpp:N",
        "SUMMARY: AddressSanitizer: heap-use-after-free /srv/shop/tra",
      ],
    ],
    [
      "postgres",
      "violates check",
      [
        'N-N-N N:N:N.N UTC [N] ERROR:  new row for relation "orders" ',
        "N-N-N N:N:N.N UTC [N] DETAIL:  Failing row contains (N, -N).",
        'N-N-N N:N:N.N UTC [N] CONTEXT:  SQL statement "UPDATE orders',
        "PL/pgSQL function pay(integer) line N at SQL statement",
        "N-N-N N:N:N.N UTC [N] STATEMENT:  SELECT pay(N);",
      ],
    ],
  ])("shows of %s's %j what was thrown, why, and where in one's own code", (trace, head, lines) => {
    expect(shown(eventOf(trace, head))).toEqual(lines);
  });

  it("tells one's own frames from those of libraries", () => {
    const kinds = (lines: string) => foldEvent(lines.split("\n")).map(({ kind }) => kind);
    expect(
      kinds(
        "x.YException: z\n\tat org.springframework.web.A.b(A.java:1)\n\tat app//com.acme.A.b(A.java:1)\n\tat java.base/java.lang.A.b(A.java:1)",
      ),
    ).toEqual(["head", "library", "own", "library"]);
    expect(
      kinds(
        "Error: x\n    at f (/srv/shop/a.js:1:2)\n    at g (/srv/shop/node_modules/x/a.js:1:2)\n    at h (node:fs:1:2)\n    at async i (file:///srv/shop/b.mjs:1:2)",
      ),
    ).toEqual(["head", "own", "library", "library", "own"]);
    expect(
      kinds(
        'Traceback (most recent call last):\n  File "/srv/shop/a.py", line 1, in f\n    g()\n    ^^^\n  File "/usr/lib/python3/dist-packages/x.py", line 1, in g\n    h()\nx.Gone: y',
      ),
    ).toEqual(["head", "own", "own", "own", "library", "library", "message"]);
    expect(
      kinds(
        "E failed\n/usr/lib/ruby/gems/3.1.0/gems/rack-3/lib/rack.rb:1:in `call'\napp/a.rb:1:in `b'\nactionpack (7.0.4) lib/a.rb:1:in `b'",
      ),
    ).toEqual(["head", "library", "own", "library"]);
    expect(
      kinds(
        "ERROR\tfailed\nmain.pay\n\t/src/pay.go:12\ngithub.com/x/y.Z\n\t/root/go/pkg/mod/github.com/x/y@v1/z.go:1",
      ),
    ).toEqual(["head", "own", "own", "library", "library"]);
    expect(
      kinds(
        "PHP Fatal error:  Uncaught X: y in /srv/shop/a.php:1\nStack trace:\n#0 /srv/shop/vendor/x/a.php(1): f()\n#1 /srv/shop/a.php(1): g()\n#2 {main}",
      ),
    ).toEqual(["head", "text", "library", "own", "library"]);
    expect(
      kinds(
        "Unhandled exception. System.Exception: x\n   at System.A.B()\n   at Shop.A.B() in /src/A.cs:line 1\n   at Microsoft.A.B()",
      ),
    ).toEqual(["head", "library", "own", "library"]);
  });

  it("shows the first lines of what has no frames", () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`);
    expect(foldEvent(lines).map(({ folded }) => folded)).toEqual(lines.map((_, index) => index >= 10));
    expect(foldEvent(["alone"])).toEqual([{ kind: "head", folded: false }]);
  });

  it("shows the frames of an event whose begin is missing", () => {
    expect(foldEvent(["\tat com.acme.A.b(A.java:1)", "\tat java.base/java.lang.A.b(A.java:1)"])).toEqual([
      { kind: "own", folded: false },
      { kind: "library", folded: true },
    ]);
  });

  it("never shows more than fits at a glance, and always the first line", () => {
    const line = fc.constantFrom(
      "x",
      "Caused by: a.B: c",
      "\tat com.acme.A.b(A.java:1)",
      "\tat java.lang.A.b(A.java:1)",
      '  File "a.py", line 1',
      "    f()",
      "",
      "main.main()",
      "\t/a.go:1",
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 100 }), (lines) => {
        const folded = foldEvent(lines);
        expect(folded).toHaveLength(lines.length);
        expect(folded[0]!.folded).toBe(false);
        expect(folded.filter(({ folded }) => !folded).length).toBeLessThanOrEqual(10);
      }),
    );
  });

  it("takes a thousand hostile lines in time that grows with their length, not with its square", () => {
    // With the square, the runner's own time limit ends this.
    for (const unit of ["a.", "a/", "(", " ", "| ", "A:", "a:1:in ", "at ", "#1 "])
      foldEvent(Array(1_000).fill(unit.repeat(1_000)));
    foldEvent(["x", "a.".repeat(500_000), " ".repeat(1_000_000)]);
  });
});
