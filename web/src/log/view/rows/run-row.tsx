import { memo } from "react";
import type { RunRow } from "@/log/engine/protocol";
import { isoTime, rowTime } from "./row-time";

/** The rule between two runs: how the one has ended, and what the other one runs. */
export const RunRowView = memo(function RunRowView({ row, source, utc, onCompare }: Props) {
  return (
    <span className="log-run">
      <span title={isoTime(row.at)}>
        {source && `${source}: `}
        {runText(row, utc)}
      </span>
      <button type="button" className="log-gap-load" onClick={() => onCompare(row.at)}>
        What is new
      </button>
    </span>
  );
});

interface Props {
  row: RunRow;
  /** The name of its workload, if there are several. */
  source?: string;
  utc: boolean;
  /** Shows what is new since a time (milliseconds since the epoch). */
  onCompare: (at: number) => void;
}

/** "Ended with exit code 1 at 12:00:03.120. A run begins at 12:00:05.004, version 1.3 in place of 1.2." */
export function runText(
  { at, ended, changed }: Pick<RunRow, "at" | "ended" | "changed">,
  utc: boolean,
): string {
  const time = (ms: number) => rowTime(ms, utc ? "utc" : "local", at);
  const end =
    ended &&
    `Ended${ended.exitCode === undefined ? "" : ` with exit code ${ended.exitCode}`}${ended.at === undefined ? "" : ` at ${time(ended.at)}`}. `;
  return `${end ?? ""}A run begins at ${time(at)}${changed ? `, ${changed[1]} in place of ${changed[0]}` : ""}.`;
}
