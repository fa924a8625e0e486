import type { TestCase } from "vitest/node";

type TestError = NonNullable<ReturnType<TestCase["result"]>["errors"]>[number];

const MAX_LENGTH = 110;

type Rule = [pattern: RegExp, fact: (...groups: string[]) => string];

// Chai's and Node's words for what went wrong, and what a table has room for.
const RULES: Rule[] = [
  [/^Test timed out in (\d+)ms/, (ms) => `nothing in ${Number(ms) / 1_000} s`],
  [/^Hook timed out/, () => "did not start"],
  [/^(?:promise resolved|.*instead of rejecting)/, () => "the transfer looked complete"],
  [/^socket hang up/, () => "the connection was closed without an answer"],
  [/^aborted/, () => "the transfer was broken"],
  [/^The stream ended before (.*?)(?:; it had.*)?$/, (part) => `the stream ended before ${part}`],
  [/^The operation was aborted/, () => "no final answer in 5 s"],
  [/^\/.* did not come in (.*)$/, (time) => `nothing of the kind in ${time}`],
  [/^Parse Error/, () => "it was passed on to the client"],
  [/unexpected end of file/, () => "the transfer looked complete"],
  [/^expected (.*) not to (?:match|contain|include) (.*)$/, (was) => `was ${was}`],
  [/^(.*): expected (.*) to be undefined/, (what, was) => `${what} was ${was}`],
  [/^(.*): expected undefined/, (what) => `no ${what}`],
  [/^expected undefined/, () => "absent"],
  [
    /^(?:.*: )?expected (.*) to have a length of (\d+) but got (\d+)/,
    (_, right, was) => `${was}, not ${right}`,
  ],
  [/^(.*): expected (.*) to deeply equal \[\]$/, (what, list) => `${list.replace(/^\[ | \]$/g, "")} ${what}`],
  [/^(.*): expected (?:true to be false|false to be true)/, (what) => what],
  [/^(.*): expected (.*) to match/, (what, was) => `${what} was ${was}`],
  [/^(?:write|read) (?:EPIPE|ECONNRESET)/, () => "the connection was closed while the client was sending"],
  [/^(.*): expected (.*) to be (.*?)(?: \/\/.*)?$/, (what, was, right) => `${what} was ${was}, not ${right}`],
  [/^expected (.*) to be less than (.*)$/, (was, limit) => `${was}, not below ${limit}`],
  [/^expected (.*) to be (?:greater|at least).* (\S+)$/, (was, limit) => `${was}, not above ${limit}`],
  [
    /^expected (.*) to (?:be|deeply equal|strictly equal) (.*?)(?: \/\/.*)?$/,
    (was, right) => `${was}, not ${right}`,
  ],
  [/^expected \[(.*)\] to include (.*)$/, (_, was) => `was ${was}`],
  [/^expected (.*) to match object (.*)$/, (was) => `was ${was}`],
  [/^expected (.*) to match (.*)$/, (was) => `was ${was}`],
  [/^Unexpected (?:token|end).*JSON/, () => "the body is not JSON"],
];

/** The error of a failed test as a few words for a table's footnote. */
export function factOf(error: TestError): string {
  const lines = (withWholeLists(error) ?? error.message).split("\n").filter(Boolean);
  const message = (/exited:$/.test(lines[0]!) ? lines.join(" ") : lines[0]!).trim();
  for (const [pattern, fact] of RULES) {
    const match = pattern.exec(message);
    if (match) return shortened(fact(...match.slice(1)));
  }
  return shortened(message);
}

/** Chai abridges lists in its messages; the error has them whole. */
function withWholeLists({ message, actual, expected }: TestError): string | undefined {
  if (typeof actual !== "string" || typeof expected !== "string" || !message.includes("to deeply equal"))
    return;
  const line = (value: string) =>
    value
      .replace(/\s+/g, " ")
      .replace(/^Array /, "")
      .replace(/,? \]$/, " ]");
  const [, prefix = ""] = /^(.*: )?expected /.exec(message) ?? [];
  return `${prefix}expected ${line(actual)} to deeply equal ${line(expected)}`;
}

function shortened(text: string): string {
  const plain = text
    .replace(/\+0\b/g, "0")
    .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:…") // ports are new in every run
    .replaceAll("|", "\\|")
    .replace(
      /"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'/g,
      (_, double: string = "", single: string = "") => `\`${(double || single).replace(/\\(["'])/g, "$1")}\``,
    );
  return plain.length > MAX_LENGTH ? `${plain.slice(0, MAX_LENGTH).trimEnd()}…` : plain;
}
