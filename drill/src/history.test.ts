import { expect, test } from "vitest";
import { History } from "./history.ts";

/** What is not as promised of a log that was to come up to line `last`, to a viewer with these lines. */
function guaranteesBrokenBy(lines: number[], last: number): string[] {
  const history = new History();
  lines.forEach((n, i) => history.take(n, i));
  return history.breaches(last, false).map(({ guarantee }) => guarantee);
}

test("lines that go up by one, wherever they begin, break no promise", () => {
  expect(guaranteesBrokenBy([41, 42, 43], 43)).toEqual([]);
});

test.for([
  ["skipped", [1, 2, 5], 5, ["none lost"]],
  ["missing at the end", [1, 2], 3, ["none lost"]],
  ["missing altogether", [], 3, ["none lost"]],
  ["sent again", [1, 2, 3, 2, 3, 4], 4, ["none twice", "in order"]],
  ["sent again at once", [1, 2, 2, 3], 3, ["none twice"]],
  ["sent late", [1, 3, 2, 4], 4, ["in order"]],
] as const)("a line that is %s breaks one", ([, lines, last, broken]) => {
  expect(guaranteesBrokenBy([...lines], last)).toEqual(broken);
});

test("an end that is not the log's own breaks a promise, as does none at the log's end", () => {
  const history = new History();
  history.take(1, 0);
  expect(history.breaches(1, false)).toEqual([]);
  expect(history.breaches(1, true)).toMatchObject([{ guarantee: "ended only by end" }]);
  history.end(5, true);
  expect(history.breaches(1, true)).toEqual([]);
  history.end(9, false);
  expect(history.breaches(1, true)).toEqual([{ guarantee: "ended only by end", text: "ended at 9 ms" }]);
});
