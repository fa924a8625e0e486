import { type Level, type Volume, VOLUME_CLASSES } from "../protocol";
import type { StoredRow } from "./stored-row";

const MAX_COLUMNS = 240; // as many as are told apart on a strip of a page's height

const [ERROR, WARN, INFO, DEBUG, OTHER] = VOLUME_CLASSES.keys();
const CLASS: Record<Level, number> = {
  trace: DEBUG!,
  debug: DEBUG!,
  info: INFO!,
  warn: WARN!,
  error: ERROR!,
  fatal: ERROR!,
};

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];
// Widths of a column that people count time in: a minute's lines stay in their column while the log grows.
const WIDTHS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
];

/** How many lines there are over time, by level. Undefined: there is no line. `rows` are gone through twice. */
export function volumeOf(rows: { forEach(take: (row: StoredRow) => void): void }): Volume | undefined {
  let [first, last] = [Infinity, -Infinity];
  rows.forEach(({ kind, at }) => {
    if (kind !== "line") return;
    if (at < first) first = at;
    if (at > last) last = at;
  });
  if (first > last) return undefined;

  const fits = (width: number) => Math.floor(last / width) - Math.floor(first / width) < MAX_COLUMNS;
  const width = WIDTHS.find(fits) ?? DAY * Math.ceil((last - first) / DAY / (MAX_COLUMNS - 1));
  const from = Math.floor(first / width) * width;
  const columns = Math.floor((last - from) / width) + 1;
  const counts = new Uint32Array(columns * VOLUME_CLASSES.length);
  rows.forEach((row) => {
    if (row.kind !== "line") return;
    const ofClass = row.level === undefined ? OTHER! : CLASS[row.level];
    counts[Math.floor((row.at - from) / width) * VOLUME_CLASSES.length + ofClass]! += 1;
  });
  return { from, to: from + columns * width, counts };
}
