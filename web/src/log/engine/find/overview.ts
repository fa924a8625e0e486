import { OVERVIEW } from "../protocol";
import type { StoredLine, StoredRow } from "../store/stored-row";

const PARTS = 250; // as many as are told apart beside a scroll bar of a page's height

/** Where in the view errors and hits are. */
export function overviewOf(
  view: { count: number; forEach(take: (row: StoredRow) => void): void },
  isHit: (line: StoredLine) => boolean,
): Uint8Array {
  const parts = new Uint8Array(PARTS);
  let index = 0;
  view.forEach((row) => {
    const part = Math.floor((index++ * PARTS) / view.count);
    if (row.kind !== "line") return;
    if (row.level === "error" || row.level === "fatal") parts[part]! |= OVERVIEW.error;
    if (isHit(row)) parts[part]! |= OVERVIEW.hit;
  });
  return parts;
}
