import type { Subject } from "./subjects.ts";

/** What is asked of each subject. */
export interface Figure {
  what: string;
  /** What Tailrace is to reach; undefined: nothing, it is only of interest. */
  target?: string;
  cells: Partial<Record<Subject["name"], Cell>>;
}

export interface Cell {
  text: string;
  /** Whether it is what the target asks for. */
  reached: boolean;
}

/** A subject's cells, by what is asked. */
export type Cells = Partial<Record<string, Cell>>;

/** Takes the same cells of each subject, and puts them into rows. */
export async function compare(
  subjects: Subject[],
  targets: Record<string, string | undefined>,
  measure: (subject: Subject) => Promise<Cells>,
): Promise<Figure[]> {
  const figures: Figure[] = Object.entries(targets).map(([what, target]) => ({ what, target, cells: {} }));
  for (const subject of subjects) {
    const cells = await measure(subject);
    for (const { what, cells: row } of figures) if (cells[what]) row[subject.name] = cells[what];
  }
  return figures;
}

/** A value that is to be `limit` at most; undefined: it was not to be had. */
export function atMost(value: number | undefined, limit: number, show: (value: number) => string): Cell {
  return value === undefined || Number.isNaN(value)
    ? { text: "–", reached: false }
    : { text: show(value), reached: value <= limit };
}

/** A value that is only of interest. */
export const shown = (value: number | undefined, show: (value: number) => string): Cell =>
  atMost(value, Infinity, show);

/** `p` from 0 to 1. */
export function percentile(values: number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? NaN;
}

/** Durations of key presses, with those that were answered in less than the Event Timing API reports. */
export function padded(presses: number[], all: number): number[] {
  return [...presses, ...Array<number>(Math.max(0, all - presses.length)).fill(15)];
}

export const median = (values: number[]): number => percentile(values, 0.5);

export const ms = (value: number): string =>
  value >= 10_000 ? `${(value / 1_000).toFixed(0)} s` : `${value.toFixed(value < 10 ? 1 : 0)} ms`;
export const MB = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
export { count } from "../../src/kit/quantity.ts";
