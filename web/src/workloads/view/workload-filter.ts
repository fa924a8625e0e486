import { STATUSES, type Workload, type WorkloadStatus } from "@/kit/workload";

export interface WorkloadFilter {
  /** Words that must all be in a workload's name, id or labels (`key=value`), in any case. */
  query: string;
  /** None is all. */
  statuses: readonly WorkloadStatus[];
}

export interface Filtered {
  shown: Workload[];
  /** How many the query finds of each status, whether that status is shown or not. */
  counts: Record<WorkloadStatus, number>;
}

/** What of `list` the filter shows, in the list's order. */
export function filterWorkloads(list: readonly Workload[], { query, statuses }: WorkloadFilter): Filtered {
  const words = query.toLowerCase().split(/\s+/);
  const found = list.filter((workload) => {
    const text = searchText(workload);
    return words.every((word) => text.includes(word));
  });
  const counts = { running: 0, pending: 0, failed: 0, succeeded: 0, stopped: 0 };
  for (const { status } of found) counts[status] += 1;
  const shown = statuses.length === 0 ? found : found.filter(({ status }) => statuses.includes(status));
  return { shown, counts };
}

/** The filter in an address's query: `q`, and a `status` for each. */
export function filterOf(params: URLSearchParams): WorkloadFilter {
  const named = params.getAll("status");
  return { query: params.get("q") ?? "", statuses: STATUSES.filter((status) => named.includes(status)) };
}

/** `params` with `filter` in place of the one they had. */
export function withFilter(params: URLSearchParams, { query, statuses }: WorkloadFilter): URLSearchParams {
  const next = new URLSearchParams(params);
  next.delete("q");
  next.delete("status");
  if (query !== "") next.set("q", query);
  for (const status of statuses) next.append("status", status);
  return next;
}

/** Of thousands of workloads the texts take longer to make than to search, and most workloads are the same at the next key. */
const searchTexts = new WeakMap<Workload, string>();

function searchText(workload: Workload): string {
  let text = searchTexts.get(workload);
  if (text === undefined) {
    const { id, name, labels = {} } = workload;
    const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
    // A line end is in no word, so that none is found across two fields.
    text = [name, id, ...pairs].join("\n").toLowerCase();
    searchTexts.set(workload, text);
  }
  return text;
}
