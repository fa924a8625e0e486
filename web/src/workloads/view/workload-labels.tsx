import { useState } from "react";

/** As many as one line of a row has room for. */
const SHOWN = 4;

/** A workload's labels: in one line the first of them, and how many more there are. */
export function WorkloadLabels({ labels }: { labels: Record<string, string> }) {
  const [all, setAll] = useState(false);
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const shown = all ? pairs : pairs.slice(0, SHOWN);
  if (pairs.length === 0) return null;
  return (
    <ul aria-label="Labels" className={`flex min-w-0 gap-1 ${all ? "flex-wrap" : ""}`}>
      {shown.map((pair) => (
        <li
          key={pair}
          title={pair}
          className={`min-w-0 rounded border border-line px-1.5 text-xs text-muted ${all ? "wrap-anywhere" : "truncate"}`}
        >
          {pair}
        </li>
      ))}
      {pairs.length > SHOWN && (
        <li className="workload-control shrink-0">
          <button
            type="button"
            className="block rounded border border-line px-1.5 text-xs text-muted hover:border-muted"
            aria-expanded={all}
            aria-label={all ? "Fewer labels" : `${pairs.length - SHOWN} more labels`}
            onClick={() => setAll(!all)}
          >
            {all ? "fewer" : `+${pairs.length - SHOWN}`}
          </button>
        </li>
      )}
    </ul>
  );
}
