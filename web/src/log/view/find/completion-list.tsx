import { useEffect, useRef } from "react";
import type { CompletionOption } from "@/log/engine/query/complete-query";

/** What may be meant at the caret of the field above. */
export function CompletionList({ id, options, active, onTake }: Props) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current!.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <ul ref={list} id={id} role="listbox" aria-label="Completions" className="completions">
      {options.map((option, index) => (
        <li
          key={option.insert}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === active}
          className="completion"
          onMouseDown={(event) => event.preventDefault()} // the field keeps the focus
          onClick={() => onTake(option)}
        >
          <span className="truncate font-mono">{option.label}</span>
          <span className="completion-detail">{option.detail}</span>
        </li>
      ))}
    </ul>
  );
}

interface Props {
  id: string;
  options: CompletionOption[];
  /** Index of the one that Enter takes; -1: none. */
  active: number;
  onTake: (option: CompletionOption) => void;
}

export function optionId(list: string, index: number): string {
  return `${list}-${index}`;
}
