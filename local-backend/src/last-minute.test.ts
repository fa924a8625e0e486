import { expect, test } from "vitest";
import { LastMinute } from "./last-minute.ts";

const NOW = 1_800_000_000_000;

test("what is a minute old is no longer counted, and what comes late is", () => {
  const minute = new LastMinute();
  for (const second of [0, 0, 30, 29, 59]) minute.add(NOW + second * 1_000);
  const after = (seconds: number) => minute.total(NOW + seconds * 1_000);
  expect([59, 60, 89, 90, 118, 119, 1e6].map(after)).toEqual([5, 3, 2, 1, 1, 0, 0]);
  minute.add(NOW); // long ago
  expect(after(1e6)).toBe(0);
});
