import { expect, test } from "vitest";
import { schedule } from "./schedule.ts";

test("a seed draws the same faults each time, and another one others", () => {
  expect(schedule(7, 3)).toEqual(schedule(7, 3));
  expect(schedule(7, 3)).not.toEqual(schedule(8, 3));
});

test("twenty seeds have every kind of fault among them, for every replica", () => {
  const steps = Array.from({ length: 20 }, (_, seed) => schedule(seed + 1, 3)).flat();
  expect(new Set(steps.map(({ fault }) => fault.kind)).size).toBe(8);
  const replicas = steps.flatMap(({ fault }) => ("replica" in fault ? [fault.replica] : []));
  expect(new Set(replicas)).toEqual(new Set([0, 1, 2]));
});
