import Link from "next/link";
import { memo, type Ref } from "react";
import { useLinkStatus } from "next/link";
import { countOf } from "@/kit/quantity";
import type { Action } from "@/kit/request-action";
import { canStop, type Workload } from "@/kit/workload";
import { WorkloadStatusLabel } from "@/kit/workload-status-label";
import type { Activity } from "../feed/workload-event";
import { RelativeTime } from "./relative-time";
import { WorkloadLabels } from "./workload-labels";

export interface WorkloadRowProps {
  ref: Ref<HTMLLIElement>;
  workload: Workload;
  /** Its place in the list, of as many as there are: most of them are not in the document. */
  index: number;
  of: number;
  /** Pixels between the row before it in the document and this one, where rows between them are not. */
  gap: number;
  activity?: Activity;
  /** The server's time when it rendered the page. */
  now: number;
  ticked: boolean;
  /** An action has been asked for, and not been answered. */
  busy: boolean;
  onTick: (id: string) => void;
  onAction: (action: Action, workload: Workload) => void;
}

export const WorkloadRow = memo(function WorkloadRow(props: WorkloadRowProps) {
  const { ref, workload, index, of, gap, activity, now, ticked, busy, onTick, onAction } = props;
  const { id, name, status, exitCode, labels } = workload;
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
    <li
      ref={ref}
      data-index={index}
      data-workload={id}
      aria-posinset={index + 1}
      aria-setsize={of}
      className="workload-row"
      style={gap > 0 ? { marginTop: gap } : undefined}
    >
      <label className="workload-control -m-2 flex p-2">
        <input
          type="checkbox"
          aria-label={`Select ${name}`}
          className="size-4 accent-accent"
          checked={ticked}
          onChange={() => onTick(id)}
        />
      </label>
      <div className="workload-name min-w-0">
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
      <div className="workload-about min-w-0">
        {labels && <WorkloadLabels labels={labels} />}
        {activity && <ActivityText {...activity} />}
      </div>
      <div className="workload-control workload-actions flex gap-1.5">
        {action("restart", "Restart", !busy)}
        {action("stop", "Stop", !busy && canStop(workload))}
      </div>
    </li>
  );
});

/** More than a message is read of in one line, however wide the screen. */
const MESSAGE_CHARACTERS = 300;

function ActivityText({ errorsPerMinute = 0, lastLine }: Activity) {
  return (
    <p className="flex min-w-0 gap-2 text-xs">
      {errorsPerMinute > 0 && (
        <span className="shrink-0 font-medium text-bad">{countOf(errorsPerMinute, "error")}/min</span>
      )}
      {lastLine && (
        // What turns the text around in it ends with it.
        <bdi className="truncate font-mono text-muted" title={lastLine.message.slice(0, MESSAGE_CHARACTERS)}>
          {lastLine.message.slice(0, MESSAGE_CHARACTERS)}
        </bdi>
      )}
    </p>
  );
}

function Since({ workload: { startedAt, finishedAt }, now }: Pick<WorkloadRowProps, "workload" | "now">) {
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
