"use client";

import type { Ref } from "react";
import { count } from "@/kit/quantity";
import { samePattern } from "@/log/engine/find/pattern";
import type { Pattern, Update } from "@/log/engine/protocol";
import { Icon } from "../menus/icons";
import { PatternField } from "./pattern-field";

/** The search: what for, how many hits, and the ways from one to the next. */
export function SearchBar({ ref, pattern, progress, ordinal, onChange, onGo, onLeave }: Props) {
  const active = pattern.text !== "";
  const isKnown = samePattern(progress.pattern, pattern);
  return (
    <div className="field-place field-find">
      <PatternField
        ref={ref}
        label="Find"
        icon="search"
        pattern={pattern}
        problem={isKnown ? progress.problem : undefined}
        onChange={onChange}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") onGo(event.shiftKey ? -1 : 1);
          else if (event.key === "Escape") onLeave();
          else return;
          event.preventDefault();
        }}
      >
        {active && (
          <>
            {!(isKnown && progress.problem) && (
              <output className="field-count">{isKnown ? hitsText(progress, ordinal) : "…"}</output>
            )}
            <GoButton label="Previous hit" icon="up" onClick={() => onGo(-1)} />
            <GoButton label="Next hit" icon="down" onClick={() => onGo(1)} />
          </>
        )}
      </PatternField>
    </div>
  );
}

interface Props {
  ref: Ref<HTMLInputElement>;
  pattern: Pattern;
  progress: Update["search"];
  /** Which hit the reader has come to, from 1. */
  ordinal?: number;
  onChange: (pattern: Pattern) => void;
  onGo: (direction: 1 | -1) => void;
  onLeave: () => void;
}

/** "3 of 120", or how many there are; an ellipsis as long as there may be more. */
function hitsText({ hits, searching }: Update["search"], ordinal?: number): string {
  if (hits === 0) return searching ? "…" : "no hits";
  const all = `${count(hits)}${searching ? "…" : ""}`;
  return ordinal === undefined ? all : `${count(ordinal)} of ${all}`;
}

function GoButton({ label, icon, onClick }: { label: string; icon: "up" | "down"; onClick: () => void }) {
  return (
    <button type="button" aria-label={label} title={label} className="field-button" onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
