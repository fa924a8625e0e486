/** A whole number as "1,204". Not by `toLocaleString`: profiles of a page's opening show its first use, before the first rows. */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** "1 line", "1,204 lines". */
export function countOf(n: number, thing: string): string {
  return `${count(n)} ${thing}${n === 1 ? "" : "s"}`;
}

/** "3.2 MB", as file managers count: 1 MB is 1,000,000 bytes. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const UNITS: [ms: number, name: string][] = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
  [1_000, "s"],
];

/** A time span in the largest unit that fits: "12 s", "3 min". */
export function duration(ms: number): string {
  const [unit, name] = UNITS.find(([unit]) => ms >= unit) ?? UNITS.at(-1)!;
  return `${Math.floor(Math.max(0, ms) / unit)} ${name}`;
}
