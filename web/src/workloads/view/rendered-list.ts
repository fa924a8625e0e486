import type { Workload } from "@/kit/workload";
import { filterWorkloads, type Filtered, type WorkloadFilter } from "./workload-filter";

/** What the server renders of the list, and when. */
export interface RenderedList {
  /** Of those that the address's filter shows, the first. */
  workloads: Workload[];
  /** How many there are, how many of them the filter shows, and how many of each status its query finds. */
  all: number;
  found: number;
  counts: Filtered["counts"];
  /** By `Date.now()`. */
  now: number;
}

/** More than a large screen shows at once. */
const FIRST_ROWS = 100;

/** The beginning of a list: of thousands of workloads the rest comes with the status stream, and not twice. */
export function renderedList(
  { workloads, now }: { workloads: Workload[]; now: number },
  filter: WorkloadFilter,
): RenderedList {
  const { shown, counts } = filterWorkloads(workloads, filter);
  const isShort = workloads.length <= FIRST_ROWS;
  return {
    workloads: isShort ? workloads : shown.slice(0, FIRST_ROWS),
    all: workloads.length,
    found: shown.length,
    counts,
    now,
  };
}
