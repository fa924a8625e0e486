// docs/conformance.md, all of it, and the rows of docs/conformance.json.
import type { System } from "../systems/system.ts";
import type { Result } from "./reporter.ts";

export interface Column extends Pick<System, "title" | "about"> {
  version: string;
  results: Result[];
}

interface Row {
  /** S1, F5, … as in the contract; BEYOND for what the contract does not promise. */
  number: string;
  title: string;
  /** One for each column. */
  cells: (Result | undefined)[];
}

const BEYOND = "beyond";
const SIGNS = { passed: "✓", failed: "✗", skipped: "–" };

const NAMES: Record<string, string> = {
  S1: "events arrive as they are written",
  S2: "headers at once",
  S3: "headers of a stream",
  S4: "a quiet stream lives",
  S5: "comments change nothing",
  S6: "a client that leaves",
  S7: "a backend that breaks off",
  S8: "answers that are no stream",
  S9: "cursor and query",
  S10: "slow readers hold the backend back",
  S11: "HEAD",
  S12: "thousands of streams",
  S13: "shutdown",
  S14: "after a restart",
  S15: "answers that cannot be had again",
  S16: "streams that move",
  S17: "a backend that is being restarted",
  S18: "compressed streams, and lines that end with CR",
  S19: "what the backend says of caching",
  F1: "methods and bodies",
  F2: "status, headers, body",
  F3: "hop-by-hop headers",
  F4: "forwarding headers",
  F5: "paths",
  F6: "queries",
  F7: "redirects",
  F8: "compressed answers",
  F9: "requests from other sites",
  F10: "failures of the backend",
  F11: "request ids and traces",
  F12: "request smuggling",
  F13: "what must not leak",
  F14: "WebSockets and other upgrades",
  F15: "offers of another protocol",
  F16: "who asks",
  F17: "foreign names and origins",
  F18: "answers that a browser must not guess at",
  F19: "cookies, redirects and links of a backend elsewhere",
  F20: "uploads, and answers before their end",
  F21: "kept connections",
  F22: "headers at once for what is no event stream",
  B1: "one build, many backends",
  B2: "a wrong environment",
};

export interface Report {
  markdown: string;
  /** Of each test its number in the contract, its title, and how it went with each system: ✓, ✗ or –, and what was seen. */
  rows: Record<string, string>[];
}

export function report(columns: Column[], missing: string[]): Report {
  const rows = rowsOf(columns);
  const cellsOf = ({ cells }: Row) =>
    cells.map((cell, index) => [columns[index]!.title, seenIn(cell)] as const);
  return {
    markdown: markdown(columns, missing, rows),
    rows: rows.map((row) => ({ number: row.number, title: row.title, ...Object.fromEntries(cellsOf(row)) })),
  };
}

function seenIn(cell: Result | undefined): string {
  return cell ? `${SIGNS[cell.state]} ${cell.fact}`.trimEnd() : "✗ not reached in the time for one system";
}

function markdown(columns: Column[], missing: string[], rows: Row[]): string {
  return `# Conformance

This file is written by \`pnpm conformance\`; edit \`judge/conformance/report.ts\` instead.

The same black-box suite (\`judge/contract\`) runs against Tailrace and against what else could stand between browser and
backend. Each system stands alone between the same client and the same scripted backend, on one machine, two systems at a time; the
client asks for \`gzip, br\` as browsers do. [conformance.json](conformance.json) has each test, by the sentence that it is named by,
and for each system what came of it: **✓** it holds, **✗** it does not, **–** the system has nothing of the kind to be asked for; and
what was seen.

## Reproduce

\`\`\`sh
pnpm conformance                      # about half an hour
pnpm --filter judge conformance --only tailrace,nginx --out /tmp/conformance.md
SYSTEM=nginx pnpm --filter judge test -t "S6"   # one system, some tests
\`\`\`

nginx, Caddy and Go are taken from the machine; what is not installed is left out${missing.length > 0 ? ` (in this run: ${missing.join(", ")})` : ""}.

## Systems

${columns.map(({ title, version, about }) => `- **${title}** (${version}): ${about}.`).join("\n")}

Each is configured from its own documentation for this task: the path mapping, unbuffered streams, HTTP/1.1 to the backend,
bodies of any size, the time limits that a test asks for, and a client's own \`X-Forwarded-*\` replaced where there is a
setting for it. Nothing further is written for a peer: what it could be made to do by scripts, plugins or rules of one's
own counts as not done. The configurations are in \`judge/systems\`.

## At a glance

Tests passed, of those that apply.

${glance(columns, rows)}

## How to read it

${reading(columns, rows)}
`;
}

function rowsOf(columns: Column[]): Row[] {
  const rows = new Map<string, Row>();
  for (const [index, { results }] of columns.entries()) {
    for (const result of results) {
      const [, number, title = result.title] = /^([SFB]\d+) (.*)$/.exec(result.title) ?? [];
      if (!number && result.file !== "beyond.test.ts") continue;
      const key = result.title;
      if (!rows.has(key))
        rows.set(key, { number: number ?? BEYOND, title, cells: columns.map(() => undefined) });
      rows.get(key)!.cells[index] = result;
    }
  }
  const order = (number: string) =>
    number === BEYOND ? Infinity : "SFB".indexOf(number[0]!) * 1_000 + Number(number.slice(1));
  return [...rows.values()].sort((a, b) => order(a.number) - order(b.number));
}

function glance(columns: Column[], rows: Row[]): string {
  const numbers = [...new Set(rows.map(({ number }) => number))];
  const lines = numbers.map((number) => [
    number in NAMES ? `${number} ${NAMES[number]}` : "beyond the contract",
    ...columns.map((_, index) =>
      score(
        rows.filter((row) => row.number === number),
        index,
      ),
    ),
  ]);
  const contract = rows.filter(({ number }) => number !== BEYOND);
  return table(
    ["", ...columns.map(({ title }) => title)],
    [...lines, ["**the contract**", ...columns.map((_, index) => `**${score(contract, index)}**`)]],
  );
}

/** `7/8`: passed, of those that apply; `–` when none does. */
function score(rows: Row[], column: number): string {
  const states = rows.map(({ cells }) => cells[column]?.state ?? "failed");
  const applying = states.filter((state) => state !== "skipped").length;
  return applying === 0 ? "–" : `${states.filter((state) => state === "passed").length}/${applying}`;
}

/** The same hop, in another place. */
const OURS = ["Tailrace", "Handlers", "Tailrace installed"];

function reading(columns: Column[], rows: Row[]): string {
  const [own, handlers] = OURS.map((name) => columns.findIndex(({ title }) => title === name));
  if (own! < 0) return "Tailrace was not part of this run.";
  const passedBy = ({ cells }: Row) =>
    columns.filter(({ title }, index) => !OURS.includes(title) && cells[index]?.state === "passed");
  const failing = rows.filter(({ cells }) => cells[own!]?.state === "failed");
  const better = failing.filter((row) => passedBy(row).length > 0);
  const contract = rows.filter(({ number, cells }) => number !== BEYOND && cells[own!]?.state === "passed");
  const ofPeers = (cells: Row["cells"]) => cells.filter((_, index) => !OURS.includes(columns[index]!.title));
  const comparable = contract.filter(({ cells }) => ofPeers(cells).some((cell) => cell?.state !== "skipped"));
  const alone = comparable.filter((row) => passedBy(row).length === 0);
  const everyone = comparable.filter(({ cells }) =>
    ofPeers(cells).every((cell) => cell?.state === "passed" || cell?.state === "skipped"),
  );
  const list = better.map((row) => {
    const peers = passedBy(row).map(({ title }) => title);
    return `- ${escaped(row.title)}: ${peers.join(", ")}. Not here: ${row.cells[own!]!.fact}.`;
  });
  const lost = rows.filter(({ cells }) => cells[handlers!]?.state === "failed");
  return `The suite was written for what Tailrace promises, so that Tailrace passes it says little. It says more about where the
others stand: of the ${comparable.length} tests of the contract that apply to a peer at all, ${everyone.length} hold in every system here, and
${alone.length} in Tailrace only. Many of those are choices, not mistakes: a general proxy has no reason to refuse an encoded dot
segment or a cross-site POST, to end streams with a \`retry:\`, to map a backend's failure to a problem document or to keep
a quiet stream alive on its own, and the 403s, comments and headers of Tailrace would be wrong in one.

**Where peers do better**${list.length > 0 ? `:\n\n${list.join("\n")}` : ": in nothing that was tested here. nginx, Caddy and Go take less CPU time; see `docs/benchmarks.md`."}
${
  lost.length > 0
    ? `
**What Next's handlers lose**, through which everything goes where the front door is closed (\`docs/streaming.md\`):

${lost.map((row) => `- ${escaped(row.title)}: ${row.cells[handlers!]!.fact}.`).join("\n")}
`
    : ""
}`;
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  const rule = head.map((title, index) => (index === 0 || title === "" ? "---" : ":-:"));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

/** Titles have paths in them, whose characters Markdown must not take for its own. */
function escaped(title: string): string {
  return title.replace(/[\\`*_~|<>]/g, "\\$&");
}
