"use client";

import type { Remote } from "comlink";
import { useState } from "react";
import { count, countOf } from "@/kit/quantity";
import type { FieldFacet, LogSession } from "@/log/engine/protocol";
import { parseQuery } from "@/log/engine/query/parse-query";
import { MOST_COLUMNS, type Query } from "../find/url-state";
import { useAnswer } from "./use-answer";
import { withValue } from "./with-value";

/** The fields of the lines in the view, and of each its most frequent values: to have only the lines with one, or those without. */
export function FieldsPanel({ session, query, version, onChange }: PanelProps) {
  const fields = useAnswer(() => session.fields(), version);
  const [open, setOpen] = useState<string>();
  if (!fields) return <p className="panel-note">Reading the lines…</p>;
  if (fields.length === 0)
    return <p className="panel-note">The lines shown have no fields: no JSON, and no name=value.</p>;
  return (
    <ul className="facets">
      {fields.map(({ name, count: lines, distinct, more }) => (
        <li key={name} className="facet">
          <button
            type="button"
            className="facet-name"
            aria-expanded={open === name}
            onClick={() => setOpen(open === name ? undefined : name)}
          >
            <span className="truncate font-mono">{name}</span>
            <span className="facet-count" title={`In ${countOf(lines, "line")} of the last 5,000`}>
              {more ? `${count(distinct)}+` : count(distinct)} {distinct === 1 && !more ? "value" : "values"}
            </span>
          </button>
          {open === name && (
            <Values session={session} query={query} version={version} name={name} onChange={onChange} />
          )}
        </li>
      ))}
    </ul>
  );
}

export interface PanelProps {
  session: Remote<LogSession>;
  query: Query;
  /** Another one whenever the answers may be others. */
  version: string;
  onChange: (query: Query) => void;
}

function Values({ session, query, version, name, onChange }: PanelProps & { name: string }) {
  const facet = useAnswer(() => session.facet(name), `${name} ${version}`);
  const { columns, hidden } = query;
  const toggled = (names: string[]) =>
    names.includes(name) ? names.filter((other) => other !== name) : [...names, name];
  return (
    <div className="facet-values">
      <div className="flex gap-1">
        <button
          type="button"
          aria-pressed={columns.includes(name)}
          disabled={!columns.includes(name) && columns.length === MOST_COLUMNS}
          className="tool-chip"
          onClick={() => onChange({ ...query, columns: toggled(columns) })}
        >
          Column
        </button>
        <button
          type="button"
          aria-pressed={hidden.includes(name)}
          className="tool-chip"
          onClick={() => onChange({ ...query, hidden: toggled(hidden) })}
        >
          Hidden
        </button>
      </div>
      {!facet ? (
        <p className="panel-note">Counting…</p>
      ) : (
        <ValueList facet={facet} query={query} onChange={onChange} />
      )}
    </div>
  );
}

function ValueList({
  facet,
  query,
  onChange,
}: { facet: FieldFacet } & Pick<PanelProps, "query" | "onChange">) {
  const { name, top, distinct, more } = facet;
  const most = top[0]?.count ?? 1;
  const others = distinct - top.length;
  return (
    <>
      <ul className="grid gap-px">
        {top.map(({ value, count: times }) => (
          <li key={value} className="facet-value">
            <span aria-hidden className="facet-bar" style={{ width: `${(times / most) * 100}%` }} />
            <button
              type="button"
              className="facet-only"
              aria-pressed={isAsked(query, name, value)}
              title={`Only lines with ${name}=${value}`}
              onClick={() => onChange(withValue(query, { name, value }, false))}
            >
              <span className="truncate font-mono">{value === "" ? "(empty)" : value}</span>
              <span className="facet-count">{count(times)}</span>
            </button>
            <button
              type="button"
              className="field-button"
              aria-label={`Only lines without ${name}=${value}`}
              title={`Only lines without ${name}=${value}`}
              onClick={({ currentTarget }) => {
                // The button goes with its value, and with it would the focus.
                currentTarget.closest<HTMLElement>("[role=tabpanel]")!.focus({ preventScroll: true });
                onChange(withValue(query, { name, value }, true));
              }}
            >
              −
            </button>
          </li>
        ))}
      </ul>
      {(others > 0 || more) && (
        <p className="panel-note">{more ? "and many others" : `and ${countOf(others, "other")}`}</p>
      )}
    </>
  );
}

/** Whether the filter asks for lines with this value. */
function isAsked({ filter }: Query, name: string, value: string): boolean {
  const parsed = filter.regex ? undefined : parseQuery(filter.text);
  if (!parsed || parsed.problem) return false;
  return (
    parsed.parts?.some(
      ({ query }) =>
        query.kind === "field" && query.operator === "=" && query.name === name && query.value === value,
    ) ?? false
  );
}
