"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { PaletteAction } from "./palette";
import { STATUSES, type WorkloadStatus } from "./workload";
import { WorkloadStatusLabel } from "./workload-status-label";

interface Choice extends PaletteAction {
  status?: WorkloadStatus;
}

const MOST_CHOICES = 50; // more than are read through

/** The palette's field, and what has all the words in it. */
export default function PaletteChoice({ actions, onChoose }: Props) {
  const listId = useId();
  const list = useRef<HTMLUListElement>(null);
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const workloads = useWorkloads();
  const choices = matching<Choice>([...actions, ...workloads.choices], text).slice(0, MOST_CHOICES);
  useEffect(() => {
    list.current!.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const last = choices.length - 1;
    if (event.key === "ArrowDown") setActive(active === last ? 0 : active + 1);
    else if (event.key === "ArrowUp") setActive(active === 0 ? last : active - 1);
    else if (event.key === "Enter" && choices[active]) onChoose(choices[active].run);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        autoFocus
        type="text"
        role="combobox"
        aria-label="Action or workload"
        aria-expanded
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={choices[active] && `${listId}-${active}`}
        autoComplete="off"
        spellCheck={false}
        placeholder="What to do, or which log to open"
        className="palette-field"
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul ref={list} id={listId} role="listbox" aria-label="Actions and workloads" className="palette-list">
        {choices.map(({ label, keys = [], status, run }, index) => (
          <li
            key={`${index} ${label}`}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === active}
            className="palette-choice"
            onPointerMove={() => setActive(index)}
            onClick={() => onChoose(run)}
          >
            <span className="truncate">{label}</span>
            <span className="flex shrink-0 gap-1">
              {status && <WorkloadStatusLabel status={status} />}
              {keys.map((key) => (
                <kbd key={key} className="key">
                  {key}
                </kbd>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {choices.length === 0 && <p className="p-3 text-muted">Nothing is called so.</p>}
      {workloads.problem && <p className="p-3 text-bad">The list of workloads could not be loaded.</p>}
    </>
  );
}

interface Props {
  actions: PaletteAction[];
  onChoose: (run: () => void) => void;
}

/** All workloads, as the backend has them now. */
function useWorkloads(): { choices: Choice[]; problem: boolean } {
  const router = useRouter();
  const [answer, setAnswer] = useState<{ choices: Choice[]; problem: boolean }>({
    choices: [],
    problem: false,
  });
  useEffect(() => {
    const request = new AbortController();
    fetch("/api/v1/workloads", { signal: request.signal, cache: "no-store" })
      .then(async (response) => {
        if (!response.ok) throw new Error(`${response.status}`);
        const { workloads } = (await response.json()) as { workloads: unknown[] };
        const choices = workloads.filter(hasId).map(({ id, name, status }) => ({
          label: `Log of ${typeof name === "string" ? name : id}`,
          status: STATUSES.find((known) => known === status),
          run: () => router.push(`/workloads/${encodeURIComponent(id)}`),
        }));
        setAnswer({ choices, problem: false });
      })
      .catch(() => request.signal.aborted || setAnswer({ choices: [], problem: true }));
    return () => request.abort();
  }, [router]);
  return answer;
}

function hasId(value: unknown): value is { id: string; name: unknown; status: unknown } {
  return typeof (Object(value) as { id?: unknown }).id === "string";
}

/** Those that have all words of `text`, in any order; first those whose first word it begins with. */
export function matching<T extends { label: string }>(choices: T[], text: string): T[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = choices.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
  const begins = ({ label }: T) => words.length > 0 && label.toLowerCase().startsWith(words[0]!);
  return [...found.filter(begins), ...found.filter((choice) => !begins(choice))];
}
