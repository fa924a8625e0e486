"use client";

import { useClock } from "../use-clock";
import type { Connection } from "@/log/protocol";

const LOOKS: Record<Connection["kind"], { symbol: string; color: string }> = {
  connecting: { symbol: "◌", color: "text-muted" },
  waiting: { symbol: "◌", color: "text-muted" },
  live: { symbol: "●", color: "text-good" },
  quiet: { symbol: "●", color: "text-good" },
  paused: { symbol: "‖", color: "text-muted" },
  reconnecting: { symbol: "↻", color: "text-warn" },
  ended: { symbol: "■", color: "text-muted" },
  refused: { symbol: "✕", color: "text-bad" },
};

/** How it stands with the connection, in a few words; the log's last row says more. */
export function StreamBadge({ state }: { state: Connection }) {
  const { symbol, color } = LOOKS[state.kind];
  return (
    <span
      data-state={state.kind}
      className={`inline-flex items-baseline gap-1.5 text-xs tabular-nums ${color}`}
    >
      <span aria-hidden>{symbol}</span>
      <span>
        {stateText(state)}
        {state.kind === "reconnecting" && <Attempt {...state} />}
      </span>
    </span>
  );
}

/** The state without what changes every second. */
export function stateText(state: Connection): string {
  switch (state.kind) {
    case "connecting":
      return "Connecting";
    case "waiting":
      return "Waiting for a connection";
    case "live":
      return "Live";
    case "quiet":
      return "Quiet";
    case "paused":
      return "Paused";
    case "reconnecting":
      return "Reconnecting";
    case "ended":
      return state.exitCode === null ? "Ended" : `Ended with exit code ${state.exitCode}`;
    case "refused":
      return state.status === undefined ? "Refused" : `Refused with status ${state.status}`;
  }
}

function Attempt({ attempt, retryAt }: { attempt: number; retryAt?: number }) {
  const now = () => `, attempt ${attempt} now`;
  const inSeconds = (at: number) =>
    `, attempt ${attempt} in ${Math.ceil(Math.max(0, retryAt! - at) / 1_000)} s`;
  return useClock(retryAt === undefined ? now : inSeconds, 0);
}
