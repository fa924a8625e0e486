"use client";

import { lazy, Suspense } from "react";
import { Menu } from "../menus/menu";
import { clockTime } from "../volume/volume-geometry";
import type { Query } from "./url-state";

const TimeChoices = lazy(() => import("./time-choices"));

/** Which times the view is of, and the ways to others. */
export function TimeMenu({ query, utc, startedAt, onChange, onGo }: TimeMenuProps) {
  const { from, to } = query;
  const chosen = from !== undefined || to !== undefined;
  return (
    <Menu
      label="Time"
      named
      className="tool-chip"
      data-state={chosen ? "chosen" : undefined}
      button={chosen ? <span className="text-accent">{rangeText(from, to, utc)}</span> : "Time"}
    >
      <Suspense>
        <TimeChoices query={query} startedAt={startedAt} onChange={onChange} onGo={onGo} />
      </Suspense>
    </Menu>
  );
}

export interface TimeMenuProps {
  query: Query;
  utc: boolean;
  /** When the last run began, in milliseconds since the epoch. */
  startedAt?: number;
  onChange: (query: Query) => void;
  /** Shows the lines from a time on (milliseconds since the epoch). */
  onGo: (time: number) => void;
}

/** "14:30:05 – 14:32:10"; with dates where the ends, or now, are on different days. */
export function rangeText(from: number | undefined, to: number | undefined, utc: boolean): string {
  const span = Math.abs((to ?? Date.now()) - (from ?? Date.now()));
  const text = (at: number) => clockTime(at, utc, span);
  if (from === undefined) return `until ${text(to!)}`;
  return to === undefined ? `since ${text(from)}` : `${text(from)} – ${text(to)}`;
}
