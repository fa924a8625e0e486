import { cpus } from "node:os";
import { table } from "../../web/bench/markdown.ts";
import type { Phase, Result } from "./drill.ts";
import type { Breach } from "./history.ts";
import type { Outcome } from "./seeds.ts";

const HEAD = [
  "",
  "lines received",
  "lost",
  "repeated",
  "silence, median",
  "silence, worst",
  "connections anew",
  "at the peak",
  "seen by readers",
  "API calls",
  "API errors",
  "slowest answer",
  "POST streams refused, cut",
  "exit after",
];

/** The table, and what belongs to it, as Markdown. */
export function report(result: Result): string {
  const { balancer, size, phases, breaches, refusals, cores } = result;
  const rows = phases.map((phase) => row(phase.title, phase, phase.exits.map(exit).join(", ") || "–"));
  rows.push(row("**Total**", total(phases), ""));
  const notes = [
    `${count(size.viewers)} pages, ${size.plain} plain EventSources and ${size.sockets} WebSockets, 200 lines/s each: ${count((size.viewers + size.plain + size.sockets) * 200)} lines/s through ${balancer}.`,
    `The EventSources were silent for ${longest(phases, "EventSource")} at worst, and ${phases.at(-1)!.gaveUp} gave up, at an answer that was no 200; the WebSockets`,
    `for ${longest(phases, "WebSocket")}. Of ${cpus().length} cores, in use while all open their page: ${parts(cores.opening)};`,
    `while nothing happens: ${parts(cores.idle)}.`,
  ];
  const behind = phases.filter((phase) => phase.behind > 0);
  for (const phase of behind)
    notes.push(`\n**${phase.title}: ${phase.behind} viewers had not caught up after a minute.**`);
  notes.push(`\n${promises(breaches)}`);
  if (refusals.length > 0) notes.push(`\n**${refusals.length} viewers were refused: ${refusals[0]}**`);
  return `## ${balancer}\n\n${table(HEAD, rows)}\n\n${notes.join("\n")}\n`;
}

/** One phase in a line, for who is watching. */
export function progress({ title, lost, repeated, silences, connections, breaks, api }: Phase): string {
  const worst = seconds(Math.max(...silences));
  return `${title}: ${lost} lost, ${repeated} repeated, ${worst} silent at worst, ${connections} connections anew, ${breaks} seen, API errors ${errors(api.errors)}`;
}

/** What came of a seed, for who is watching. */
export function outcomeText({ breaches, behind, refusals, answers, gaveUp }: Outcome): string {
  const { whole, refused, broken, short } = answers;
  const rest = `${whole} POST streams whole, ${refused} refused, ${broken + short} cut, ${gaveUp} EventSources gave up`;
  const problems = [
    ...(behind > 0 ? [`${behind} viewers had not caught up after a minute`] : []),
    ...(refusals.length > 0 ? [`${refusals.length} viewers were refused: ${refusals[0]}`] : []),
  ];
  return [promises(breaches), ...problems, rest].join("; ");
}

/** Whether anything was not as promised. */
export function failed(result: Pick<Result, "breaches"> & { refusals?: string[]; behind?: number }): boolean {
  return result.breaches.length > 0 || (result.behind ?? 0) > 0 || (result.refusals?.length ?? 0) > 0;
}

const GUARANTEES = ["none lost", "none twice", "in order", "ended only by end"] as const;

function promises(breaches: Breach[]): string {
  return GUARANTEES.map((guarantee) => {
    const broken = breaches.filter((breach) => breach.guarantee === guarantee);
    return broken.length === 0
      ? `${guarantee}: kept`
      : `**${guarantee}: ${broken.length} × not, ${broken[0]!.text}**`;
  }).join(", ");
}

const parts = (cores: Record<string, number>) =>
  Object.entries(cores)
    .map(([name, used]) => `${name} ${used.toFixed(2)}`)
    .join(", ");

const longest = (phases: Phase[], kind: keyof Phase["othersSilenceMs"]) =>
  seconds(Math.max(...phases.map(({ othersSilenceMs }) => othersSilenceMs[kind])));

type Figures = Omit<Phase, "title" | "exits" | "behind" | "othersSilenceMs" | "gaveUp">;

function row(title: string, phase: Figures, exits: string): string[] {
  const { lines, lost, repeated, silences, connections, peakPerSecond, breaks, api, answers } = phase;
  const { whole, refused, broken, short } = answers;
  return [
    title,
    count(lines),
    count(lost),
    count(repeated),
    seconds(median(silences)),
    seconds(Math.max(...silences)),
    count(connections),
    `${count(peakPerSecond)}/s`,
    count(breaks),
    count(api.calls),
    errors(api.errors),
    seconds(api.slowestMs),
    `${refused}, ${broken + short} of ${count(whole + refused + broken + short)}`,
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
    connections: sum(({ connections }) => connections),
    breaks: sum(({ breaks }) => breaks),
    peakPerSecond: Math.max(...phases.map((phase) => phase.peakPerSecond)),
    answers: {
      whole: sum(({ answers }) => answers.whole),
      refused: sum(({ answers }) => answers.refused),
      broken: sum(({ answers }) => answers.broken),
      short: sum(({ answers }) => answers.short),
    },
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
