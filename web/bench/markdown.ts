import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** A table as prettier lays it out: the first column to the left, the others to the right. */
export function table(head: string[], rows: string[][]): string {
  const widths = head.map((_, column) => Math.max(4, ...[head, ...rows].map((row) => row[column]!.length)));
  const line = (cells: string[]) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(" | ")} |`;
  const rule = widths.map((width, i) => (i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

/** Three significant digits, and no more than that helps. */
export function figure(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return value.toFixed(digits).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

export const ratio = (value: number) => `${value.toFixed(value >= 10 ? 0 : 2)}×`;

/** Puts `text` into a page of docs/, between the comments that begin and end `name`. */
export function publish(page: string, name: string, text: string): void {
  const file = path.join(import.meta.dirname, "../../docs", page);
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [before, , after] = readFileSync(file, "utf8").split(new RegExp(`(?<=${begin})|(?=${end})`));
  writeFileSync(file, `${before}\n\n${text.trim()}\n\n${after}`);
}
