import fc from "fast-check";
import { expect, test } from "vitest";
import { type Entry, OpenList } from "./open-list.ts";

test("an open list has what was added and not deleted, in whatever order that comes and goes", () => {
  // Of each step: whether one is added, or which of all that there have ever been is deleted.
  const steps = fc.array(fc.oneof(fc.constant("add" as const), fc.nat(20)), { maxLength: 60 });
  fc.assert(
    fc.property(steps, (steps) => {
      const list = new OpenList<number>();
      const there = new Set<number>();
      const entries: Entry<number>[] = [];
      for (const step of steps) {
        if (step === "add") {
          there.add(entries.length);
          entries.push(list.add(entries.length));
        } else if (step < entries.length) {
          expect(list.delete(entries[step]!)).toBe(there.delete(step));
        }
        expect(list.size).toBe(there.size);
        expect(new Set(list)).toEqual(there);
      }
    }),
  );
});

test("whoever goes through an open list meets all that were there, also while they leave", () => {
  const list = new OpenList<string>();
  const entries = ["a", "b", "c", "d"].map((item) => list.add(item));
  const met: string[] = [];
  for (const item of list) {
    met.push(item);
    entries.forEach((entry) => list.delete(entry));
  }
  expect(met).toEqual(["a", "b", "c", "d"]);
  expect(list.size).toBe(0);
});
