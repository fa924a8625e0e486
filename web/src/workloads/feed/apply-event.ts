import type { Workload } from "@/kit/workload";
import type { WorkloadEvent } from "./workload-event";

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
  }
}
