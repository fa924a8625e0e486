import type { Workload } from "@/lib/workloads";

const LOOKS: Record<Workload["status"], { symbol: string; color: string }> = {
  pending: { symbol: "◌", color: "text-muted" },
  running: { symbol: "▶", color: "text-accent" },
  succeeded: { symbol: "✓", color: "text-good" },
  failed: { symbol: "✕", color: "text-bad" },
  stopped: { symbol: "■", color: "text-warn" },
};

export function WorkloadStatusLabel({ workload: { status, exitCode } }: { workload: Workload }) {
  const { symbol, color } = LOOKS[status];
  return (
    <span className={`inline-flex items-baseline gap-1.5 text-xs whitespace-nowrap ${color}`}>
      <span aria-hidden>{symbol}</span>
      {status}
      {exitCode !== undefined && <span className="text-muted">exit code {exitCode}</span>}
    </span>
  );
}
