// docs/benchmarks.md, all of it.
import { cpus, release, totalmem } from "node:os";
import { JSON_VARIANTS } from "./answers.ts";
import { figure, ratio, table } from "./markdown.ts";
import { type Metric, type Results, type Spread, UNITS } from "./results.ts";
import { EVENTS_PER_SECOND } from "./streams.ts";
import type { Measured } from "./systems.ts";
import { verdicts } from "./targets.ts";

export interface Run {
  systems: Measured[];
  results: Results;
  stages: number[];
  /** As many streams as file descriptors allow; undefined in a quick run. */
  many?: number;
  rounds: number;
  warmUpMs: number;
  /** The lowest and the highest load average (1 min) that was seen between rounds. */
  load: { min: number; max: number };
  quick: boolean;
}

type Variant = string | number;

const FLOOR = "bare-node";

export function report(run: Run): string {
  const { systems, results, stages, many, rounds, warmUpMs } = run;
  const names = ["direct", ...systems.map(({ name }) => name)];
  const largest = stages.at(-1)!;

  /** One row per system that has any of the figures, one column per metric and variant. */
  const figures = (columns: [metric: Metric, variant: Variant, head?: string][], { direct = false } = {}) => {
    const rows = names
      .filter((name) => direct || name !== "direct")
      .map((name) => [name, ...columns.map(([metric, variant]) => cell(results, name, metric, variant))])
      .filter((row) => row.slice(1).some((text) => text !== "–"));
    return table(
      ["", ...columns.map(([metric, variant, head]) => head ?? `${variant}, ${UNITS[metric]}`)],
      rows,
    );
  };

  const beside = (streams: number) =>
    figures(
      (["api.p50", "api.p99"] as const).flatMap((metric) =>
        [
          ["none", "alone"],
          ["quiet", "quiet"],
          ["flowing", "flowing"],
        ].map(([variant, title]): [Metric, Variant, string] => [
          metric,
          `${streams} ${variant}`,
          `${title}, ${metric.slice(4)}`,
        ]),
      ),
    );

  return `# Benchmarks

This file is written by \`pnpm bench\`; edit \`web/bench/report.ts\` instead.${run.quick ? "\n\n**A quick run**: too short for figures that mean much." : ""}

Every system stands alone between the same load generator and the same backend, on one machine, in one run. Load, backend
and system are processes of their own, whose CPU time and memory Linux accounts for. Answers are compared with what the
backend sends before anything is timed, and every event that was sent is counted on arrival. Rounds are interleaved: each
system in turn, ${rounds} times, forwards and backwards in turn, as a new process each time. Before anything is measured it has
served what is measured then for some seconds: ${warmUpMs / 1e3} s of streams, or of streams and of answers of either size. A figure is
the median of its rounds, with the lowest and the highest in brackets; × is the ratio to bare Node.

## Reproduce

\`\`\`sh
pnpm bench           # all of it, under 30 minutes
pnpm bench --quick   # under 2 minutes, fewer systems, streams and rounds
\`\`\`

It needs Linux (\`/proc\`). Caddy and nginx are measured where they are installed: \`apt-get install caddy nginx\`.

${systems.map(({ name, version, about }) => `- **${name}** (${version}): ${about}.`).join("\n")}
- **direct**: no hop at all, what load and backend themselves take.

${cpus()[0]!.model}, ${cpus().length} cores, ${figure(totalmem() / 2 ** 30)} GiB, Linux ${release()}. The load average was between ${figure(run.load.min)} and ${figure(run.load.max)} during
the run, of which the run itself is about 1.5.

## Targets

${table(
  ["Tailrace, over bare Node", "target", "at the least", "found", ""],
  verdicts(results).map(({ target, wanted, least, found, verdict }) => [
    target,
    wanted,
    least,
    found,
    verdict,
  ]),
)}

## Streams

Events of 100 bytes, ${EVENTS_PER_SECOND.toLocaleString("en")} a second over all streams whatever their number, so that only the number differs.

### Opening a quiet stream

From the connection's start to the response's headers, one stream after the other, and 1,000 at once until the last has its
headers. The backend sends its headers at once and no event.

${figures(
  [
    ["open.p50", "", "p50, ms"],
    ["open.p99", "", "p99, ms"],
    ["open.cpu", "", "CPU each, µs"],
    ["open.all", "", "1,000 at once, ms"],
    ["open.all.cpu", "", "CPU each of those, µs"],
  ],
  { direct: true },
)}

### Delay per event, ms

From the backend's write to the load generator's read. What a system adds is the difference to direct.

${stages
  .map(
    (stage) =>
      `${count(stage)} streams:\n\n${figures(
        [
          ["delay.p50", stage, "p50"],
          ["delay.p99", stage, "p99"],
          ["delay.max", stage, "max"],
        ],
        { direct: true },
      )}`,
  )
  .join("\n\n")}

### CPU per event, µs

${figures(stages.map((stage) => ["event.cpu", stage, `${count(stage)} streams`]))}

### Memory per open stream, kB

Resident memory beyond that with ${stages[0]} streams, divided by the streams beyond those, while events flow. Nothing forces a garbage
collection, so what a collector leaves lying counts. kB are of 1,024 bytes, MB of 1,024 kB.

${figures([
  ...stages
    .slice(1)
    .map((stage): [Metric, Variant, string] => ["stream.rss", stage, `${count(stage)} streams`]),
  ["rss", stages[0]!, `the process at ${stages[0]}, MB`],
  ["rss", largest, `at ${count(largest)}, MB`],
])}

### Bursts

The backend writes as fast as it is read, 20 events to a write.

${figures([
  ["burst", 1, "1 stream, MB/s"],
  ["burst", 50, "50 streams, MB/s"],
  ["burst.cpu", 1, "1 stream, CPU ms/MB"],
  ["burst.cpu", 50, "50 streams, CPU ms/MB"],
])}

## Ordinary API calls

16 connections, each asking again as soon as it has its answer.

Answers per second:

${figures(Object.keys(JSON_VARIANTS).map((variant) => ["json.rate", variant, variant]))}

CPU per answer, µs:

${figures(Object.keys(JSON_VARIANTS).map((variant) => ["json.cpu", variant, variant]))}

### Beside streams

An API call (300 B) every 5 ms: alone, beside 1,000 quiet streams, and beside 1,000 streams of 5 events a second; ms.

${beside(1_000)}
${
  many === undefined
    ? ""
    : `
### Beside ${count(many)} streams

The same beside ${count(many)} streams on one process${many < 10_000 ? ", for as many as this machine has file descriptors: each takes two" : ""}.

${beside(many)}

Resident memory then, MB:

${figures([["rss", `${many} flowing`, `${count(many)} streams`]])}
`
}
## What could not be measured

${names.flatMap((name) => results.notes(name).map((note) => `- ${name} ${note}.`)).join("\n") || "Everything could."}

## What these figures do not say

- One machine: system, backend and load share ${cpus().length} cores, so a fast system's answers per second and burst are also bounded by the
  other two. CPU per answer and per event is the steadier figure.
- Loopback: no network latency, no loss, no TLS, no slow readers. A delay of a millisecond vanishes behind any real network.
- One process of each. nginx and Caddy use all cores when they are let; several Node processes do too.
- Systems do different things. Bare Node has no header policy, no limits, no error pages, no heartbeat, no request id, no log and
  no graceful end of streams; Tailrace has, and [the conformance table](conformance.md) shows what each of the others lacks.
- Resident memory is what the kernel has given a process, not what it needs: V8 grows its heap before it collects.
- Delays come from timers of 1 ms: events leave the backend in groups of a few.
`;
}

const count = (streams: number) => streams.toLocaleString("en");

function cell(results: Results, name: string, metric: Metric, variant: Variant): string {
  const spread = results.get(name, metric, variant);
  if (!spread) return "–";
  const floor = results.get(FLOOR, metric, variant);
  const times = floor && name !== FLOOR && name !== "direct" ? ` ${ratio(spread.median / floor.median)}` : "";
  return `${show(spread)}${times}`;
}

const show = ({ median, min, max }: Spread) => `${figure(median)} (${figure(min)}–${figure(max)})`;
