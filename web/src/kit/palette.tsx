"use client";

import { lazy, Suspense, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useControlKey } from "./use-control-key";

/** What can be done on a page. */
export interface PaletteAction {
  label: string;
  /** The keys that do it, too, as they stand on them. */
  keys?: readonly string[];
  run: () => void;
}

const PaletteChoice = lazy(() => import("./palette-choice"));

/** All that can be done on a page, and all workloads, by name: opened by Ctrl+K. `actions` is asked then. */
export function Palette({ actions }: { actions: () => PaletteAction[] }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [offered, setOffered] = useState<PaletteAction[]>();
  useControlKey("k", () => {
    if (dialog.current!.open) dialog.current!.close();
    else if (!document.querySelector(":modal")) {
      flushSync(() => setOffered(actions())); // the dialog gives the focus to what is in it
      dialog.current!.showModal();
    }
    return true;
  });
  return (
    <dialog
      ref={dialog}
      aria-label="Actions and workloads"
      className="dialog palette"
      closedby="any"
      onClose={() => setOffered(undefined)}
    >
      {offered && (
        <Suspense fallback={<p className="p-3 text-muted">Loading…</p>}>
          <PaletteChoice
            actions={offered}
            onChoose={(run) => {
              dialog.current!.close(); // the focus is where it was, and what is run may move it
              run();
            }}
          />
        </Suspense>
      )}
    </dialog>
  );
}
