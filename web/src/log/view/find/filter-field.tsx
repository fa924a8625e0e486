"use client";

import type { ReactNode, Ref } from "react";
import type { Pattern } from "@/log/engine/protocol";
import type { Known } from "@/log/engine/query/complete-query";
import { CompletionList, optionId } from "./completion-list";
import { PatternField } from "./pattern-field";
import { useCompletion } from "./use-completion";

/** The field for a query, or an expression, with what completes a query. */
export function FilterField({ ref, filter, problem, known, onChange, onLeave, children }: Props) {
  const completion = useCompletion(known, (text) => onChange({ ...filter, text }));
  const list = filter.regex ? undefined : completion.list;
  const { active, listId } = completion;
  return (
    <PatternField
      ref={ref}
      label="Filter"
      icon="filter"
      pattern={filter}
      problem={list ? undefined : problem} // it is still being typed
      onChange={onChange}
      role="combobox"
      aria-autocomplete="list"
      aria-expanded={list !== undefined}
      aria-controls={list && listId}
      aria-activedescendant={list && active >= 0 ? optionId(listId, active) : undefined}
      onFocus={() => void completion.load()}
      onBlur={completion.close}
      // Who has emptied it looks at the lines again.
      onInput={({ currentTarget: field }) =>
        field.value === "" ? completion.close() : completion.complete(field)
      }
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || (!filter.regex && completion.onKeyDown(event))) return;
        if (event.key !== "Escape" && event.key !== "Enter") return;
        event.preventDefault();
        completion.close();
        onLeave();
      }}
      below={
        list && (
          <CompletionList
            id={listId}
            options={list.options}
            active={active}
            onTake={(option) => completion.take(document.activeElement as HTMLInputElement, option)}
          />
        )
      }
    >
      {children}
    </PatternField>
  );
}

interface Props {
  ref: Ref<HTMLInputElement>;
  filter: Pattern;
  problem?: string;
  /** What the lines have. */
  known: () => Promise<Known>;
  onChange: (filter: Pattern) => void;
  onLeave: () => void;
  children: ReactNode;
}
