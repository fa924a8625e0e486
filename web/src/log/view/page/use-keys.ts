import { useFindKey } from "@/kit/use-find-key";
import { useShortcuts } from "@/kit/use-shortcuts";
import { type Command, keyHandlers } from "./keyboard";

/** Binds the page's keys. Ctrl+F, pressed once more when the focus is in the field, is the browser's. */
export function useKeys(handlers: Record<Command, () => void>): void {
  useFindKey(() => {
    if (document.activeElement?.closest(".field-find")) return false;
    handlers.find();
    return true;
  });
  useShortcuts(keyHandlers(handlers));
}
