// What Tailrace is to reach, each as a ratio or a difference within one run.
import type { Metric, Results } from "./results.ts";
import { figure, ratio } from "./markdown.ts";

export interface Verdict {
  target: string;
  wanted: string;
  found: string;
  reached: boolean;
}

const OURS = "tailrace";
const FLOOR = "bare-node";

/** Every target that this run has the figures for. */
export function verdicts(results: Results): Verdict[] {
  const of = (system: string, metric: Metric, variant: string | number = "") =>
    results.get(system, metric, variant)?.median ?? NaN;
  const over = (metric: Metric, variant: string | number, peer: string) =>
    of(OURS, metric, variant) / of(peer, metric, variant);
  const added = (metric: Metric, variant: string | number = "") =>
    of(OURS, metric, variant) - of("direct", metric, variant);

  const atMost = (
    target: string,
    value: number,
    limit: number,
    show: (value: number) => string,
  ): Verdict => ({
    target,
    wanted: `≤ ${show(limit)}`,
    found: show(value),
    reached: value <= limit,
  });
  const atLeast = (target: string, value: number, limit: number): Verdict => ({
    target,
    wanted: `≥ ${ratio(limit)}`,
    found: ratio(value),
    reached: value >= limit,
  });
  const ms = (value: number) => `${figure(value)} ms`;
  const kB = (value: number) => `${figure(value)} kB`;
  const percent = (value: number) => `${(100 * value).toFixed(0)} %`;
  const growth = (metric: Metric, from: number, to: number) =>
    of(OURS, metric, to) / of(OURS, metric, from) - 1;

  return [
    atMost("CPU per event, 1,000 streams, over bare Node", over("event.cpu", 1_000, FLOOR), 1.3, ratio),
    atMost("– at the least", over("event.cpu", 1_000, FLOOR), 1.6, ratio),
    atMost("memory per open stream at 5,000, over bare Node", over("stream.rss", 5_000, FLOOR), 1.5, ratio),
    atMost("– at the least", of(OURS, "stream.rss", 5_000), 64, kB),
    atMost("opening a quiet stream, p50, more than direct", added("open.p50"), 5, ms),
    atMost("added delay per event at 1,000 streams × 5/s, p50", added("delay.p50", 1_000), 0.3, ms),
    atMost("added delay per event at 1,000 streams × 5/s, p99", added("delay.p99", 1_000), 10, ms),
    atMost("growth of CPU per event, 100 → 5,000 streams", growth("event.cpu", 100, 5_000), 0.15, percent),
    atMost("growth of memory per stream, 1,000 → 5,000", growth("stream.rss", 1_000, 5_000), 0.15, percent),
    atLeast("burst of one stream, over the external rewrite", over("burst", 1, "next-rewrite"), 1),
    atLeast("burst of one stream, over bare Node", over("burst", 1, FLOOR), 0.6),
    atLeast("burst of 50 streams, over the external rewrite", over("burst", 50, "next-rewrite"), 1),
    atLeast("burst of 50 streams, over bare Node", over("burst", 50, FLOOR), 0.6),
    atLeast(
      "JSON of 300 B per second, over the constant handler",
      over("json.rate", "300 B", "constant"),
      0.9,
    ),
    atLeast(
      "JSON of 300 B per second, over the plain fetch handler",
      over("json.rate", "300 B", "next-fetch"),
      1.5,
    ),
    atLeast(
      "JSON of 100 kB per second, over the constant handler",
      over("json.rate", "100 kB", "constant"),
      0.9,
    ),
    atLeast(
      "JSON of 100 kB per second, over the plain fetch handler",
      over("json.rate", "100 kB", "next-fetch"),
      1.5,
    ),
    atMost(
      "API call p99 beside 1,000 quiet streams, over none",
      of(OURS, "api.p99", "quiet") / of(OURS, "api.p99", "none"),
      2,
      ratio,
    ),
    atMost(
      "API call p99 beside 1,000 streams × 5/s, over none",
      of(OURS, "api.p99", "flowing") / of(OURS, "api.p99", "none"),
      2,
      ratio,
    ),
  ].filter(({ found }) => !found.includes("NaN"));
}
