const LINE =
  /^(.{0,160}?)(LOG|ERROR|FATAL|PANIC|WARNING|NOTICE|INFO|DEBUG\d?|DETAIL|HINT|STATEMENT|CONTEXT|QUERY|LOCATION|BACKTRACE): {2}/;
const MORE = /^(?:DETAIL|HINT|STATEMENT|CONTEXT|QUERY|LOCATION|BACKTRACE)$/;
const TIME = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?(?: [A-Z]+|[+-]\d\d)?/g;

/** Whether `text` is a line of PostgreSQL's log. */
export function isPostgres(text: string): boolean {
  return text.includes(":  ") && LINE.test(text);
}

/**
 * Whether it says more of the one that begins with `head`: what stands before the word is the same but for the time, so both are of
 * one process.
 */
export function saysMore(text: string, head: string): boolean {
  const [, prefix, word] = LINE.exec(text) ?? [];
  const [, headPrefix] = LINE.exec(head) ?? [];
  return (
    prefix !== undefined &&
    headPrefix !== undefined &&
    MORE.test(word!) &&
    prefix.replace(TIME, "") === headPrefix.replace(TIME, "")
  );
}
