import { EventWriter } from "../events/event-writer";
import { shownLine } from "../find/window-rows";
import { LineReader } from "../load/line-reader";
import { DEFAULT_LIMITS, type LineRow, type LogLine } from "../protocol";
import { LineStore } from "../store/line-store";

// A background, or a colour beyond the sixteen of the theme (ECMA-48, 8.3.117; ITU-T T.416, 13.1.8).
const INLINE_COLOR = /\x1b\[(?:[\d;:]*[;:])?(?:[34]8|4[0-7]|10[0-7]|7)(?:[;:][\d;:]*)?m/g;

/**
 * A log's last lines as a page shows them before it follows the log: the rows of a session that begins with them. A server renders
 * them, and a page's policy refuses the style attributes of its HTML: colours that need one are left out.
 */
export function firstRows(lines: LogLine[]): LineRow[] {
  const store = new LineStore(DEFAULT_LIMITS);
  const events = new EventWriter(store);
  const reader = new LineReader("backend");
  for (const line of lines) {
    events.add(reader.read({ ...line, message: line.message.replace(INLINE_COLOR, "") }, 0));
  }
  return store.chunks.flatMap(({ rows }) =>
    rows.flatMap((row) => (row.kind === "line" ? shownLine(row) : [])),
  );
}
