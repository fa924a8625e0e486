// What Tailrace is to reach, each as a ratio to bare Node in the same run.
import { ratio } from "./markdown.ts";
import type { Metric, Results } from "./results.ts";

export interface Verdict {
  target: string;
  wanted: string;
  /** What would do. */
  least: string;
  found: string;
  verdict: "reached" | "at the least" | "**not reached**";
}

/** `least`: what would do, where the target is not reached. */
interface Target {
  title: string;
  metric: Metric;
  variant: string | number;
  target: number;
  least: number;
  /** Whether more is better. */
  more?: true;
}

const TARGETS: Target[] = [
  {
    title: "JSON of 300 B, answers per second",
    metric: "json.rate",
    variant: "300 B",
    target: 0.65,
    least: 0.55,
    more: true,
  },
  { title: "JSON of 300 B, CPU per answer", metric: "json.cpu", variant: "300 B", target: 1.8, least: 2.2 },
  {
    title: "JSON of 100 kB, answers per second",
    metric: "json.rate",
    variant: "100 kB",
    target: 0.9,
    least: 0.8,
    more: true,
  },
  {
    title: "– with gzip accepted",
    metric: "json.rate",
    variant: "100 kB, gzip accepted",
    target: 0.9,
    least: 0.8,
    more: true,
  },
  { title: "opening a quiet stream, p50", metric: "open.p50", variant: "", target: 1.2, least: 1.4 },
  { title: "– CPU each", metric: "open.cpu", variant: "", target: 1.5, least: 1.8 },
  {
    title: "1,000 streams opened at once, until all have headers",
    metric: "open.all",
    variant: "",
    target: 1.2,
    least: 1.5,
  },
  ...[100, 1_000, 5_000].map((streams): Target => ({
    title: `CPU per event, ${streams.toLocaleString("en")} streams`,
    metric: "event.cpu",
    variant: streams,
    target: 1.05,
    least: 1.15,
  })),
  ...[1_000, 5_000].map((streams): Target => ({
    title: `memory per open stream, ${streams.toLocaleString("en")} streams`,
    metric: "stream.rss",
    variant: streams,
    target: 1.2,
    least: 1.4,
  })),
  { title: "burst of one stream", metric: "burst", variant: 1, target: 0.95, least: 0.85, more: true },
  { title: "burst of 50 streams", metric: "burst", variant: 50, target: 0.95, least: 0.85, more: true },
  {
    title: "API call p99 beside 1,000 streams × 5/s",
    metric: "api.p99",
    variant: "1000 flowing",
    target: 1,
    least: 1.5,
  },
];

/** Every target that this run has the figures for. */
export function verdicts(results: Results): Verdict[] {
  return TARGETS.flatMap(({ title, metric, variant, target, least, more }) => {
    const [ours, floor] = ["tailrace", "bare-node"].map((name) => results.get(name, metric, variant)?.median);
    if (ours === undefined || floor === undefined) return [];
    const found = ours / floor;
    const reaches = (limit: number) => (more ? found >= limit : found <= limit);
    const sign = more ? "≥" : "≤";
    return {
      target: title,
      wanted: `${sign} ${ratio(target)}`,
      least: `${sign} ${ratio(least)}`,
      found: ratio(found),
      verdict: reaches(target) ? "reached" : reaches(least) ? "at the least" : "**not reached**",
    };
  });
}
