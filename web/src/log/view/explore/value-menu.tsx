"use client";

import { useLayoutEffect, useRef } from "react";
import { MOST_COLUMNS, type Query, writeQuery } from "../find/url-state";
import type { PickedValue } from "../rows/log-rows";
import { withValue } from "./with-value";

/** What can be done with a value of a line: to have only the lines with it, or those without, here or in all logs. */
export default function ValueMenu({ picked, query, onChange, onCopy, onClose }: Props) {
  const { name, value, x, y } = picked;
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { style } = menu.current!;
    menu.current!.showPopover();
    menu.current!.querySelector("button")!.focus();
    const { offsetWidth, offsetHeight } = menu.current!;
    style.left = `max(0px, min(${x}px, 100vw - ${offsetWidth + GAP_PX}px))`;
    style.top = `${y + GAP_PX + offsetHeight > innerHeight ? y - GAP_PX - offsetHeight : y + GAP_PX}px`;
  }, [x, y]);

  const only = withValue(query, picked, false);
  const done = (action: () => void) => () => {
    menu.current!.hidePopover();
    action();
  };
  const item = (label: string, action: () => void) => (
    <button type="button" className="menu-item" onClick={done(action)}>
      {label}
    </button>
  );
  const toggled = (names: string[]) =>
    names.includes(name!) ? names.filter((other) => other !== name) : [...names, name!];
  return (
    <div
      ref={menu}
      popover="auto"
      role="dialog"
      aria-label="What to do with this value"
      className="value-menu"
      onToggle={({ newState }) => newState === "closed" && onClose()}
    >
      <p className="value-menu-title">
        {name !== undefined && <span className="log-field-name">{name}=</span>}
        {value}
      </p>
      {item("Only lines with it", () => onChange(only))}
      {item("Only lines without it", () => onChange(withValue(query, picked, true)))}
      {item("Find it", () =>
        onChange({ ...query, find: { text: value, regex: false, caseSensitive: false } }),
      )}
      <a
        className="menu-item"
        href={`/logs?${writeQuery({ ...only, sources: [] }, new URLSearchParams("all="))}`}
      >
        In the logs of all workloads
      </a>
      {name !== undefined && (
        <>
          {(query.columns.includes(name) || query.columns.length < MOST_COLUMNS) &&
            item(query.columns.includes(name) ? `No column for ${name}` : `A column for ${name}`, () =>
              onChange({ ...query, columns: toggled(query.columns) }),
            )}
          {item(query.hidden.includes(name) ? `Show ${name}` : `Hide ${name}`, () =>
            onChange({ ...query, hidden: toggled(query.hidden) }),
          )}
        </>
      )}
      {item("Copy it", () => onCopy(value))}
    </div>
  );
}

interface Props {
  picked: PickedValue;
  query: Query;
  onChange: (query: Query) => void;
  onCopy: (text: string) => void;
  onClose: () => void;
}

const GAP_PX = 8;
