const DAY_MS = 86_400_000;

/** A time of day, as precise as makes sense on a scale of `span` ms; with the date where one day would not tell. */
export function clockTime(ms: number, utc: boolean, span: number): string {
  const time = new Date(ms);
  // As if the local time were UTC: one set of getters, and ISO's digits.
  const iso = new Date(utc ? ms : ms - time.getTimezoneOffset() * 60_000).toISOString();
  return span >= DAY_MS ? iso.slice(5, 16).replace("T", " ") : iso.slice(11, 19);
}
