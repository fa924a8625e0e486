"use client";

import { type ComponentProps, type ReactNode, type Ref, useId } from "react";
import type { Pattern } from "@/log/engine/protocol";
import { Icon } from "../menus/icons";

/** A field for a text or a regular expression. */
export function PatternField({
  ref,
  label,
  icon,
  pattern,
  problem,
  onChange,
  children,
  below,
  ...input
}: Props) {
  const problemId = useId();
  return (
    <div role="group" aria-label={label} className="field" data-invalid={problem !== undefined || undefined}>
      <span className="pl-1.5 text-muted">
        <Icon name={icon} />
      </span>
      <input
        ref={ref}
        type="text"
        aria-label={label}
        placeholder={label}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : problemId}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="search"
        value={pattern.text}
        onChange={({ target }) => onChange({ ...pattern, text: target.value })}
        className={pattern.regex ? "font-mono" : ""}
        {...input}
      />
      {children}
      {pattern.text !== "" && (
        <button
          type="button"
          className="field-button"
          aria-label={`Clear ${label.toLowerCase()}`}
          title="Clear"
          onClick={() => onChange({ ...pattern, text: "" })}
        >
          <Icon name="close" />
        </button>
      )}
      <Toggle
        label="Match case"
        text="Aa"
        pressed={pattern.caseSensitive}
        onToggle={(caseSensitive) => onChange({ ...pattern, caseSensitive })}
      />
      <Toggle
        label="Regular expression"
        text=".*"
        pressed={pattern.regex}
        onToggle={(regex) => onChange({ ...pattern, regex })}
      />
      {problem !== undefined && (
        <p id={problemId} role="alert" className="field-problem">
          {problem}
        </p>
      )}
      {below}
    </div>
  );
}

/** What of the field is the caller's: what its keys do, and what completes it. */
type InputProps = Pick<
  ComponentProps<"input">,
  | "onKeyDown"
  | "onKeyUp"
  | "onInput"
  | "onFocus"
  | "onBlur"
  | "role"
  | "aria-expanded"
  | "aria-controls"
  | "aria-autocomplete"
  | "aria-activedescendant"
>;

interface Props extends InputProps {
  ref: Ref<HTMLInputElement>;
  label: string;
  icon: "search" | "filter";
  pattern: Pattern;
  problem?: string;
  onChange: (pattern: Pattern) => void;
  /** What stands after the text: how much was found, and the ways to it. */
  children: ReactNode;
  /** What hangs below the field. */
  below?: ReactNode;
}

function Toggle({ label, text, pressed, onToggle }: ToggleProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      className="field-button font-mono text-[11px]"
      onClick={() => onToggle(!pressed)}
    >
      {text}
    </button>
  );
}

interface ToggleProps {
  label: string;
  text: string;
  pressed: boolean;
  onToggle: (pressed: boolean) => void;
}
