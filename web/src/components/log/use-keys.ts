import { useShortcuts } from "../use-shortcuts";
import { type Command, keyHandlers } from "./keyboard";
import { useFindKey } from "./use-find-key";

/** Binds the page's keys. */
export function useKeys(handlers: Record<Command, () => void>): void {
  useFindKey(handlers.find);
  useShortcuts(keyHandlers(handlers));
}
