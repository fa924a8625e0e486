import { useRef } from "react";

/** Moves the focus between the rows of a list: their links. */
export function useRowFocus() {
  const list = useRef<HTMLUListElement>(null);
  const last = useRef(0);

  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-workload]") ?? [])];
  const current = () => rows().findIndex((row) => row.contains(document.activeElement));
  const focus = (index: number) => {
    const all = rows();
    all[Math.max(0, Math.min(index, all.length - 1))]?.querySelector("a")?.focus();
  };

  return {
    list,
    /** For the list's `onFocus`: a row that has the focus may go away, and the next key goes on from its place. */
    remember: () => (last.current = Math.max(0, current())),
    /** Clicks what `selector` names in the row that the focus is in. */
    click: (selector: string) => rows()[current()]?.querySelector<HTMLElement>(selector)?.click(),
    first: () => focus(0),
    back: () => focus(last.current),
    /** To the row `step` rows on; if the focus is in none, to the one that had it last. */
    move: (step: 1 | -1) => (current() < 0 ? focus(last.current) : focus(current() + step)),
  };
}
