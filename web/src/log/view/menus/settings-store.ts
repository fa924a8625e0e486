import { useSyncExternalStore } from "react";
import { browserStore } from "@/kit/browser-store";
import { type Clock, DEFAULT_LIMITS, type Limits } from "@/log/engine/protocol";

export const TIME_FORMATS = ["local", "utc", "relative", "off"] as const;
export type TimeFormat = (typeof TIME_FORMATS)[number];

/** How this browser's reader likes log pages; the address of a page says nothing of it. */
export interface Settings {
  time: TimeFormat;
  clock: Clock;
  /** Lines that belong together are one row. */
  events: boolean;
  wrap: boolean;
  limits: Limits;
}

export const DEFAULT_SETTINGS: Settings = {
  time: "local",
  clock: "backend",
  events: true,
  wrap: true,
  limits: DEFAULT_LIMITS,
};

const KEY = "tailrace.log-page";

/** What was saved, as far as it can be made sense of. */
export function parseSettings(saved: string | null): Settings {
  const value = parsed(saved);
  const limits = value.limits as Partial<Limits> | undefined;
  const positive = (n: unknown, otherwise: number) =>
    Number.isInteger(n) && Number(n) > 0 ? Number(n) : otherwise;
  const boolean = (value: unknown, otherwise: boolean) => (typeof value === "boolean" ? value : otherwise);
  return {
    time: TIME_FORMATS.find((name) => name === value.time) ?? DEFAULT_SETTINGS.time,
    clock: value.clock === "line" ? "line" : DEFAULT_SETTINGS.clock,
    events: boolean(value.events, DEFAULT_SETTINGS.events),
    wrap: boolean(value.wrap, DEFAULT_SETTINGS.wrap),
    limits: {
      lines: positive(limits?.lines, DEFAULT_LIMITS.lines),
      bytes: positive(limits?.bytes, DEFAULT_LIMITS.bytes),
    },
  };
}

function parsed(saved: string | null): Partial<Record<keyof Settings, unknown>> {
  try {
    return Object(JSON.parse(saved ?? "{}"));
  } catch {
    return {};
  }
}

export const settingsStore = browserStore(KEY, parseSettings);

/** The settings, the defaults until the page is hydrated. */
export function useSettings() {
  const settings = useSyncExternalStore(
    settingsStore.subscribe,
    settingsStore.get,
    settingsStore.getOnServer,
  );
  return [settings, settingsStore.set] as const;
}
