import type { SharedLineState } from "./use-shared-line";

/** What has become of the line that the page was opened for, as long as it is not in sight. */
export function SharedLineNotice({ state, onClearFilter, onRetry, onDismiss }: Props) {
  if (!state) return null;
  return (
    <div role="alert" className="page-notice">
      {TEXTS[state]}
      {state === "filtered" && (
        <button type="button" className="button" onClick={onClearFilter}>
          Clear filter
        </button>
      )}
      {state === "failed" && (
        <button type="button" className="button" onClick={onRetry}>
          Try again
        </button>
      )}
      {state !== "looking" && (
        <button type="button" className="button" onClick={onDismiss}>
          Dismiss
        </button>
      )}
    </div>
  );
}

const TEXTS: Record<NonNullable<SharedLineState>, string> = {
  looking: "Looking for the line of this link…",
  gone: "The line of this link is no longer kept.",
  filtered: "The line of this link is hidden by the filter.",
  failed: "The backend does not say whether it keeps the line of this link.",
};

interface Props {
  state: SharedLineState;
  onClearFilter: () => void;
  onRetry: () => void;
  onDismiss: () => void;
}
