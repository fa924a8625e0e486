import { plainText } from "./plain-text";
import type { StoredLine, StoredRow } from "./stored-row";

const PIECE_ROWS = 10_000; // rows that are held as text before they become a part of the file

/** The text of each row: escape sequences removed. `prefix` is what stands before each line, also before those of one event. */
export function rowTexts(rows: StoredRow[], prefix: (line: StoredLine) => string = () => ""): string[] {
  return rows.map((row) => rowText(row, prefix));
}

/** The same as a file, each ended by LF. */
export function rowsFile(rows: StoredRow[], prefix: (line: StoredLine) => string): Blob {
  const parts: Blob[] = [];
  for (let from = 0; from < rows.length; from += PIECE_ROWS)
    parts.push(new Blob([`${rowTexts(rows.slice(from, from + PIECE_ROWS), prefix).join("\n")}\n`]));
  return new Blob(parts, { type: "text/plain;charset=utf-8" });
}

function rowText(row: StoredRow, prefix: (line: StoredLine) => string): string {
  if (row.kind === "line") {
    const before = prefix(row);
    return before + plainText(row.text).replaceAll("\n", `\n${before}`);
  }
  if (row.kind === "run") return `--- a run begins here, ${new Date(row.at).toISOString()} ---`;
  return `--- ${row.missed ?? "some"} ${row.missed === 1 ? "line is" : "lines are"} missing here ---`;
}
