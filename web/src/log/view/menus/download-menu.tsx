"use client";

import { type Ref, useState } from "react";
import { countOf, megabytes } from "@/kit/quantity";
import type { Source } from "@/log/engine/protocol";
import { Icon } from "./icons";
import { Menu } from "./menu";
import type { DownloadState } from "./use-download";

/** Files of the log: what is shown, and each workload's whole log. */
export function DownloadMenu({ ref, sources, shown, state, onStart, onCancel }: Props) {
  const running = state.kind === "running";
  const [plain, setPlain] = useState(false);
  return (
    <Menu ref={ref} label="Download" button={<Icon name="download" />}>
      <div className="grid justify-items-start gap-1.5">
        <button type="button" className="menu-item" disabled={running} onClick={() => onStart()}>
          What is shown
          <span className="text-muted">{countOf(shown, "row")}</span>
        </button>
        {sources.map(({ id, name }, index) => (
          <button
            key={id}
            type="button"
            className="menu-item"
            disabled={running}
            onClick={() => onStart(index, plain)}
          >
            The whole log{sources.length > 1 && ` of ${name}`}
            <span className="text-muted">from the backend</span>
          </button>
        ))}
        <label className="flex items-center gap-2 px-2">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={plain}
            onChange={({ target }) => setPlain(target.checked)}
          />
          Whole logs without escape sequences
        </label>
        {running && (
          <p className="flex w-full items-center gap-2 px-2 tabular-nums">
            {state.progress
              ? `${countOf(state.progress.lines, "line")}, ${megabytes(state.progress.bytes)}`
              : "Asking for the log…"}
            <button type="button" className="button ml-auto" onClick={onCancel}>
              Cancel
            </button>
          </p>
        )}
        {state.kind === "saved" && <p className="px-2 wrap-anywhere text-good">Saved as {state.name}</p>}
        {state.kind === "cancelled" && <p className="px-2 text-muted">Cancelled</p>}
        {state.kind === "failed" && (
          <p role="alert" className="px-2 wrap-anywhere text-bad">
            {state.reason}
          </p>
        )}
      </div>
    </Menu>
  );
}

interface Props {
  ref: Ref<HTMLButtonElement>;
  sources: Source[];
  /** Rows in the view. */
  shown: number;
  state: DownloadState;
  onStart: (source?: number, plain?: boolean) => void;
  onCancel: () => void;
}
