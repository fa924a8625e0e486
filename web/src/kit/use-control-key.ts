import { useEffect, useEffectEvent } from "react";

/**
 * Calls `press` for a letter that is pressed with Ctrl (⌘) anywhere on the page. It returns false if the key is to be the browser's:
 * Ctrl+F, say, which finds what is on the page where the page's own search finds all of the log.
 */
export function useControlKey(letter: string, press: () => boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (key.toLowerCase() !== letter || !(ctrlKey || metaKey) || altKey || shiftKey) return;
    if (press()) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}
