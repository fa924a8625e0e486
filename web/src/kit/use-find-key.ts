import { useEffect, useEffectEvent } from "react";

/**
 * Ctrl+F (⌘F) for the page's own search, where the browser's sees only the rows in sight.
 *
 * @param toFind leads to the search; returns false if the key is to be the browser's.
 */
export function useFindKey(toFind: () => boolean): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (key.toLowerCase() !== "f" || !(ctrlKey || metaKey) || altKey || shiftKey) return;
    if (toFind()) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}
