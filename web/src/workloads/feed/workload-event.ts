import { STATUSES, type Workload } from "@/kit/workload";

/** What `/v1/events` says. */
export type WorkloadEvent =
  | { kind: "snapshot"; workloads: Workload[] }
  | { kind: "workload"; workload: Workload }
  | { kind: "removed"; id: string }
  | { kind: "activity"; workloads: Activity[] };

/** How a workload's log goes on, as far as the backend tells. */
export interface Activity {
  id: string;
  /** Lines of the last minute that are errors. */
  errorsPerMinute?: number;
  lastLine?: { time: string; message: string };
}

/**
 * The event that a server-sent event of this name and data is: `"unknown"` for a name that the contract does not have,
 * undefined if its data is not what the contract says. Checked by hand: zod would be most of this page's script.
 */
export function parseWorkloadEvent(name: string, data: string): WorkloadEvent | "unknown" | undefined {
  if (!NAMES.some((known) => known === name)) return "unknown";
  const value = parseJson(data);
  if (!isObject(value)) return undefined;
  if (name === "workload") return isWorkload(value) ? { kind: name, workload: value } : undefined;
  if (name === "removed") return typeof value.id === "string" ? { kind: name, id: value.id } : undefined;
  const { workloads } = value;
  if (name === "activity")
    return Array.isArray(workloads) && workloads.every(isActivity) ? { kind: name, workloads } : undefined;
  return Array.isArray(workloads) && workloads.every(isWorkload)
    ? { kind: "snapshot", workloads }
    : undefined;
}

const NAMES = ["snapshot", "workload", "removed", "activity"];

function isActivity(value: unknown): value is Activity {
  return (
    isObject(value) &&
    typeof value.id === "string" &&
    isOptional(value.errorsPerMinute, isCount) &&
    isOptional(value.lastLine, isLastLine)
  );
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && value >= 0; // JSON has no number that is none
}

function isLastLine(value: unknown): boolean {
  return isObject(value) && isTime(value.time) && typeof value.message === "string";
}

function isWorkload(value: unknown): value is Workload {
  return (
    isObject(value) &&
    typeof value.id === "string" &&
    value.id !== "" &&
    typeof value.name === "string" &&
    STATUSES.some((status) => status === value.status) &&
    isOptional(value.startedAt, isTime) &&
    isOptional(value.finishedAt, isTime) &&
    isOptional(value.exitCode, Number.isInteger) &&
    isOptional(value.labels, isLabels)
  );
}

function isOptional(value: unknown, check: (value: unknown) => boolean): boolean {
  return value === undefined || check(value);
}

function isTime(value: unknown): boolean {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}

function isLabels(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((label) => typeof label === "string");
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
