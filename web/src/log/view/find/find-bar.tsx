"use client";

import { type ReactNode, type Ref, useImperativeHandle, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Known } from "@/log/engine/query/complete-query";
import type { Update } from "@/log/engine/protocol";
import { ToggleButton } from "../menus/toggle-button";
import { FilterBar } from "./filter-bar";
import { SearchBar } from "./search-bar";
import { isFiltering, type Query } from "./url-state";

export interface FindBarHandle {
  /** Puts the focus into the field, its text selected. */
  toFind(): void;
  toFilter(): void;
}

/** The row with search and filter. On a narrow screen the filter is folded away until it is asked for. */
export function FindBar({
  ref,
  query,
  update,
  isFiltered,
  ordinal,
  known,
  time,
  onChange,
  onGo,
  onLeave,
}: Props) {
  const findField = useRef<HTMLInputElement>(null);
  const filterField = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  useImperativeHandle(ref, () => ({
    toFind: () => findField.current!.select(),
    toFilter() {
      flushSync(() => setOpen(true)); // what is not shown takes no focus
      filterField.current!.select();
    },
  }));
  return (
    <search className="find-bar" data-open={open}>
      <SearchBar
        ref={findField}
        pattern={query.find}
        progress={update.search}
        ordinal={ordinal}
        onChange={(find) => onChange({ ...query, find })}
        onGo={onGo}
        onLeave={onLeave}
      />
      <ToggleButton
        className="find-bar-toggle"
        label="Filter"
        icon="filter"
        pressed={open || isFiltering(query)}
        onToggle={() => setOpen(!open)}
      />
      <FilterBar
        ref={filterField}
        query={query}
        progress={isFiltered ? update.filter : undefined}
        shown={update.shown}
        events={update.events}
        known={known}
        time={time}
        onChange={onChange}
        onLeave={onLeave}
      />
    </search>
  );
}

interface Props {
  ref: Ref<FindBarHandle>;
  query: Query;
  update: Pick<Update, "search" | "filter" | "shown" | "events">;
  /** Whether `update` is of the query's filter already. */
  isFiltered: boolean;
  /** Which hit the reader has come to, from 1. */
  ordinal?: number;
  /** What the lines have, for the filter to be completed. */
  known: () => Promise<Known>;
  /** The choice of times. */
  time: ReactNode;
  onChange: (query: Query) => void;
  onGo: (direction: 1 | -1) => void;
  onLeave: () => void;
}
