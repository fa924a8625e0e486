"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import type { Workload, WorkloadStatus } from "@/kit/workload";
import { WorkloadStatusLabel } from "@/kit/workload-status-label";
import { Icon } from "../menus/icons";

/** The one row above the log: what it is the log of, how it stands, and what can be done. */
export function LogHeader({ workloads, status, names, badge, children }: Props) {
  const [single] = workloads;
  return (
    <header className={workloads.length > 1 ? "log-header log-header-several" : "log-header"}>
      <Link
        href="/"
        prefetch={false} // the log's own request would wait for it, where the browser has few connections left
        aria-label="Tailrace: all workloads"
        className="log-home"
      >
        <Icon name="back" />
        <span className="max-sm:hidden">Tailrace</span>
      </Link>
      {workloads.length > 1 ? (
        <>
          <h1 className="sr-only">Logs of {workloads.map(({ name }) => name).join(", ")}</h1>
          {names}
        </>
      ) : (
        <>
          <h1 className="log-title min-w-12 truncate font-semibold" title={single!.id}>
            {single!.name}
          </h1>
          {status && (
            <span>
              <WorkloadStatusLabel status={status} />
            </span>
          )}
        </>
      )}
      {badge}
      <div className="log-controls ml-auto flex shrink-0 items-center gap-0.5">{children}</div>
    </header>
  );
}

interface Props {
  /** One at least. */
  workloads: Workload[];
  /** Of a single one, if it is known. */
  status?: WorkloadStatus;
  /** The names of several. */
  names: ReactNode;
  badge: ReactNode;
  /** The controls. */
  children: ReactNode;
}
