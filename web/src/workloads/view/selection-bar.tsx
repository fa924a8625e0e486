import Link from "next/link";

interface Props {
  /** In the order of the list. */
  ids: string[];
  /** How many of them the filter hides. */
  hidden: number;
  onClear: () => void;
}

/** The address of several workloads' logs as one. */
export function mergedLogHref(ids: string[]): string {
  return `/logs?${new URLSearchParams(ids.map((id) => ["w", id])).toString()}`;
}

/** What can be done with the workloads that are ticked. */
export function SelectionBar({ ids, hidden, onClear }: Props) {
  if (ids.length === 0) return null;
  return (
    <section aria-label="Selection" className="notice-bar border-accent">
      <p className="min-w-0 grow tabular-nums">
        <span className="font-medium">{ids.length} selected</span>
        {hidden > 0 && <span className="text-muted"> ({hidden} not shown here)</span>}
        {ids.length === 1 && <span className="text-muted"> · select more to open them as one log</span>}
      </p>
      {ids.length > 1 && (
        <Link href={mergedLogHref(ids)} prefetch={false} className="button button-primary">
          Open as one log
        </Link>
      )}
      <button type="button" className="button" onClick={onClear}>
        Clear
      </button>
    </section>
  );
}
