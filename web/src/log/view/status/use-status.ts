import { useEffect, useState } from "react";
import { STATUSES, type Workload, type WorkloadStatus } from "@/kit/workload";
import type { Connection } from "@/log/engine/protocol";

/**
 * A workload's status: as it was when the page was made, until its log tells otherwise. Then it is asked for anew; undefined
 * as long as nobody knows it.
 */
export function useStatus(
  workload: Workload,
  connection: Connection | undefined,
): WorkloadStatus | undefined {
  const [status, setStatus] = useState(workload.status);
  const goesOn = status === "running" || status === "pending";
  const isWrong =
    (goesOn && connection?.kind === "ended") || (status !== "running" && connection?.kind === "live");
  useEffect(() => {
    if (!isWrong) return;
    const request = new AbortController();
    const address = `/api/v1/workloads/${encodeURIComponent(workload.id)}`;
    fetch(address, { signal: request.signal, cache: "no-store" })
      .then((response) => response.json())
      .then((answer: { status?: unknown } | null) => {
        const now = STATUSES.find((status) => status === answer?.status);
        if (now) setStatus(now);
      })
      .catch(() => {}); // the connection's own state tells what is wrong
    return () => request.abort();
  }, [workload.id, isWrong]);
  return isWrong ? undefined : status;
}
