"use client";

import { NoticeRow } from "./log-row";
import type { Connection } from "@/log/protocol";

/** What the connection's state means for the reader, after the last line; undefined while lines are coming. */
export function StreamNotice({ state, empty, onConnect }: Props) {
  const text = noticeText(state, empty);
  if (!text) return null;
  const action = ACTIONS[state.kind];
  return (
    <NoticeRow>
      {text}{" "}
      {action && (
        <button type="button" className="button my-1 ml-1" onClick={onConnect}>
          {action}
        </button>
      )}
    </NoticeRow>
  );
}

interface Props {
  state: Connection;
  /** Whether no line has come yet. */
  empty: boolean;
  onConnect: () => void;
}

const ACTIONS: Partial<Record<Connection["kind"], string>> = {
  reconnecting: "Connect now",
  ended: "Look again",
  refused: "Ask again",
};

function noticeText(state: Connection, empty: boolean): string | undefined {
  switch (state.kind) {
    case "connecting":
      return empty ? "Asking for the log…" : undefined;
    case "waiting":
    case "paused":
      return undefined;
    case "live":
    case "quiet":
      return empty ? "No lines yet. They appear here as they are written." : undefined;
    case "reconnecting":
      return state.reason;
    case "ended":
      return state.exitCode === null
        ? "The log has ended."
        : `The log has ended with exit code ${state.exitCode}.`;
    case "refused":
      return state.reason;
  }
}
