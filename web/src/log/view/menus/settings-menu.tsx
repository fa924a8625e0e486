"use client";

import { type ReactNode, useId } from "react";
import { count } from "@/kit/quantity";
import { Icon } from "./icons";
import { Menu } from "./menu";
import { type Settings, TIME_FORMATS, type TimeFormat } from "./settings-store";

const TIMES: Record<TimeFormat, string> = { local: "Local", utc: "UTC", relative: "Relative", off: "Off" };
const LINES = [10_000, 50_000, 200_000, 500_000, 1_000_000];
const MEGABYTES = [25, 50, 100, 200, 400]; // a tab's heap is a few times that, and Chromium's ends at 4 GB

/** What the reader likes on every log page; kept in this browser. */
export function SettingsMenu({ settings, onChange }: Props) {
  const { time, clock, events, wrap, limits } = settings;
  const group = useId();
  return (
    <Menu label="Settings" button={<Icon name="settings" />}>
      <div className="grid gap-3">
        <fieldset className="grid gap-1">
          <legend className="mb-1 text-muted">Times</legend>
          <div className="flex gap-0.5">
            {TIME_FORMATS.map((name) => (
              <label key={name} className="tool-chip has-checked:border-accent has-checked:text-accent">
                <input
                  type="radio"
                  name={group}
                  className="sr-only"
                  checked={time === name}
                  onChange={() => onChange({ ...settings, time: name })}
                />
                {TIMES[name]}
              </label>
            ))}
          </div>
        </fieldset>
        <Check
          label="By the times that the lines tell, not the backend’s"
          checked={clock === "line"}
          onChange={(line) => onChange({ ...settings, clock: line ? "line" : "backend" })}
        />
        <Check
          label="Stack traces and other lines that belong together as one"
          checked={events}
          onChange={(events) => onChange({ ...settings, events })}
        />
        <Check label="Wrap long lines" checked={wrap} onChange={(wrap) => onChange({ ...settings, wrap })} />
        <fieldset className="grid gap-1">
          <legend className="mb-1 text-muted">Kept here at most, whichever is less</legend>
          <div className="flex gap-1">
            <Choice
              label="Lines kept"
              value={limits.lines}
              options={LINES}
              onChange={(lines) => onChange({ ...settings, limits: { ...limits, lines } })}
            >
              {(lines) => `${count(lines)} lines`}
            </Choice>
            <Choice
              label="Megabytes kept"
              value={limits.bytes / 1_000_000}
              options={MEGABYTES}
              onChange={(mb) => onChange({ ...settings, limits: { ...limits, bytes: mb * 1_000_000 } })}
            >
              {(mb) => `${mb} MB`}
            </Choice>
          </div>
        </fieldset>
      </div>
    </Menu>
  );
}

interface Props {
  settings: Settings;
  onChange: (settings: Settings) => void;
}

function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label className="flex items-center gap-2">
      <input
        type="checkbox"
        className="size-4 accent-accent"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
      />
      {label}
    </label>
  );
}

interface CheckProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function Choice({ label, value, options, onChange, children }: ChoiceProps) {
  // A value that is not offered was saved by another version.
  const all = options.includes(value) ? options : [...options, value].sort((a, b) => a - b);
  return (
    <select
      aria-label={label}
      className="tool-chip"
      value={value}
      onChange={({ target }) => onChange(Number(target.value))}
    >
      {all.map((option) => (
        <option key={option} value={option}>
          {children(option)}
        </option>
      ))}
    </select>
  );
}

interface ChoiceProps {
  label: string;
  value: number;
  options: number[];
  onChange: (value: number) => void;
  children: (option: number) => ReactNode;
}
