import type { Row, Update } from "@/log/engine/protocol";

/** The rows of the last update that could be drawn. */
export interface ShownRows {
  update: Update | undefined;
  count: number;
  from: number;
  rows: Row[];
}

export const NO_ROWS: ShownRows = { update: undefined, count: 0, from: 0, rows: [] };

/** `update`'s rows; one that is as it was stays the same object, so that React leaves it alone. */
export function shownRows(update: Update, before: ShownRows): ShownRows {
  const known = new Map(before.rows.map((row) => [row.key, row]));
  const rows = update.rows.map((row) => {
    const old = known.get(row.key);
    return old && sameRow(old, row) ? old : row;
  });
  return { update, count: update.count, from: update.from, rows };
}

/**
 * A line's fields never change, and its text does not; but for what is shown of a long one, which goes with its hits, for an event,
 * which gets lines, and for what the server has left out.
 */
function sameRow(a: Row, b: Row): boolean {
  if (a.kind === "run") return b.kind === "run";
  if (a.kind === "gap") return b.kind === "gap" && a.state === b.state && a.missed === b.missed;
  return (
    b.kind === "line" &&
    a.lines === b.lines &&
    a.text === b.text &&
    a.columns?.join() === b.columns?.join() &&
    a.context === b.context &&
    a.watched === b.watched &&
    a.found === b.found &&
    a.skipped === b.skipped &&
    sameMarks(a.marks, b.marks) &&
    // Whose marks are in its lines, and come when they are found.
    (a.event === undefined || JSON.stringify(a.event) === JSON.stringify(b.event))
  );
}

function sameMarks(a: [number, number][] = [], b: [number, number][] = []): boolean {
  return (
    a.length === b.length && a.every(([start, end], index) => start === b[index]![0] && end === b[index]![1])
  );
}
