import { type Level, type Volume, VOLUME_CLASSES } from "./protocol";
import type { StoredRow } from "./stored-row";

const MAX_COLUMNS = 240; // as many as are told apart on a strip of a page's height

const CLASS: Record<Level, (typeof VOLUME_CLASSES)[number]> = {
  trace: "debug",
  debug: "debug",
  info: "info",
  warn: "warn",
  error: "error",
  fatal: "error",
};
const PLAIN = VOLUME_CLASSES.indexOf("info"); // what names no level is as little remarkable

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];
// Widths of a column that people count time in: a minute's lines stay in their column while the log grows.
const WIDTHS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
];

/** How many lines there are over time, by level. Undefined: there is no line. Gone through twice. */
export function volumeOf(rows: () => Iterable<StoredRow>): Volume | undefined {
  let [first, last] = [Infinity, -Infinity];
  for (const { kind, at } of rows()) {
    if (kind === "gap") continue;
    if (at < first) first = at;
    if (at > last) last = at;
  }
  if (first > last) return undefined;

  const fits = (width: number) => Math.floor(last / width) - Math.floor(first / width) < MAX_COLUMNS;
  const width = WIDTHS.find(fits) ?? DAY * Math.ceil((last - first) / DAY / (MAX_COLUMNS - 1));
  const from = Math.floor(first / width) * width;
  const columns = Math.floor((last - from) / width) + 1;
  const counts = new Uint32Array(columns * VOLUME_CLASSES.length);
  for (const row of rows()) {
    if (row.kind === "gap") continue;
    const ofClass = row.level === undefined ? PLAIN : VOLUME_CLASSES.indexOf(CLASS[row.level]);
    counts[Math.floor((row.at - from) / width) * VOLUME_CLASSES.length + ofClass]! += 1;
  }
  return { from, to: from + columns * width, counts };
}
