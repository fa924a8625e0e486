import type { KeyboardEvent, RefObject } from "react";
import { STATUSES } from "@/kit/workload";
import { WorkloadStatusLabel } from "@/kit/workload-status-label";
import type { Filtered, WorkloadFilter } from "./workload-filter";

interface Props {
  filter: WorkloadFilter;
  onFilter: (part: Partial<WorkloadFilter>) => void;
  counts: Filtered["counts"];
  /** "3 of 12", or "12 workloads". */
  found: string;
  searchField: RefObject<HTMLInputElement | null>;
  /** The reader is done with the search, and wants what it found. */
  onDone: () => void;
  /** How it stands with the connection. */
  children: React.ReactNode;
}

/** Search and filter above the list. Nothing here changes its size when the numbers do. */
export function Toolbar({ filter, onFilter, counts, found, searchField, onDone, children }: Props) {
  const { query, statuses } = filter;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" || event.key === "ArrowDown") onDone();
    else if (event.key !== "Escape") return;
    else if (query === "") event.currentTarget.blur();
    else onFilter({ query: "" });
    event.preventDefault();
  };
  return (
    <div className="z-20 flex flex-wrap items-center gap-x-3 gap-y-2 bg-page py-2 sm:sticky sm:top-0">
      <search className="flex grow basis-full items-center gap-3 sm:basis-64">
        <input
          ref={searchField}
          type="search"
          aria-label="Search workloads"
          aria-keyshortcuts="/"
          placeholder="Search name, id, label"
          title="Words of the name, the id or a label (key=value)"
          autoComplete="off"
          spellCheck={false}
          className="text-field min-w-0 grow sm:max-w-72"
          value={query}
          onChange={(event) => onFilter({ query: event.currentTarget.value })}
          onKeyDown={onKeyDown}
        />
        <span className="min-w-[8ch] text-xs whitespace-nowrap text-muted tabular-nums">{found}</span>
      </search>
      <div className="flex min-h-7 items-center justify-end gap-3 max-sm:basis-full max-sm:justify-between">
        {children}
      </div>
      <div role="group" aria-label="Show only" className="flex basis-full flex-wrap gap-1.5">
        {STATUSES.map((status) => {
          const on = statuses.includes(status);
          return (
            <button
              key={status}
              type="button"
              className="chip"
              aria-pressed={on}
              onClick={() =>
                onFilter({ statuses: on ? statuses.filter((s) => s !== status) : [...statuses, status] })
              }
            >
              <WorkloadStatusLabel status={status} />{" "}
              <span className="min-w-[2ch] text-right tabular-nums">{counts[status]}</span>
            </button>
          );
        })}
      </div>
    </div>
  );
}
