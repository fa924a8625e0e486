import Link from "next/link";
import type { Workload } from "@/lib/workloads";
import { LinkPending } from "./link-pending";
import { RefreshButton } from "./refresh-button";
import { Notice } from "./notice";
import { RelativeTime } from "./relative-time";
import { WorkloadStatusLabel } from "./workload-status-label";

export function WorkloadList({ workloads, now }: { workloads: Workload[]; now: number }) {
  if (workloads.length === 0) {
    return (
      <Notice title="No workloads" text="The backend runs none at the moment.">
        <RefreshButton>Look again</RefreshButton>
      </Notice>
    );
  }
  return (
    <>
      <h1 className="sr-only">Workloads</h1>
      <ul className="divide-y divide-line rounded-md border border-line">
        {workloads.map((workload) => (
          <WorkloadItem key={workload.id} workload={workload} now={now} />
        ))}
      </ul>
    </>
  );
}

function WorkloadItem({ workload, now }: { workload: Workload; now: number }) {
  const { id, name, status, startedAt, finishedAt, exitCode, labels = {} } = workload;
  return (
    <li className="relative flex flex-wrap items-baseline gap-x-4 gap-y-1 px-3 py-2 hover:bg-raised">
      <div className="min-w-0 grow basis-64">
        <Link
          href={`/workloads/${encodeURIComponent(id)}`}
          // A log page is never the same twice, and each look costs the backend a request.
          prefetch={false}
          className="font-medium wrap-anywhere after:absolute after:inset-0"
        >
          {name}
          <LinkPending />
        </Link>
        <p className="font-mono text-xs wrap-anywhere text-muted">{id}</p>
      </div>
      <div className="flex flex-wrap items-baseline gap-x-3 sm:block sm:basis-44">
        <WorkloadStatusLabel status={status} />{" "}
        {exitCode !== undefined && <span className="text-xs text-muted sm:ml-2">exit code {exitCode}</span>}
        <p className="text-xs text-muted">
          {finishedAt ? (
            <>
              finished <RelativeTime time={finishedAt} now={now} />
            </>
          ) : (
            startedAt && (
              <>
                started <RelativeTime time={startedAt} now={now} />
              </>
            )
          )}
        </p>
      </div>
      <ul aria-label="Labels" className="flex min-w-0 basis-full flex-wrap gap-1 sm:basis-48">
        {Object.entries(labels).map(([key, value]) => (
          <li key={key} className="rounded border border-line px-1.5 text-xs wrap-anywhere text-muted">
            {key}={value}
          </li>
        ))}
      </ul>
    </li>
  );
}
