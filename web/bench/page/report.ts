import { figure, table } from "../markdown.ts";
import type { Figure } from "./figures.ts";
import { type Subject } from "./subjects.ts";

export interface Report {
  figures: Figure[];
  subjects: Subject[];
  machine: string;
  /** The lowest and the highest load average (1 min) before a measurement. */
  load: { min: number; max: number };
}

/** The table, and what belongs to it, as Markdown. What misses its target stands out. */
export function report({ figures, subjects, machine, load }: Report): string {
  const rows = figures.map(({ what, target, cells }) => [
    what,
    target ?? "",
    ...subjects.map(({ name }) => {
      const cell = cells[name];
      if (!cell) return "–";
      return name === "Tailrace" && !cell.reached ? `**${cell.text}**` : cell.text;
    }),
  ]);
  return `${table(["", "target", ...subjects.map(({ name }) => name)], rows)}

A dash stands for what is not asked of a page, or what one did not answer: it was busy for 10 s and more at a time.

Before each opening the cache is empty, and the bench waits until the machine is idle, 5 s at most; five that warm the servers up are not counted. Playwright does not drive these: what it has the browser report would take part in what is measured.

${subjects.map(({ name, about }) => `- **${name}**: ${about}.`).join("\n")}

${machine}. The load average was between ${figure(load.min)} and ${figure(load.max)} before each measurement, of which the one before it has its part.
`;
}
