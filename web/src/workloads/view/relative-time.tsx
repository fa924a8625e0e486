"use client";

import { useClock } from "@/kit/use-clock";

const UNITS = [
  { ms: 86_400_000, name: "d" },
  { ms: 3_600_000, name: "h" },
  { ms: 60_000, name: "min" },
  { ms: 1_000, name: "s" },
];

// Not Intl.RelativeTimeFormat: the server's and the browser's may word it differently, and hydration compares them.
function relativeTime(ms: number): string {
  const unit = UNITS.find((unit) => Math.abs(ms) >= unit.ms);
  if (!unit) return "just now";
  const text = `${Math.floor(Math.abs(ms) / unit.ms)} ${unit.name}`;
  return ms > 0 ? `${text} ago` : `in ${text}`;
}

/** `now` is the server's, for the first text; after that it is the browser's. */
export function RelativeTime({ time, now }: { time: string; now: number }) {
  const then = Date.parse(time);
  const text = useClock((at) => relativeTime(at - then), relativeTime(now - then));
  return (
    <time dateTime={time} title={time}>
      {text}
    </time>
  );
}
