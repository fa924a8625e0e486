const EVERY_MS = 500; // a process starts in less
const TIMES = 20; // a command that ignores SIGTERM for 5 s is waited for, and one that fails to start is not for ever

/**
 * Resolves when the backend says that a workload runs, or after 10 s: a log that is asked for before that ends once more at
 * once (docs/log-stream.md, "Started again after that").
 */
export async function untilItRuns(id: string): Promise<void> {
  for (let time = 0; time < TIMES; time++) {
    const answer = await fetch(`/api/v1/workloads/${encodeURIComponent(id)}`, { cache: "no-store" })
      .then((response) => response.json() as Promise<{ status?: unknown } | null>)
      .catch(() => null);
    if (answer?.status === "running") return;
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}
