export type Verdict = "pass" | "warn" | "fail" | "unknown";

/** What would have to be set differently on the way. */
export type Cause =
  "buffering" | "compression" | "first byte" | "idle" | "http" | "last-event-id" | "caching";

export interface Check {
  name: string;
  verdict: Verdict;
  /** What was measured, and what it means where that is not plain. */
  measured: string;
  cause?: Cause;
}

export function seconds(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

/** `median(sorted)`, and any other quantile. */
export function quantile(values: number[], q = 0.5): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!;
}
