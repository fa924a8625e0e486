import { useSyncExternalStore } from "react";
import { browserStore } from "@/kit/browser-store";
import type { Watch } from "@/log/engine/protocol";

/** What this browser's reader wants to be told of, on every log page. */
export interface WatchSettings extends Watch {
  /** By the system, too. */
  notify: boolean;
}

const KEY = "tailrace.watch";
const MOST_RULES = 20; // each costs as much as a filter

/** What was saved, as far as it can be made sense of. */
export function parseWatch(saved: string | null): WatchSettings {
  let value: Partial<Record<keyof WatchSettings, unknown>> = {};
  try {
    value = Object(JSON.parse(saved ?? "{}"));
  } catch {}
  const rules = Array.isArray(value.rules) ? value.rules.filter((rule) => typeof rule === "string") : [];
  return {
    rules: [...new Set(rules)].filter((rule) => rule.trim() !== "").slice(0, MOST_RULES),
    hidden: value.hidden === true,
    notify: value.notify === true,
  };
}

const store = browserStore(KEY, parseWatch);

export function useWatchSettings() {
  return [useSyncExternalStore(store.subscribe, store.get, store.getOnServer), store.set] as const;
}
