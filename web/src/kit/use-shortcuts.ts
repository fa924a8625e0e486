import { useEffect, useEffectEvent } from "react";

const TEXT_FIELDS =
  "input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]";

/**
 * Calls what `handlers` has for a key (as `KeyboardEvent.key` names it) that is pressed anywhere on the page: not with
 * Ctrl, Alt or Meta, not in a text field, and not behind a modal dialog.
 */
export function useShortcuts(handlers: Record<string, () => void>): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { key, target, defaultPrevented, isComposing, ctrlKey, altKey, metaKey } = event;
    if (defaultPrevented || isComposing || ctrlKey || altKey || metaKey || !Object.hasOwn(handlers, key))
      return;
    if ((target instanceof Element && target.matches(TEXT_FIELDS)) || document.querySelector(":modal"))
      return;
    // Which the browser closes, unless somebody has taken the key.
    if (key === "Escape" && document.querySelector(":popover-open")) return;
    event.preventDefault();
    handlers[key]!();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}
