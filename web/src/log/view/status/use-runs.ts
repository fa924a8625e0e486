import type { Remote } from "comlink";
import { useEffect, useRef } from "react";
import type { Workload } from "@/kit/workload";
import type { LogSession, Run } from "@/log/engine/protocol";

/** Has a single log show where runs of its workload begin: the one that was there first, and each that is learnt of. */
export function useRuns(session: Remote<LogSession>, workload: Workload | undefined): void {
  const before = useRef<Workload>(undefined);
  useEffect(() => {
    if (!workload) return;
    const run = newRun(before.current, workload);
    before.current = workload;
    if (run) void session.addRun(0, run);
  }, [session, workload]);
}

/** The run that `now` is in, if `before` was in another one. */
export function newRun(before: Workload | undefined, now: Workload): Run | undefined {
  const at = timeOf(now.startedAt);
  if (at === undefined || now.startedAt === before?.startedAt) return undefined;
  if (!before) return { at };
  const end = { at: timeOf(before.finishedAt), exitCode: before.exitCode };
  const [was, is] = [versionOf(before), versionOf(now)];
  return {
    at,
    ...((end.at !== undefined || end.exitCode !== undefined) && { ended: end }),
    ...(was !== undefined && is !== undefined && was !== is && { changed: [was, is] }),
  };
}

function timeOf(time: string | undefined): number | undefined {
  const at = Date.parse(time ?? "");
  return Number.isNaN(at) ? undefined : at;
}

/** Labels by which backends tell what runs: Kubernetes' recommended one first. */
const VERSIONS = ["app.kubernetes.io/version", "version", "image"];

function versionOf({ labels = {} }: Workload): string | undefined {
  const name = VERSIONS.find((name) => Object.hasOwn(labels, name));
  return name && labels[name];
}
