import type { PaletteAction } from "@/kit/palette";
import type { Shortcut } from "@/kit/shortcuts-overlay";

/** What can be done by a key that is pressed anywhere on the page but in a text field. */
export type Command =
  | "find"
  | "filter"
  | "nextHit"
  | "previousHit"
  | "leave"
  | "follow"
  | "time"
  | "wrap"
  | "fields"
  | "patterns"
  | "watch"
  | "download"
  | "connect";

/** The keys as `KeyboardEvent.key` names them, what stands on them if that is another thing, and what they do. */
export const COMMANDS: Record<Command, { keys: string[]; shown?: string[]; does: string }> = {
  find: { keys: ["/"], shown: ["/", "Ctrl+F"], does: "find" },
  nextHit: { keys: ["n"], shown: ["n", "Enter"], does: "next hit" },
  previousHit: { keys: ["N"], shown: ["N", "Shift+Enter"], does: "previous hit" },
  filter: { keys: ["f"], does: "filter" },
  leave: { keys: ["Escape"], shown: ["Esc"], does: "leave a field; in the log: end the search" },
  follow: { keys: ["p"], does: "stop following, or go on" },
  time: { keys: ["t"], does: "times: local, UTC, relative, off" },
  wrap: { keys: ["w"], does: "wrap long lines, or not" },
  fields: { keys: ["e"], does: "fields and their values" },
  patterns: { keys: ["m"], does: "patterns: lines of one form" },
  watch: { keys: ["b"], does: "watch for lines" },
  download: { keys: ["d"], does: "download" },
  connect: { keys: ["r"], does: "connect now" },
};

/** The page's part of the list of shortcuts. */
export const PAGE_SHORTCUTS: Shortcut[] = Object.values(COMMANDS).map(({ keys, shown = keys, does }) => ({
  keys: shown,
  does,
}));

/** The same as the palette has it. */
export function commandActions(handlers: Record<Command, () => void>): PaletteAction[] {
  return Object.entries(COMMANDS).map(([command, { keys, shown = keys, does }]) => ({
    label: does[0]!.toUpperCase() + does.slice(1),
    keys: shown,
    run: handlers[command as Command],
  }));
}

/** What is to be called for each key. */
export function keyHandlers(handlers: Record<Command, () => void>): Record<string, () => void> {
  return Object.fromEntries(
    Object.entries(COMMANDS).flatMap(([command, { keys }]) =>
      keys.map((key) => [key, handlers[command as Command]]),
    ),
  );
}

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
