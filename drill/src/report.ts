import { table } from "../../web/bench/markdown.ts";
import type { Phase, Result } from "./drill.ts";

const HEAD = [
  "",
  "lines received",
  "lost",
  "repeated",
  "silence, median",
  "silence, worst",
  "reconnects",
  "at the peak",
  "API calls",
  "API errors",
  "slowest answer",
  "exit after",
];

/** The table, and what belongs to it, as Markdown. */
export function report(result: Result): string {
  const { balancer, size, phases, owed, refusals, cores } = result;
  const rows = phases.map((phase) => row(phase.title, phase, phase.exits.map(exit).join(", ") || "–"));
  rows.push(row("**Total**", { ...total(phases), lost: total(phases).lost + owed }, ""));
  const notes = [
    `${count(size.viewers)} viewers, 200 lines/s each: ${count(size.viewers * 200)} lines/s through ${balancer}. Cores in use`,
    `while nothing happens: ${Object.entries(cores)
      .map(([name, used]) => `${name} ${used.toFixed(2)}`)
      .join(", ")}.`,
  ];
  const behind = phases.filter((phase) => phase.behind > 0);
  for (const phase of behind)
    notes.push(`\n**${phase.title}: ${phase.behind} viewers had not caught up after a minute.**`);
  if (owed > 0) notes.push(`\n**${count(owed)} lines had not come by the end.**`);
  if (refusals.length > 0) notes.push(`\n**${refusals.length} viewers were refused: ${refusals[0]}**`);
  return `### ${balancer}\n\n${table(HEAD, rows)}\n\n${notes.join("\n")}\n`;
}

/** One phase in a line, for who is watching. */
export function progress({ title, lost, repeated, silences, reconnects, api }: Phase): string {
  const worst = seconds(Math.max(...silences));
  return `${title}: ${lost} lost, ${repeated} repeated, ${worst} silent at worst, ${reconnects} reconnects, API errors ${errors(api.errors)}`;
}

/** Whether any line was lost or repeated. */
export function failed({ phases, owed }: Result): boolean {
  const { lost, repeated } = total(phases);
  return lost + repeated + owed > 0;
}

type Figures = Omit<Phase, "title" | "exits" | "behind">;

function row(title: string, phase: Figures, exits: string): string[] {
  const { lines, lost, repeated, silences, reconnects, peakPerSecond, api } = phase;
  return [
    title,
    count(lines),
    count(lost),
    count(repeated),
    seconds(median(silences)),
    seconds(Math.max(...silences)),
    count(reconnects),
    `${count(peakPerSecond)}/s`,
    count(api.calls),
    errors(api.errors),
    seconds(api.slowestMs),
    exits,
  ];
}

/** All phases as one: sums, and of silences and peaks the worst. */
function total(phases: Phase[]): Figures {
  const sum = (of: (phase: Phase) => number) => phases.reduce((all, phase) => all + of(phase), 0);
  const all: Record<string, number> = {};
  for (const { api } of phases) {
    for (const [kind, n] of Object.entries(api.errors)) all[kind] = (all[kind] ?? 0) + n;
  }
  return {
    lines: sum(({ lines }) => lines),
    lost: sum(({ lost }) => lost),
    repeated: sum(({ repeated }) => repeated),
    silences: phases[0]!.silences.map((_, viewer) =>
      Math.max(...phases.map((phase) => phase.silences[viewer]!)),
    ),
    reconnects: sum(({ reconnects }) => reconnects),
    peakPerSecond: Math.max(...phases.map((phase) => phase.peakPerSecond)),
    api: {
      calls: sum(({ api }) => api.calls),
      errors: all,
      slowestMs: Math.max(...phases.map(({ api }) => api.slowestMs)),
    },
  };
}

const exit = ({ ms, how }: Phase["exits"][number]) => `${seconds(ms)} (${how})`;
const count = (n: number) => n.toLocaleString("en-US");
const seconds = (ms: number) => `${(ms / 1_000).toFixed(2)} s`;
const errors = (all: Record<string, number>) =>
  Object.entries(all)
    .map(([kind, n]) => `${n} × ${kind}`)
    .join(", ") || "0";

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
