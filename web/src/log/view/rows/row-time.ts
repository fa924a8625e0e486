export type TimeDisplay = "local" | "utc" | "relative" | "off";

const UNITS = [
  { ms: 86_400_000, name: "d" },
  { ms: 3_600_000, name: "h" },
  { ms: 60_000, name: "m" },
  { ms: 1_000, name: "s" },
];

/** A line's time (milliseconds since the epoch) in the column before it; with the day when that is not `now`'s. */
export function rowTime(time: number, display: Exclude<TimeDisplay, "off">, now: number): string {
  if (display === "relative") return relativeTime(now - time);
  const iso = isoTime(display === "utc" ? time : asUtc(time));
  const today = isoTime(display === "utc" ? now : asUtc(now)).slice(0, 10);
  const clock = iso.slice(11, 23) + (display === "utc" ? "Z" : "");
  return iso.startsWith(today) ? clock : `${iso.slice(5, 10)} ${clock}`;
}

/** How many characters of a time say what the time above says, in whole parts: `12:00:05.` of `12:00:05.120`. */
export function repeatedCharacters(text: string, above: string): number {
  if (text === above) return text.length;
  let same = 0;
  while (text[same] === above[same]) same += 1;
  return text.slice(0, same).search(/[^:. ]*$/);
}

/** The time whose UTC digits are the local ones of `time`. */
function asUtc(time: number): number {
  return time - new Date(time).getTimezoneOffset() * 60_000;
}

/** In full, for titles; a time that no calendar has is shown as the epoch. */
export function isoTime(time: number): string {
  const date = new Date(time);
  return (Number.isNaN(date.getTime()) ? new Date(0) : date).toISOString();
}

function relativeTime(ms: number): string {
  const unit = UNITS.find((unit) => Math.abs(ms) >= unit.ms);
  if (!unit) return "now";
  const text = `${Math.floor(Math.abs(ms) / unit.ms)}${unit.name}`;
  return ms > 0 ? `${text} ago` : `in ${text}`;
}
