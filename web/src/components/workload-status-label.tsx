import type { WorkloadStatus } from "@/lib/workloads";

const LOOKS: Record<WorkloadStatus, { symbol: string; color: string }> = {
  pending: { symbol: "◌", color: "text-muted" },
  running: { symbol: "▶", color: "text-accent" },
  succeeded: { symbol: "✓", color: "text-good" },
  failed: { symbol: "✕", color: "text-bad" },
  stopped: { symbol: "■", color: "text-warn" },
};

export function WorkloadStatusLabel({ status }: { status: WorkloadStatus }) {
  const { symbol, color } = LOOKS[status];
  return (
    <span className={`inline-flex items-baseline gap-1.5 text-xs whitespace-nowrap ${color}`}>
      <span aria-hidden>{symbol}</span>
      {status}
    </span>
  );
}
