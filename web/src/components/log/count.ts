/** With separators; always the same ones, so that no test depends on the machine's language. */
export function count(n: number): string {
  return n.toLocaleString("en");
}
