"use client";

import { type ReactNode, type Ref, useId, useState } from "react";

/** A button and the panel that it opens and closes; Escape and a click elsewhere close it, too. */
export function Menu({ label, named, button, className = "icon-button", children, ...rest }: Props) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={named ? undefined : label}
        aria-haspopup="dialog"
        title={label}
        className={className}
        {...rest}
      >
        {button}
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className="menu"
        onBeforeToggle={({ newState }) => setOpen(newState === "open")}
      >
        {open && children}
      </div>
    </>
  );
}

interface Props {
  label: string;
  /** Whether the button's own content has the label in it. */
  named?: boolean;
  /** What the button shows. */
  button: ReactNode;
  className?: string;
  "data-state"?: string;
  /** The button, for a shortcut that presses it. */
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
}
