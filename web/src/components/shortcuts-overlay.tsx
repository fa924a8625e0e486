"use client";

import { useId, useRef } from "react";
import { useShortcuts } from "./use-shortcuts";

export interface Shortcut {
  /** Any of these, as they stand on the keys: `["j", "↓"]`. */
  keys: string[];
  /** What they do, in a few words: "next workload". */
  does: string;
}

/** A "?" button and the list of the page's shortcuts that it, or the key, opens. It does not bind the keys it lists. */
export function ShortcutsOverlay({ shortcuts }: { shortcuts: Shortcut[] }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const open = () => dialog.current!.showModal();
  useShortcuts({ "?": open });
  return (
    <>
      <button
        type="button"
        className="button"
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
        className="dialog"
        closedby="any"
        onKeyDown={(event) => {
          if (event.key === "?") event.currentTarget.close();
        }}
      >
        <div className="p-4">
          <div className="mb-3 flex items-center justify-between gap-6">
            <h2 id={title} className="font-semibold">
              Keyboard shortcuts
            </h2>
            <button type="button" className="button" onClick={() => dialog.current!.close()}>
              Close
            </button>
          </div>
          <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2 text-xs">
            {[...shortcuts, { keys: ["?"], does: "this list" }].map(({ keys, does }) => (
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
        </div>
      </dialog>
    </>
  );
}
