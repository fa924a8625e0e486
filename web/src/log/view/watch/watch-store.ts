import { useSyncExternalStore } from "react";
import type { Watch } from "@/log/engine/protocol";

/** What this browser's reader wants to be told of, on every log page. */
export interface WatchSettings extends Watch {
  /** By the system, too. */
  notify: boolean;
}

const KEY = "tailrace.watch";
const NOTHING: WatchSettings = { rules: [], hidden: false, notify: false };
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

const listeners = new Set<() => void>();
let current: WatchSettings | undefined;

/** Shared by all tabs; nothing on the server and in hydration. A browser may forbid storage: it then lasts as long as the page. */
const store = {
  get(): WatchSettings {
    if (current) return current;
    try {
      return (current = parseWatch(localStorage.getItem(KEY)));
    } catch {
      return (current = NOTHING);
    }
  },
  set(settings: WatchSettings): void {
    current = settings;
    try {
      localStorage.setItem(KEY, JSON.stringify(settings));
    } catch {}
    listeners.forEach((tell) => tell());
  },
  subscribe(listener: () => void): () => void {
    const onStorage = ({ key }: StorageEvent) => {
      if (key !== KEY) return;
      current = undefined;
      listener();
    };
    listeners.add(listener);
    addEventListener("storage", onStorage);
    return () => {
      listeners.delete(listener);
      removeEventListener("storage", onStorage);
    };
  },
};

export function useWatchSettings() {
  return [useSyncExternalStore(store.subscribe, store.get, () => NOTHING), store.set] as const;
}
