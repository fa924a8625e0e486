import type { Shortcut } from "../shortcuts-overlay";

/** The keys that the rows answer to while the log has the focus. */
export const ROW_SHORTCUTS: Shortcut[] = [
  { keys: ["j", "↓"], does: "next line" },
  { keys: ["k", "↑"], does: "previous line" },
  { keys: ["Page Down", "Space"], does: "one page down" },
  { keys: ["Page Up", "Shift+Space"], does: "one page up" },
  { keys: ["Home"], does: "first line" },
  { keys: ["End"], does: "last line, and follow" },
  { keys: ["Enter"], does: "unfold or fold the line" },
  { keys: ["l"], does: "copy a link to the line" },
  { keys: ["c"], does: "copy the line" },
  { keys: ["Ctrl+A"], does: "select all lines" },
];
