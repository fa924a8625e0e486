import { memo } from "react";
import { count } from "@/kit/quantity";
import type { GapRow } from "@/log/engine/protocol";

export const GapRowView = memo(function GapRowView({ row, source, onLoad }: Props) {
  return (
    <span className="log-gap">
      <span>
        {gapText(row.missed)}
        {source && ` (${source})`}
        {row.state === "lost" && " They are no longer kept."}
      </span>
      {row.state === "loading" && <span>Loading…</span>}
      {row.state === "loadable" && onLoad && (
        <button type="button" className="log-gap-load" onClick={() => onLoad(row.key)}>
          Load {row.missed === 1 ? "it" : "them"}
        </button>
      )}
    </span>
  );
});

interface Props {
  row: GapRow;
  /** The name of its workload, if there are several. */
  source?: string;
  onLoad?: (key: number) => void;
}

export function gapText(missed: number | null): string {
  if (missed === null) return "Lines may be missing here.";
  return missed === 1 ? "1 line is missing here." : `${count(missed)} lines are missing here.`;
}
