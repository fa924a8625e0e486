"use client";

import { useState } from "react";
import { count, countOf } from "@/kit/quantity";
import type { PatternSummary, PlaceSpread } from "@/log/engine/protocol";
import { clockTime } from "../volume/volume-geometry";
import type { PanelProps } from "./fields-panel";
import { useAnswer } from "./use-answer";
import { withValue } from "./with-value";

/**
 * The forms of the lines in the view, with what varies in them; before and since a moment, too: what is new then, what is gone, and how
 * often each came.
 */
export function PatternsPanel({
  session,
  query,
  version,
  startedAt,
  since,
  utc,
  onChange,
  onSince,
  onRow,
}: PatternsProps) {
  const [shown, setShown] = useState<Kind>("new");
  const answer = useAnswer(() => session.patterns(since), `${since} ${version}`);
  const [open, setOpen] = useState<string>();
  const choose = (moment: number | undefined) => {
    onSince(moment);
    setShown("new");
  };
  const patterns = answer?.patterns.filter(isOf[since === undefined ? "all" : shown]) ?? [];
  return (
    <>
      <div
        role="group"
        aria-label="Compared with what was before"
        className="flex flex-wrap items-center gap-0.5 pb-1.5"
      >
        <span className="px-1.5 text-muted">New since</span>
        {startedAt !== undefined && (
          <Chip
            pressed={since === startedAt}
            onClick={() => choose(since === startedAt ? undefined : startedAt)}
          >
            this run
          </Chip>
        )}
        <Chip
          pressed={since !== undefined && since !== startedAt}
          onClick={() => choose(since !== undefined && since !== startedAt ? undefined : Date.now())}
        >
          {since !== undefined && since !== startedAt ? clockTime(since, utc, 60_000) : "now"}
        </Chip>
      </div>
      {since !== undefined && (
        <div role="group" aria-label="Patterns shown" className="flex flex-wrap gap-0.5 pb-1.5 pl-1.5">
          {KINDS.map((kind) => (
            <Chip key={kind} pressed={shown === kind} onClick={() => setShown(kind)}>
              {kind} {answer && count(answer.patterns.filter(isOf[kind]).length)}
            </Chip>
          ))}
        </div>
      )}
      {!answer ? (
        <p className="panel-note">Reading the lines…</p>
      ) : (
        <>
          {patterns.length === 0 && <p className="panel-note">None.</p>}
          <ul className="facets">
            {patterns.map((pattern) => (
              <li key={pattern.text}>
                <PatternItem
                  pattern={pattern}
                  compared={since !== undefined}
                  open={open === pattern.text}
                  onOpen={() => setOpen(open === pattern.text ? undefined : pattern.text)}
                  onOnly={() => onChange(withValue(query, { name: "pattern", value: pattern.text }, false))}
                  onMute={() => onChange(withValue(query, { name: "pattern", value: pattern.text }, true))}
                  onRow={onRow}
                />
              </li>
            ))}
          </ul>
          {answer.others.patterns > 0 && (
            <p className="panel-note">
              and {countOf(answer.others.patterns, "rarer one")} of {countOf(answer.others.lines, "line")}
            </p>
          )}
        </>
      )}
    </>
  );
}

const KINDS = ["new", "gone", "all"] as const;
type Kind = (typeof KINDS)[number];

const isOf: Record<Kind, (pattern: PatternSummary) => boolean> = {
  new: ({ before }) => before === 0,
  gone: ({ before, count }) => before === count,
  all: () => true,
};

export interface PatternsProps extends PanelProps {
  /** When the last run began, in milliseconds since the epoch. */
  startedAt?: number;
  /** The moment before and after which lines are counted. */
  since?: number;
  onSince: (since: number | undefined) => void;
  utc: boolean;
  /** Shows the row with a key. */
  onRow: (key: number) => void;
}

function PatternItem({ pattern, compared, open, onOpen, onOnly, onMute, onRow }: PatternItemProps) {
  const { text, before, level, first, last, places } = pattern;
  const lines = compared ? `${count(before)} → ${count(pattern.count - before)}` : count(pattern.count);
  return (
    <>
      <button type="button" className="facet-name" aria-expanded={open} onClick={onOpen}>
        <span className="flex min-w-0 gap-1.5">
          <span className={`log-level log-level-${level} font-mono`} title={level}>
            {level?.[0]!.toUpperCase()}
          </span>
          <span className={`min-w-0 font-mono ${open ? "wrap-anywhere" : "truncate"}`}>{text}</span>
        </span>
        <span className="facet-count" title={compared ? "Lines before and since" : "Lines"}>
          {lines}
        </span>
      </button>
      {open && (
        <div className="facet-values">
          <div className="flex flex-wrap gap-1">
            <Chip onClick={onOnly}>Only these</Chip>
            <Chip onClick={onMute}>Without these</Chip>
            <Chip onClick={() => onRow(first)}>First</Chip>
            <Chip onClick={() => onRow(last)}>Last</Chip>
          </div>
          {places.length > 0 && (
            <ol className="grid gap-0.5 py-1 pl-1.5">
              {places.map((place, index) => (
                <li key={index} className="truncate" title={placeText(place)}>
                  <span className="font-mono text-accent">*</span> {placeText(place)}
                </li>
              ))}
            </ol>
          )}
        </div>
      )}
    </>
  );
}

interface PatternItemProps {
  pattern: PatternSummary;
  /** Whether its lines are counted before and since a moment. */
  compared: boolean;
  open: boolean;
  onOpen: () => void;
  onOnly: () => void;
  onMute: () => void;
  onRow: (key: number) => void;
}

/** "5 – 1,205 ms, median 12", or "3 values: GET (20), POST (4), PUT (1)". */
export function placeText({ numbers, distinct, more, top }: PlaceSpread): string {
  if (numbers && distinct > 1) {
    const [min, median, max] = [numbers.min, numbers.median, numbers.max].map((number) =>
      number.toLocaleString("en", { maximumSignificantDigits: 6 }),
    );
    return `${min} – ${max}${numbers.unit && ` ${numbers.unit}`}, median ${median}`;
  }
  const many = more ? `${count(distinct)}+ values` : countOf(distinct, "value");
  const list = top.map(({ value, count: times }) => `${value} (${count(times)})`).join(", ");
  return list === "" ? many : `${many}: ${list}`;
}

function Chip({ pressed, onClick, children }: ChipProps) {
  return (
    <button type="button" aria-pressed={pressed} className="tool-chip" onClick={onClick}>
      {children}
    </button>
  );
}

interface ChipProps {
  /** Undefined: it is no switch. */
  pressed?: boolean;
  onClick: () => void;
  children: React.ReactNode;
}
