"use client";

import type { ReactNode, Ref } from "react";
import { count } from "@/kit/quantity";
import type { Known } from "@/log/engine/query/complete-query";
import type { Finding as Progress, StreamName } from "@/log/engine/protocol";
import { FilterField } from "./filter-field";
import {
  type Query,
  isFiltering,
  LEVEL_CLASSES,
  type LevelClass,
  MOST_CONTEXT,
  withoutFilter,
} from "./url-state";

const LEVELS: Record<LevelClass, { title: string; color: string }> = {
  error: { title: "Errors and fatal errors", color: "bg-volume-error" },
  warn: { title: "Warnings", color: "bg-volume-warn" },
  info: { title: "Information", color: "bg-volume-info" },
  debug: { title: "Debug and trace", color: "bg-volume-debug" },
  other: { title: "Lines without a level", color: "bg-volume-other" },
};
const STREAMS: StreamName[] = ["stdout", "stderr"];

/** Which lines are in the view: by text, level and stream. A chip that is pressed shows its lines, none shows all. */
export function FilterBar({ ref, query, progress, shown, events, known, time, onChange, onLeave }: Props) {
  const { filter, levels, stream, context } = query;
  const filtering = isFiltering(query);
  const toggled = (level: LevelClass) =>
    LEVEL_CLASSES.filter((other) => levels.includes(other) !== (other === level));
  return (
    <div className="filter-bar">
      <div className="field-place">
        <FilterField
          ref={ref}
          filter={filter}
          problem={filter.text === "" ? undefined : progress?.problem}
          known={known}
          onChange={(filter) => onChange({ ...query, filter })}
          onLeave={onLeave}
        >
          {filtering && progress?.problem === undefined && (
            <output className="field-count" title="Rows shown, of those kept here">
              {progress && count(shown)}
              {!progress || progress.searching ? "…" : ` of ${count(events)}`}
            </output>
          )}
        </FilterField>
      </div>
      <div role="group" aria-label="Levels shown" className="flex flex-wrap gap-0.5">
        {LEVEL_CLASSES.map((level) => (
          <button
            key={level}
            type="button"
            aria-pressed={levels.includes(level)}
            title={LEVELS[level].title}
            className="tool-chip"
            onClick={() => onChange({ ...query, levels: toggled(level) })}
          >
            <span aria-hidden className={`size-2 rounded-xs ${LEVELS[level].color}`} />
            {level}
          </button>
        ))}
      </div>
      <div role="group" aria-label="Streams shown" className="flex gap-0.5">
        {STREAMS.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={stream === name}
            title={`Only ${name}`}
            className="tool-chip"
            onClick={() => onChange({ ...query, stream: stream === name ? undefined : name })}
          >
            {name}
          </button>
        ))}
      </div>
      {time}
      {filtering && (
        <>
          <select
            aria-label="Lines of context"
            title="Lines of context around each line that passes the filter"
            className="tool-chip"
            value={context}
            onChange={({ target }) => onChange({ ...query, context: Number(target.value) })}
          >
            {Array.from({ length: MOST_CONTEXT + 1 }, (_, lines) => (
              <option key={lines} value={lines}>
                ±{lines}
              </option>
            ))}
          </select>
          <button
            type="button"
            className="tool-chip text-accent"
            onClick={() => onChange(withoutFilter(query))}
          >
            Clear filter
          </button>
        </>
      )}
    </div>
  );
}

interface Props {
  ref: Ref<HTMLInputElement>;
  query: Query;
  /** Undefined until it is that of the query's filter. */
  progress?: Progress;
  /** Lines in the view. */
  shown: number;
  /** Rows that no filter hides. */
  events: number;
  /** What the lines have, for the filter to be completed. */
  known: () => Promise<Known>;
  /** The choice of times. */
  time: ReactNode;
  onChange: (query: Query) => void;
  onLeave: () => void;
}
