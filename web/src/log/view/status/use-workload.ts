import { useEffect, useState } from "react";
import { STATUSES, type Workload } from "@/kit/workload";
import type { Connection } from "@/log/engine/protocol";

// A restart while it runs is told by nothing that the log has. Asked for, and not followed: over HTTP/1.1 a page has few connections.
const ASK_MS = 15_000;

/**
 * A workload as it was when the page was made, and then as the backend has it: asked for when its log tells otherwise, and from time
 * to time while the page is looked at. `isStale`: its status is known to be another one now.
 */
export function useWorkload(
  first: Workload,
  connection: Connection | undefined,
): { workload: Workload; isStale: boolean } {
  const [workload, setWorkload] = useState(first);
  const { id, status } = workload;
  const goesOn = status === "running" || status === "pending";
  const isStale =
    (goesOn && connection?.kind === "ended") || (status !== "running" && connection?.kind === "live");
  useEffect(() => {
    let request = new AbortController();
    const ask = () => {
      request.abort();
      request = new AbortController();
      fetch(`/api/v1/workloads/${encodeURIComponent(id)}`, { signal: request.signal, cache: "no-store" })
        .then((response) => response.json())
        .then((answer: Partial<Workload> | null) => {
          if (STATUSES.some((status) => status === answer?.status))
            setWorkload((known) => ({
              ...known,
              startedAt: undefined,
              finishedAt: undefined,
              exitCode: undefined,
              ...answer,
              id,
            }));
        })
        .catch(() => {}); // the connection's own state tells what is wrong
    };
    if (isStale) ask();
    const timer = setInterval(() => document.hidden || ask(), ASK_MS);
    return () => {
      clearInterval(timer);
      request.abort();
    };
  }, [id, isStale]);
  return { workload, isStale };
}
