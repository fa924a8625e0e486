// CPU time and memory of a process and all its descendants, as Linux accounts for them.
import { readdirSync, readFileSync } from "node:fs";

/** CPU time so far, in µs: every thread's time on a CPU, to the nanosecond. */
export function cpuMicros(pid: number): number {
  let nanos = 0;
  for (const each of tree(pid)) {
    for (const thread of readdirSync(`/proc/${each}/task`)) {
      nanos += Number(readFileSync(`/proc/${each}/task/${thread}/schedstat`, "utf8").split(" ")[0]);
    }
  }
  return nanos / 1_000;
}

/** How many files a process may have open. Node takes as many as the hard limit allows. */
export function openFilesLimit(): number {
  const limits = readFileSync("/proc/self/limits", "utf8");
  return Number(/^Max open files +\S+ +(\d+)/m.exec(limits)?.[1] ?? 1_024);
}

/** Resident memory, in kB. Pages that processes share are counted for each. */
export function rssKb(pid: number): number {
  return tree(pid).reduce(
    (sum, each) =>
      sum + Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${each}/status`, "utf8"))?.[1] ?? 0),
    0,
  );
}

function tree(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").split(" ").filter(Boolean).map(Number),
  );
  return [pid, ...children.flatMap(tree)];
}
