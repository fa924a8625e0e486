/** What a workload can be, in the order in which it is offered as a filter. */
export const STATUSES = ["running", "pending", "failed", "succeeded", "stopped"] as const;
export type WorkloadStatus = (typeof STATUSES)[number];

/** What the backend runs, as far as the console knows it. Times are RFC 3339. */
export interface Workload {
  id: string;
  name: string;
  status: WorkloadStatus;
  startedAt?: string;
  finishedAt?: string;
  exitCode?: number;
  labels?: Record<string, string>;
}

/** Whether there is something to stop. */
export function canStop({ status }: Workload): boolean {
  return status === "running" || status === "pending";
}
