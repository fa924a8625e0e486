"use client";

import type { Source } from "@/log/engine/protocol";
import { sourceColor } from "../rows/line-row";

/** The names of the merged logs in their colours. One that is pressed is shown, the others not; none shows all. */
export function SourceChips({ sources, shown, onChange }: Props) {
  return (
    <div role="group" aria-label="Workloads shown" className="source-chips">
      {sources.map(({ id, name }, index) => {
        const pressed = shown.includes(id);
        return (
          <button
            key={id}
            type="button"
            aria-pressed={pressed}
            title={`${name} (${id})`}
            className="tool-chip max-w-40 shrink-0"
            onClick={() => onChange(pressed ? shown.filter((other) => other !== id) : [...shown, id])}
          >
            <span
              aria-hidden
              className={`log-source-${sourceColor(index)} size-2 shrink-0 rounded-xs bg-current`}
            />
            <span className="truncate">{name}</span>
          </button>
        );
      })}
    </div>
  );
}

interface Props {
  sources: Source[];
  /** Ids of those that are pressed. */
  shown: string[];
  onChange: (shown: string[]) => void;
}
