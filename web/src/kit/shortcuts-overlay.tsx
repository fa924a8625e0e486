"use client";

import { useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useShortcuts } from "./use-shortcuts";

export interface Shortcut {
  /** Any of these, as they stand on the keys: `["j", "↓"]`. */
  keys: string[];
  /** What they do, in a few words: "next workload". */
  does: string;
}

export interface ShortcutGroup {
  /** Where they work. */
  title: string;
  shortcuts: Shortcut[];
}

/** A "?" button and the list of the page's shortcuts that it, or the key, opens. It does not bind the keys it lists. */
export function ShortcutsOverlay({ groups }: { groups: ShortcutGroup[] }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [wanted, setWanted] = useState(false); // most readers never ask, and all would load and hydrate it
  const open = () => {
    flushSync(() => setWanted(true)); // the dialog gives the focus to what is in it
    dialog.current!.showModal();
  };
  useShortcuts({ "?": open });
  return (
    <>
      <button
        type="button"
        className="button shortcuts-button"
        aria-label="Keyboard shortcuts"
        aria-haspopup="dialog"
        aria-keyshortcuts="?"
        title="Keyboard shortcuts"
        onClick={open}
      >
        ?
      </button>
      <dialog
        ref={dialog}
        aria-labelledby={title}
        className="dialog max-w-[min(46rem,calc(100vw-2rem))]"
        closedby="any"
        onKeyDown={(event) => {
          if (event.key === "?") event.currentTarget.close();
        }}
      >
        {wanted && (
          <div className="p-4">
            <div className="flex items-center justify-between gap-6">
              <h2 id={title} className="font-semibold">
                Keyboard shortcuts
              </h2>
              <button type="button" className="button" onClick={() => dialog.current!.close()}>
                Close
              </button>
            </div>
            <div className="gap-x-10 sm:flex">
              {groups.map(({ title, shortcuts }, index) => (
                <section key={title}>
                  <h3 className="mt-3 mb-2 text-xs font-medium">{title}</h3>
                  <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-1.5 text-xs">
                    {(index === 0 ? [...shortcuts, ...EVERYWHERE] : shortcuts).map(({ keys, does }) => (
                      <div key={does} className="contents">
                        <dt className="flex flex-wrap gap-1">
                          {keys.map((key) => (
                            <kbd key={key} className="key">
                              {key}
                            </kbd>
                          ))}
                        </dt>
                        <dd className="text-muted">{does}</dd>
                      </div>
                    ))}
                  </dl>
                </section>
              ))}
            </div>
          </div>
        )}
      </dialog>
    </>
  );
}

const EVERYWHERE: Shortcut[] = [
  { keys: ["Ctrl+K"], does: "any action, or any log, by name" },
  { keys: ["?"], does: "this list" },
];
