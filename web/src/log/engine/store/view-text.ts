import { plainText } from "./plain-text";
import type { StoredLine, StoredRow } from "./stored-row";

const PIECE_ROWS = 10_000; // rows that are held as text before they become a part of the file

/** Rows as text: escape sequences removed, each ended by LF. `prefix` is what stands before a line. */
export function rowsText(rows: StoredRow[], prefix: (line: StoredLine) => string = () => ""): string {
  return rows.map((row) => `${rowText(row, prefix)}\n`).join("");
}

/** The same as a file. */
export function rowsFile(rows: StoredRow[], prefix: (line: StoredLine) => string): Blob {
  const parts: Blob[] = [];
  for (let from = 0; from < rows.length; from += PIECE_ROWS)
    parts.push(new Blob([rowsText(rows.slice(from, from + PIECE_ROWS), prefix)]));
  return new Blob(parts, { type: "text/plain;charset=utf-8" });
}

function rowText(row: StoredRow, prefix: (line: StoredLine) => string): string {
  if (row.kind === "line") return prefix(row) + plainText(row.text);
  return `--- ${row.missed ?? "some"} ${row.missed === 1 ? "line is" : "lines are"} missing here ---`;
}
