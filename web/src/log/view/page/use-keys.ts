import { useEffect, useEffectEvent } from "react";
import { useShortcuts } from "@/kit/use-shortcuts";
import { type Command, keyHandlers } from "./keyboard";

/** Binds the page's keys. */
export function useKeys(handlers: Record<Command, () => void>): void {
  useFindKey(handlers.find);
  useShortcuts(keyHandlers(handlers));
}

/**
 * Ctrl+F (⌘F) for the page's own search: the browser's sees only the rows in sight. Pressed once more, when `onFind` has put
 * the focus into the field, it is the browser's.
 */
function useFindKey(onFind: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
    if (key.toLowerCase() !== "f" || !(ctrlKey || metaKey) || altKey || shiftKey) return;
    if (target instanceof HTMLInputElement && target.closest(".field-find")) return;
    event.preventDefault();
    onFind();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}
