"use client";

import { type ReactNode, useState } from "react";
import { timeSpan } from "@/log/engine/query/times";
import type { TimeMenuProps } from "./time-menu";

const MINUTE_MS = 60_000;
const AGO: [label: string, ms: number][] = [
  ["5 min", 5 * MINUTE_MS],
  ["15 min", 15 * MINUTE_MS],
  ["1 hour", 60 * MINUTE_MS],
];
const FORMS = "14:32, 2026-11-27T14:32, or -15m";

/** A place in time to go to, or a range to look at alone. */
export default function TimeChoices({ query, startedAt, onChange, onGo }: Omit<TimeMenuProps, "utc">) {
  const [range, setRange] = useState({ from: written(query.from), to: written(query.to) });
  const change = (from?: number, to?: number) => {
    setRange({ from: written(from), to: written(to) });
    onChange({ ...query, from, to });
  };
  return (
    <div className="grid w-72 gap-3">
      <TimeForm label="Go to" action="Go" onTime={(time) => onGo(time)} />
      <fieldset className="grid gap-1.5">
        <legend className="mb-1 text-muted">Only lines of</legend>
        <div className="flex flex-wrap gap-0.5">
          {AGO.map(([label, ms]) => (
            <button key={label} type="button" className="tool-chip" onClick={() => change(Date.now() - ms)}>
              the last {label}
            </button>
          ))}
          {startedAt !== undefined && (
            <button type="button" className="tool-chip" onClick={() => change(startedAt)}>
              this run
            </button>
          )}
        </div>
        <form
          className="grid gap-1.5"
          onSubmit={(event) => {
            event.preventDefault();
            change(timeOf(range.from), timeOf(range.to));
          }}
        >
          {(["from", "to"] as const).map((end) => (
            <Labelled key={end} label={end === "from" ? "From" : "Until"}>
              <TimeInput
                label={end === "from" ? "From" : "Until"}
                value={range[end]}
                onChange={(text) => setRange({ ...range, [end]: text })}
              />
            </Labelled>
          ))}
          <div className="flex gap-1">
            <button type="submit" className="button button-primary">
              Show these
            </button>
            <button type="button" className="button" onClick={() => change()}>
              All times
            </button>
          </div>
        </form>
      </fieldset>
    </div>
  );
}

function TimeForm({
  label,
  action,
  onTime,
}: {
  label: string;
  action: string;
  onTime: (time: number) => void;
}) {
  const [text, setText] = useState("");
  return (
    <form
      className="flex items-end gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        const time = timeOf(text);
        if (time !== undefined) onTime(time);
      }}
    >
      <Labelled label={label}>
        <TimeInput label={label} value={text} onChange={setText} />
      </Labelled>
      <button type="submit" className="button">
        {action}
      </button>
    </form>
  );
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex grow items-center gap-2">
      <span aria-hidden className="w-10 text-muted">
        {label}
      </span>
      {children}
    </div>
  );
}

/** Says what would be right when the form is sent with something else. */
function TimeInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
}) {
  return (
    <input
      type="text"
      aria-label={label}
      placeholder={FORMS}
      title={FORMS}
      autoComplete="off"
      spellCheck={false}
      className="h-7 min-w-0 grow rounded-md border border-line bg-page px-1.5"
      value={value}
      onChange={({ target }) => {
        const { value } = target;
        target.setCustomValidity(
          value.trim() === "" || timeOf(value) !== undefined ? "" : `A time is written as ${FORMS}.`,
        );
        onChange(value);
      }}
    />
  );
}

function timeOf(text: string): number | undefined {
  return text.trim() === "" ? undefined : timeSpan(text.trim(), Date.now())?.from;
}

function written(time: number | undefined): string {
  return time === undefined ? "" : new Date(time).toISOString();
}
