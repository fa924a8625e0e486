import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PatternTree } from "./pattern-tree";
import { formMatcher, templateText } from "./template";

/** Lines as programs write them, those of one form together, as a reader would sort them. */
const GROUPS: string[][] = [
  ["GET /api/users/17 200 in 12 ms", "GET /api/users/4 200 in 7 ms", "GET /api/users/99 200 in 1205 ms"],
  ["GET /api/users/17 500 in 12 ms", "GET /api/users/3 500 in 9 ms"],
  ["POST /api/users 201 in 30 ms", "POST /api/users 201 in 31 ms"],
  [
    '10.0.0.1 - - [01/May/2024:12:00:00 +0000] "GET /a/1?x=1 HTTP/1.1" 200 512 "-" "curl/8.0"',
    '10.0.0.2 - bob [02/Jun/2024:12:00:01 +0000] "GET /a/2?x=7 HTTP/1.1" 200 7 "https://x.y/" "Mozilla/5.0 (X11; Linux)"',
  ],
  ['10.0.0.1 - - [01/May/2024:12:00:00 +0000] "GET /a/1?x=1 HTTP/1.1" 404 512 "-" "curl/8.0"'],
  [
    "2024-05-01 12:00:00,123 INFO  [main] com.example.OrderService - Order 17 of user alice shipped to Berlin",
    "2024-05-01 12:00:01,456 INFO  [main] com.example.OrderService - Order 18 of user bob shipped to Paris",
    "2024-05-01 12:00:02,789 INFO  [main] com.example.OrderService - Order 19 of user carol shipped to Rome",
  ],
  [
    "2024-05-01 12:00:00,123 WARN  [main] com.example.OrderService - Order 17 of user alice has no address",
    "2024-05-01 12:00:00,321 WARN  [main] com.example.OrderService - Order 21 of user dave has no address",
  ],
  [
    "2024-05-01T12:00:00.123Z ERROR db: connection 7f3a9c21 lost after 3m20s",
    "2024-05-01T12:10:00.123Z ERROR db: connection 00ffa2b9 lost after 12s",
  ],
  ["2024-05-01T12:00:00.123Z INFO db: connection 7f3a9c21 lost after 3m20s"],
  [
    'ts=2024-05-01T12:00:00Z level=info msg="request completed" method=GET path=/a status=200 took=3ms',
    'ts=2024-05-01T12:00:02Z level=info msg="request completed" method=POST path=/b/7 status=201 took=1.5s',
  ],
  [
    'ts=2024-05-01T12:00:00Z level=info msg="cache is cold" method=GET path=/a status=200 took=3ms',
    'ts=2024-05-01T12:00:09Z level=info msg="cache is cold" method=PUT path=/c status=204 took=3ms',
  ],
  [
    '{"level":30,"time":1714564800000,"msg":"user 17 signed in","ip":"10.0.0.1"}',
    '{"level":30,"time":1714564800001,"msg":"user 18 signed in","ip":"10.0.0.2"}',
  ],
  ['{"level":30,"time":1714564800000,"msg":"user 17 signed in","ip":"10.0.0.1","mfa":true}'],
  ['{"level":50,"time":1714564800000,"msg":"mail to ada@example.com bounced"}'],
  [
    "Traceback (most recent call last):\n  File \"a.py\", line 3, in <module>\n    f()\nValueError: invalid literal for int() with base 10: 'abc'",
    "Traceback (most recent call last):\n  File \"b.py\", line 9, in g\n    g(x)\nValueError: invalid literal for int() with base 10: 'x y'",
  ],
  ["Traceback (most recent call last):\n  File \"a.py\", line 3, in <module>\nKeyError: 'id'"],
  [
    "Request 17 failed\njava.lang.NullPointerException: null\n\tat a.B.c(B.java:3)",
    "Request 18 failed\njava.lang.NullPointerException: x\n\tat a.B.c(B.java:4)",
  ],
  ["Request 19 failed\njava.lang.IllegalStateException: closed\n\tat a.B.c(B.java:3)"],
  ["Server started on port 8080", "Server started on port 9090"],
  ["Server stopped"],
  [
    "I0501 12:00:00.000001       1 controller.go:116] Syncing pod default/web-7d9f8c-x2k4f",
    "I0501 12:00:03.000001       1 controller.go:116] Syncing pod kube-system/dns-5c6b4-zz9p1",
  ],
  ["job 550e8400-e29b-41d4-a716-446655440000 queued", "job 123e4567-e89b-12d3-a456-426614174000 queued"],
  [
    "job 550e8400-e29b-41d4-a716-446655440000 done in 3.5s",
    "job 123e4567-e89b-12d3-a456-426614174000 done in 40ms",
  ],
  ["Loading config from /etc/app/config.yaml", "Loading config from /etc/app/local.yaml"],
  ['user "Ada Lovelace" logged in', 'user "Bob" logged in'],
  [
    '[GIN] 2024/05/01 - 12:00:00 | 200 | 1.2ms | 10.0.0.1 | GET "/v1/x"',
    '[GIN] 2024/05/01 - 12:00:07 | 200 | 130µs | 10.0.0.9 | GET "/v1/y"',
  ],
];

/** The same mix every time, as several programs write at once. */
const LINES = GROUPS.flat().toSorted((a, b) => (a.length % 7) - (b.length % 7));

function treeOf(lines: string[]): PatternTree {
  const tree = new PatternTree();
  lines.forEach((line, index) => tree.add(line, index));
  return tree;
}

const texts = (tree: PatternTree) => tree.patterns().map(({ template }) => templateText(template));

describe("PatternTree", () => {
  it("groups lines as a reader would", () => {
    const tree = treeOf(LINES);
    const groups = new Map(tree.patterns().map((pattern) => [pattern, [] as string[]]));
    for (const line of LINES) groups.get(tree.patternOf(line)!)!.push(line);
    const sorted = (groups: string[][]) => groups.map((group) => group.toSorted()).toSorted();
    expect(sorted([...groups.values()])).toEqual(sorted(GROUPS));
  });

  it("counts lines, and knows the first and the last of each pattern, in whichever order they come", () => {
    const tree = new PatternTree();
    for (const key of [5, 9, 2, 7]) tree.add(`job ${key} done`, key);
    tree.add("something else", 10);
    expect(tree.patterns().map(({ count, first, last }) => [count, first, last])).toEqual([
      [4, 2, 9],
      [1, 10, 10],
    ]);
  });

  it("tells what each place has been", () => {
    const tree = new PatternTree();
    const lines = ["alice took 3 ms", "bob took 10 ms", "alice took 8 ms", "carol took 1 ms"];
    lines.forEach((line, index) => tree.add(`Request of ${line} in all`, index));
    const [pattern] = tree.patterns();
    expect(templateText(pattern!.template)).toBe("Request of * took * ms in all");
    expect(pattern!.places()).toMatchObject([
      { distinct: 3, more: false, top: [{ value: "alice", count: 2 }, {}, {}] },
      { distinct: 4, numbers: { min: 1, median: 8, max: 10, unit: "" } },
    ]);
  });

  it("has the whole of what stands where words differ", () => {
    const tree = treeOf(["thread [main] is done", "thread [pool-7] is done", 'thread "x y" is done']);
    expect(texts(tree)).toEqual(["thread * is done"]);
    expect(
      tree
        .patterns()[0]!
        .places()[0]!
        .top.map(({ value }) => value),
    ).toEqual(["[main]", "[pool-7]", "x y"]);
  });

  it("does not count what it is asked for", () => {
    const tree = treeOf(["job 1 done"]);
    expect(tree.patternOf("job 2 done")).toBe(tree.patterns()[0]);
    expect(tree.patternOf("no such job")).toBeUndefined();
    expect(tree.patterns()[0]!.count).toBe(1);
  });

  it("lets the rarest patterns go when there are too many, and says so", () => {
    const tree = new PatternTree();
    const word = (number: number) => number.toString(2).replaceAll("0", "a").replaceAll("1", "b");
    for (let index = 0; index < 50; index++) tree.add("the usual line", index);
    for (let index = 0; index < 3_000; index++) {
      tree.add(`{${JSON.stringify(word(index))}:1}`, index);
    }
    const kept = tree.patterns();
    expect(kept.length).toBeLessThanOrEqual(1_000);
    expect(texts(tree)[0]).toBe("the usual line");
    expect(tree.leftOut).toEqual({ patterns: 3_001 - kept.length, lines: 3_001 - kept.length });
  });

  it("has every line that it was given in a pattern that has its form", () => {
    const word = fc.constantFrom(
      "a",
      "b",
      "error:",
      "INFO",
      "-",
      "7",
      "12ms",
      "x=1",
      '"q r"',
      "/a/1",
      "GET",
      "200",
    );
    const line = fc.array(word, { maxLength: 6 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const tree = treeOf(lines);
        expect(tree.patterns().reduce((sum, { count }) => sum + count, 0)).toBe(lines.length);
        for (const line of lines)
          expect(formMatcher(templateText(tree.patternOf(line)!.template))(line)).toBe(true);
      }),
    );
  });

  it.each([
    ["words", "ab "],
    ["one word", "a"],
    ["digits and letters", "1a"],
    ["numbers", "1."],
    ["names", "a=)"],
    ["quotes", '"a'],
    ["apostrophes", "='"],
    ["objects that do not end", '{"a":'],
    ["addresses", "a@"],
    ["colons", "a:"],
    ["paths", "/a."],
    ["messages", "msg="],
    ["lines", "\na"],
  ])("takes a MiB of %s in no more time than other lines", (_, piece) => {
    // With the square of it, the runner's own time limit ends this.
    const line = piece.repeat(1_048_576 / piece.length);
    treeOf([line, `${line}!`, JSON.stringify({ message: line.slice(0, 60_000) })]);
  });
});

describe("templateText", () => {
  it.each([
    ["GET /api/users/17?x=1 200 in 12 ms", "GET /api/users/*?* 200 in * ms"],
    ["GET /api/v1/users HTTP/1.1", "GET /api/v1/users HTTP/*"],
    ["GET 404 of 200", "GET 404 of *"],
    ["took 1.5s (50%), -3 left, 1m30s", "took * (*), * left, *"],
    ["from 10.0.0.1:8080 and [fe80::1:2:3:4]", "from * and [*]"],
    ["id 550e8400-e29b-41d4-a716-446655440000 at 0xDEADbeef, deadbeef7", "id * at *, *"],
    ["2024-05-01 12:00:00,123 INFO x", "* INFO x"],
    ["user \"Ada L\" of 'some team', isn't", "user * of *, isn't"],
    ['level=warn msg="disk 7 is full" free=0B', "level=warn msg= disk * is full free=*"],
    ["utf8 http2 x86_64 worker-3 job_17", "utf8 http2 x86_* worker-* job_*"],
    ["mail to ada@example.com.", "mail to *."],
    ['{"msg":"user 7 is in","id":1,"a":{}}', "user * is in {a, id, msg}"],
    ['caddy_1 | {"msg":"ok"}', "caddy_* | ok {msg}"],
    [
      "Request 1 failed\njava.lang.IllegalStateException: x",
      "Request * failed java.lang.IllegalStateException",
    ],
    ['Request 1 failed\n  body: {"a":1}', "Request * failed"],
    ["", ""],
  ])("shows where %j varies", (line, text) => {
    expect(texts(treeOf([line]))).toEqual([text]);
  });
});

describe("formMatcher", () => {
  it("knows a template that comes from elsewhere", () => {
    const tree = treeOf(LINES);
    const sent = structuredClone(tree.patternOf("GET /api/users/1 200 in 1 ms")!.template);
    expect(LINES.filter(formMatcher(templateText(sent))).toSorted()).toEqual(GROUPS[0]!.toSorted());
  });
});
