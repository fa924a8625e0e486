import { Mark, type MarkShape } from "./mark";
import type { WorkloadStatus } from "./workload";

const LOOKS: Record<WorkloadStatus, { mark: MarkShape; color: string }> = {
  pending: { mark: "dashes", color: "text-muted" },
  running: { mark: "play", color: "text-accent" },
  succeeded: { mark: "check", color: "text-good" },
  failed: { mark: "cross", color: "text-bad" },
  stopped: { mark: "square", color: "text-warn" },
};

export function WorkloadStatusLabel({ status }: { status: WorkloadStatus }) {
  const { mark, color } = LOOKS[status];
  return (
    <span className={`inline-flex items-baseline gap-1.5 text-xs whitespace-nowrap ${color}`}>
      <Mark shape={mark} />
      {status}
    </span>
  );
}
