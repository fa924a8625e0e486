import type { Changes } from "./changes.ts";
import type { Workload } from "./workload.ts";

/**
 * The events of `/v1/events`: first `snapshot` with all workloads, then `workload` with each one that has changed. What
 * changes faster than the client reads is sent once, as it is when its turn comes: nothing piles up.
 */
export async function* workloadEvents(
  workloads: Iterable<Workload>,
  statusChanges: Changes,
  signal: AbortSignal,
) {
  const all = [...workloads];
  const sent = all.map((workload) => JSON.stringify(workload));
  yield `event: snapshot\ndata: {"workloads":[${sent.join()}]}\n\n`;
  for (;;) {
    let text = "";
    for (const [index, workload] of all.entries()) {
      const json = JSON.stringify(workload);
      if (json === sent[index]) continue;
      sent[index] = json;
      text += `event: workload\ndata: ${json}\n\n`;
    }
    if (text !== "") yield text;
    else await statusChanges.next(signal);
    if (signal.aborted) return;
  }
}
