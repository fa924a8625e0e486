import { useControlKey } from "@/kit/use-control-key";
import { useShortcuts } from "@/kit/use-shortcuts";
import { type Command, keyHandlers } from "./keyboard";

/** Binds the page's keys. Ctrl+F, pressed once more when the focus is in the field, is the browser's. */
export function useKeys(handlers: Record<Command, () => void>): void {
  useControlKey("f", () => {
    if (document.activeElement?.closest(".field-find")) return false;
    handlers.find();
    return true;
  });
  useShortcuts(keyHandlers(handlers));
}
