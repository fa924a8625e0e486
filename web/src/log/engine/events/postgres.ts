const PART =
  /^(.{0,160}?)(LOG|ERROR|FATAL|PANIC|WARNING|NOTICE|INFO|DEBUG\d?|DETAIL|HINT|STATEMENT|CONTEXT|QUERY|LOCATION|BACKTRACE): {2}/;
const MORE = /^(?:DETAIL|HINT|STATEMENT|CONTEXT|QUERY|LOCATION|BACKTRACE)$/;
const TIME = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?(?: [A-Z]+|[+-]\d\d)?/g;

/**
 * Whether `text` is a line of PostgreSQL's; with `head`, whether it says more of the one that begins with that: what stands before
 * the word is the same but for the time, so both are of one process.
 */
export function postgresPart(text: string, head?: string): boolean {
  if (!text.includes(":  ")) return false;
  const found = PART.exec(text);
  if (!found || head === undefined) return found !== null;
  const before = PART.exec(head);
  return before !== null && MORE.test(found[2]!) && untimed(found[1]!) === untimed(before[1]!);
}

function untimed(prefix: string): string {
  return prefix.replace(TIME, "");
}
