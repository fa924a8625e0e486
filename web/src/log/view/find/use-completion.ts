import { type KeyboardEvent, useId, useRef, useState } from "react";
import type { Completion, CompletionOption, Known } from "@/log/engine/query/complete-query";

/**
 * Completes the query in a field at its caret: what `known` tells of the lines is asked for when the field gets the focus. The list
 * takes keys only while it is open, and Enter only when the reader has gone into it.
 */
export function useCompletion(known: () => Promise<Known>, onChange: (text: string) => void) {
  const listId = useId();
  const loaded = useRef<{
    known: Known;
    completeQuery: typeof import("@/log/engine/query/complete-query").completeQuery;
  }>(undefined);
  const [list, setList] = useState<Completion>();
  /** Index of the option that Enter takes; -1: none yet. */
  const [active, setActive] = useState(-1);

  /** The field that was typed in before there was anything to complete it with. */
  const waiting = useRef<HTMLInputElement>(undefined);

  const close = () => {
    waiting.current = undefined;
    setList(undefined);
  };
  const load = async () => {
    const [{ completeQuery }, lines] = await Promise.all([
      import("@/log/engine/query/complete-query"),
      known(),
    ]);
    loaded.current = { completeQuery, known: lines };
    if (waiting.current) complete(waiting.current);
  };
  const complete = (field: HTMLInputElement) => {
    const { value, selectionStart } = field;
    setActive(-1);
    close();
    if (!loaded.current) waiting.current = field;
    if (!loaded.current || selectionStart === null) return;
    const { known, completeQuery } = loaded.current;
    const found = completeQuery(value, selectionStart, known);
    const written = value.slice(found.from, found.to);
    const options = found.options.filter(({ insert }) => insert !== written);
    setList(options.length > 0 ? { ...found, options } : undefined);
  };
  const take = (field: HTMLInputElement, { insert }: CompletionOption) => {
    const { from, to } = list!;
    const text = field.value.slice(0, from) + insert + field.value.slice(to);
    onChange(text);
    const caret = from + insert.length;
    requestAnimationFrame(() => {
      field.setSelectionRange(caret, caret);
      complete(field); // behind a name its operators, behind these its values
    });
  };
  /** Whether the key was the list's. */
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): boolean => {
    const field = event.currentTarget;
    if (event.key === " " && event.ctrlKey) complete(field);
    else if (!list) return false;
    else if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") setActive((active + 1) % list.options.length);
    else if (event.key === "ArrowUp")
      setActive((Math.max(active, 0) + list.options.length - 1) % list.options.length);
    else if (
      (event.key === "Enter" && active >= 0) ||
      (event.key === "Tab" && !event.shiftKey && active >= 0)
    )
      take(field, list.options[active]!);
    else return false;
    event.preventDefault();
    return true;
  };
  return { list, listId, active, load, complete, take, close, onKeyDown };
}
