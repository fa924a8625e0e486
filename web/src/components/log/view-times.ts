import type { Row } from "@/log/protocol";

/** When the first and the last of some rows were written, in milliseconds since the epoch; undefined if none says. */
export function timesOf(rows: Row[]): { from: number; to: number } | undefined {
  const time = (row: Row | undefined) => (row?.kind === "line" ? row.time : undefined);
  const from = time(rows.find((row) => time(row) !== undefined));
  const to = time(rows.findLast((row) => time(row) !== undefined));
  return from === undefined || to === undefined ? undefined : { from, to };
}
