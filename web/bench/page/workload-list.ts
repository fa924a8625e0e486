const ALL = 5_000;
const MANY_LABELS = 40; // as Kubernetes' controllers and operators put on what they make; on one workload in a hundred

/** The list of a large installation: each name has its number as a line of a log has. */
export const WORKLOAD_LIST = JSON.stringify({
  workloads: Array.from({ length: ALL }, (_, index) => ({
    id: `job-${String(index).padStart(4, "0")}`,
    name: `Job #${index} of the list`,
    status: (["running", "failed", "succeeded"] as const)[index % 3],
    startedAt: "2026-03-01T12:00:00.000Z",
    labels: Object.fromEntries(
      Array.from({ length: index % 100 === 0 ? MANY_LABELS : 4 }, (_, label) => [
        `app.example.com/label-${label}`,
        `value-${(index * (label + 1)) % 37}`,
      ]),
    ),
  })),
});
