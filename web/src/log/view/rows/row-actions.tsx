import type { LineRow } from "@/log/engine/protocol";

export interface RowActionHandlers {
  onShare: (row: LineRow) => void;
  onShowContext?: (row: LineRow) => void;
  onCopy: (row: LineRow) => void;
}

/** What can be done with the row that the pointer or the keyboard is at. */
export function RowActions({ row, ...on }: RowActionHandlers & { row: LineRow }) {
  return (
    <span className="log-actions">
      <span className="log-action-bar">
        <ActionButton name="Copy line" path={COPY} onClick={() => on.onCopy(row)} />
        <ActionButton name="Copy link to this line" path={LINK} onClick={() => on.onShare(row)} />
        {on.onShowContext && (
          <ActionButton
            name="Show lines around this one"
            path={CONTEXT}
            onClick={() => on.onShowContext!(row)}
          />
        )}
      </span>
    </span>
  );
}

function ActionButton({ name, path, onClick }: { name: string; path: string; onClick: () => void }) {
  return (
    <button type="button" className="log-action" aria-label={name} title={name} onClick={onClick}>
      <svg viewBox="0 0 16 16" aria-hidden="true" width="14" height="14">
        <path
          d={path}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </button>
  );
}

const COPY = "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z";
const LINK =
  "M6.5 9.5a3 3 0 0 0 4.2 0l2.2-2.2a3 3 0 0 0-4.2-4.2l-.8.8M9.5 6.5a3 3 0 0 0-4.2 0L3.1 8.7a3 3 0 0 0 4.2 4.2l.8-.8";
const CONTEXT = "M2.5 8h11M5 4.5h6M5 11.5h6M8 1v.5M8 14.5v.5";
