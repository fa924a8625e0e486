import Link from "next/link";
import { memo } from "react";
import { useLinkStatus } from "next/link";
import type { Action } from "@/kit/request-action";
import { canStop, type Workload } from "@/kit/workload";
import { WorkloadStatusLabel } from "@/kit/workload-status-label";
import { RelativeTime } from "./relative-time";

interface Props {
  workload: Workload;
  /** The server's time when it rendered the page. */
  now: number;
  ticked: boolean;
  /** An action has been asked for, and not been answered. */
  busy: boolean;
  onTick: (id: string) => void;
  onAction: (action: Action, workload: Workload) => void;
}

export const WorkloadRow = memo(function WorkloadRow(props: Props) {
  const { workload, now, ticked, busy, onTick, onAction } = props;
  const { id, name, status, exitCode, labels = {} } = workload;
  const action = (action: Action, verb: string, possible: boolean) => (
    <button
      type="button"
      data-action={action}
      className="button"
      aria-label={`${verb} ${name}`}
      // Not `disabled`: a button that has the focus would lose it when the status changes.
      aria-disabled={!possible}
      onClick={() => possible && onAction(action, workload)}
    >
      {verb}
    </button>
  );
  return (
    <li data-workload={id} className="workload-row">
      <label className="workload-control -m-2 flex p-2">
        <input
          type="checkbox"
          aria-label={`Select ${name}`}
          className="size-4 accent-accent"
          checked={ticked}
          onChange={() => onTick(id)}
        />
      </label>
      <div className="min-w-0">
        <Link
          href={`/workloads/${encodeURIComponent(id)}`}
          // A log page is never the same twice, and each look costs the backend a request.
          prefetch={false}
          className="workload-link font-medium wrap-anywhere"
        >
          {name}
          <LinkPending />
        </Link>
        <p className="font-mono text-xs wrap-anywhere text-muted">{id}</p>
      </div>
      <div className="workload-status flex flex-wrap items-baseline gap-x-2 sm:block">
        <WorkloadStatusLabel status={status} />{" "}
        {exitCode !== undefined && <span className="text-xs text-muted sm:ml-1">exit code {exitCode}</span>}
        <p className="text-xs text-muted sm:min-h-4">
          <Since workload={workload} now={now} />
        </p>
      </div>
      <ul aria-label="Labels" className="workload-labels flex min-w-0 flex-wrap gap-1 empty:hidden">
        {Object.entries(labels).map(([key, value]) => (
          <li key={key} className="rounded border border-line px-1.5 text-xs wrap-anywhere text-muted">
            {key}={value}
          </li>
        ))}
      </ul>
      <div className="workload-control workload-actions flex gap-1.5">
        {action("restart", "Restart", !busy)}
        {action("stop", "Stop", !busy && canStop(workload))}
      </div>
    </li>
  );
});

function Since({ workload: { startedAt, finishedAt }, now }: Pick<Props, "workload" | "now">) {
  const time = finishedAt ?? startedAt;
  if (!time) return null;
  return (
    <>
      {finishedAt ? "finished" : "started"} <RelativeTime time={time} now={now} />
    </>
  );
}

function LinkPending() {
  const { pending } = useLinkStatus();
  return pending && <span className="ml-2 text-xs font-normal text-muted">opening…</span>;
}
