import { useSyncExternalStore } from "react";
import { settingsStore } from "./settings-store";

/** The settings, the defaults until the page is hydrated. */
export function useSettings() {
  const settings = useSyncExternalStore(
    settingsStore.subscribe,
    settingsStore.get,
    settingsStore.getOnServer,
  );
  return [settings, settingsStore.set] as const;
}
