import type { Changes } from "./changes.ts";
import type { Activity, Workload } from "./workload.ts";

/**
 * The events of `/v1/events`: first `snapshot` with all workloads, then `workload` with each one that has changed, and
 * `activity` with how the logs go on. What changes faster than the client reads is sent once, as it is when its turn comes:
 * nothing piles up.
 */
export async function* workloadEvents(workloads: Iterable<Workload>, changes: Changes, signal: AbortSignal) {
  const all = [...workloads];
  const sent = all.map((workload) => JSON.stringify(workload));
  const told: (Activity | undefined)[] = [];
  yield `event: snapshot\ndata: {"workloads":[${sent.join()}]}\n\n`;
  for (;;) {
    let text = "";
    for (const [index, workload] of all.entries()) {
      const json = JSON.stringify(workload);
      if (json === sent[index]) continue;
      sent[index] = json;
      text += `event: workload\ndata: ${json}\n\n`;
    }
    const activities = all.flatMap(({ activity }, index) => {
      if (!activity || activity === told[index]) return [];
      told[index] = activity;
      return [activity];
    });
    if (activities.length > 0)
      text += `event: activity\ndata: ${JSON.stringify({ workloads: activities })}\n\n`;
    if (text !== "") yield text;
    else await changes.next(signal);
    if (signal.aborted) return;
  }
}
