import { styleText } from "node:util";
import { seconds, type Verdict } from "./check.ts";
import type { Report } from "./examine.ts";

const COLOUR = { pass: "green", warn: "yellow", fail: "red", unknown: "cyan" } as const;
const WIDTH = 116;

/** The report for people: one line a check, and below what to set. */
export function textOf(report: Report, colours: boolean): string {
  const paint = (verdict: Verdict) =>
    colours ? styleText(COLOUR[verdict], verdict.padEnd(7), { validateStream: false }) : verdict.padEnd(7);
  const lines = [report.stream];
  if (report.workload) lines.push(`workload: ${report.workload}`);
  lines.push(`watched for ${seconds(report.watchedMs)} over ${report.connections} connections`, "");
  for (const { verdict, name, measured } of report.checks) {
    const [first, ...rest] = wrapped(measured, WIDTH - 23);
    lines.push(
      `  ${paint(verdict)} ${name.padEnd(12)} ${first}`,
      ...rest.map((line) => " ".repeat(23) + line),
    );
  }
  if (report.traces.length > 0) lines.push("", `on the way: ${report.traces.join(", ")}`);
  for (const { checks, settings } of report.advice) {
    lines.push("", `for ${checks.join(", ")}:`);
    for (const [where, what] of settings) lines.push(`  ${where.padEnd(14)} ${what}`);
  }
  lines.push("", summary(report));
  return lines.join("\n");
}

function summary({ checks }: Report): string {
  const count = (verdict: Verdict) => checks.filter((check) => check.verdict === verdict).length;
  const parts = [`${count("pass")} passed`, `${count("warn")} to look at`, `${count("fail")} failed`];
  if (count("unknown") > 0) parts.push(`${count("unknown")} could not be seen`);
  return parts.join(", ");
}

function wrapped(text: string, width: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1)!;
    if (line && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines;
}
