import type { Workload } from "@/kit/workload";
import type { Activity, WorkloadEvent } from "./workload-event";

/** The list after `event`. Workloads keep their places, new ones come last, and what has not changed is the same object. */
export function applyEvent(list: readonly Workload[], event: WorkloadEvent): readonly Workload[] {
  switch (event.kind) {
    case "snapshot":
      return event.workloads;
    case "workload": {
      const at = list.findIndex(({ id }) => id === event.workload.id);
      return at < 0 ? [...list, event.workload] : list.with(at, event.workload);
    }
    case "removed":
      return list.some(({ id }) => id === event.id) ? list.filter(({ id }) => id !== event.id) : list;
    case "activity":
      return list;
  }
}

/** What is known of each log, by the workload's id. */
export type Activities = ReadonlyMap<string, Activity>;

/** What is known after `event`; the same map if that is as much as before. */
export function applyToActivities(known: Activities, event: WorkloadEvent): Activities {
  switch (event.kind) {
    case "snapshot":
      return new Map();
    case "workload":
      return known;
    case "removed":
      return known.has(event.id) ? new Map([...known].filter(([id]) => id !== event.id)) : known;
    case "activity":
      return new Map([...known, ...event.workloads.map((activity) => [activity.id, activity] as const)]);
  }
}
