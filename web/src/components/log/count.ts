/** A whole number as "1,204". Not by `toLocaleString`: profiles of a page's opening show its first use, before the first rows. */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}
