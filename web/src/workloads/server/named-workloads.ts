import type { Workload } from "@/kit/workload";

/** Rows of more logs than these cannot be told apart, and each is a stream of its own. */
export const MOST_LOGS = 20;

/** Workloads whose logs are to be followed as one, and how many more there are than can be. */
export interface ChosenIds {
  ids: string[];
  more: number;
}

/** The ids that an address names, each once. */
export function namedIds(value: string | string[] | undefined): ChosenIds {
  return chosen([...new Set([value ?? []].flat())].filter((id) => id !== ""));
}

/** Those of all workloads; the ones that run first. */
export function allIds(workloads: Workload[]): ChosenIds {
  const runs = ({ status }: Workload) => status === "running";
  const others = workloads.filter((workload) => !runs(workload));
  return chosen([...workloads.filter(runs), ...others].map(({ id }) => id));
}

function chosen(all: string[]): ChosenIds {
  return { ids: all.slice(0, MOST_LOGS), more: Math.max(0, all.length - MOST_LOGS) };
}
