"use client";

import { useState } from "react";
import type { Workload } from "@/lib/workloads";
import { SiteHeader } from "../site-header";
import { WorkloadStatusLabel } from "../workload-status-label";
import type { LogSnapshot } from "./line-store";
import { LogLines } from "./log-lines";
import { count } from "./log-row";
import { StatusRegion } from "./status-region";
import { stateText, StreamBadge } from "./stream-badge";
import { StreamNotice } from "./stream-notice";
import { useFollowEnd } from "./use-follow-end";
import { type LogAddress, useLog } from "./use-log";

/** A workload's page: its heading, its log, and what the reader can do with it. */
export function LogView({ workload, ...address }: LogAddress & { workload: Workload }) {
  const { log, state, connect } = useLog(address);
  const [held, setHeld] = useState<LogSnapshot | null>(null);
  const shown = held ?? log;
  const { scroller, content, following, toEnd } = useFollowEnd();
  const below = useReceivedSince(shown.received, !following);
  const paused = held !== null;
  const over = state.kind === "ended" || state.kind === "refused";

  // The status is from when the page was made. That the log has ended, or is asked for once more, is newer.
  const [askedAgain, setAskedAgain] = useState(false);
  const ranWhenMade = workload.status === "pending" || workload.status === "running";
  const statusHolds = !askedAgain && !(ranWhenMade && state.kind === "ended");
  const connectAgain = () => {
    setAskedAgain(askedAgain || over);
    connect();
  };

  return (
    <div className="flex h-dvh flex-col">
      <SiteHeader>
        <h1
          className="min-w-32 grow basis-0 truncate font-semibold sm:min-w-0 sm:grow-0 sm:basis-auto"
          title={workload.id}
        >
          {workload.name}
        </h1>
        {statusHolds && <WorkloadStatusLabel status={workload.status} />}
        <div className="ml-auto flex items-center gap-3">
          <StreamBadge state={state} />
          {(paused || !over) && (
            <button type="button" className="button" onClick={() => setHeld(paused ? null : log)}>
              {paused ? `Resume (${count(log.received - held.received)} new)` : "Pause"}
            </button>
          )}
        </div>
      </SiteHeader>
      <main className="log-frame">
        <div ref={scroller} role="region" aria-label="Log" tabIndex={0} className="log-scroller">
          <div ref={content} role="list" aria-label="Lines" className="log-lines">
            <LogLines log={shown} />
            {!paused && <StreamNotice state={state} empty={log.received === 0} onConnect={connectAgain} />}
          </div>
        </div>
        {!following && (
          <button type="button" className="jump-button" onClick={toEnd}>
            ↓ {below > 0 ? `${count(below)} new ${below === 1 ? "line" : "lines"}` : "To the end"}
          </button>
        )}
      </main>
      <StatusRegion text={paused ? `Paused. ${stateText(state)}.` : `${stateText(state)}.`} />
    </div>
  );
}

/** How much `received` has grown since `counting` became true. */
function useReceivedSince(received: number, counting: boolean): number {
  const [since, setSince] = useState<number | null>(null);
  if (counting && since === null) setSince(received);
  if (!counting && since !== null) setSince(null);
  return since === null ? 0 : received - since;
}
