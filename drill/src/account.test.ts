import { expect, test } from "vitest";
import { Account, peakPerSecond } from "./account.ts";

/** An account of lines that came 100 ms apart, closed with the last one. */
function accountOf(...lines: number[]) {
  const account = new Account();
  lines.forEach((n, i) => account.take(n, i * 100));
  return account.tally((lines.length - 1) * 100);
}

test("lines that go up by one are neither lost nor repeated, wherever they begin", () => {
  expect(accountOf(41, 42, 43)).toEqual({ lines: 3, lost: 0, repeated: 0, silenceMs: 100 });
});

test("each line that is skipped is lost", () => {
  expect(accountOf(1, 2, 6, 7, 9)).toMatchObject({ lost: 4, repeated: 0 });
});

test("each line that comes again is repeated, and the next new one is not lost", () => {
  expect(accountOf(1, 2, 3, 2, 3, 4)).toMatchObject({ lines: 6, lost: 0, repeated: 2 });
});

test("a line that comes late is both: it was missing, and then out of order", () => {
  expect(accountOf(1, 3, 2, 4)).toMatchObject({ lost: 1, repeated: 1 });
});

test("the longest silence is that between two new lines", () => {
  const account = new Account();
  account.take(1, 1_000);
  account.take(2, 1_010);
  account.take(2, 1_400); // says nothing new
  account.take(3, 1_700);
  account.take(4, 1_710);
  expect(account.tally(1_720).silenceMs).toBe(690);
});

test("a silence that goes on counts, and in the next phase with its whole length", () => {
  const account = new Account();
  account.take(1, 0);
  expect(account.tally(300).silenceMs).toBe(300);
  account.take(2, 500);
  expect(account.tally(500).silenceMs).toBe(500);
});

test("a phase does not count what an earlier one has, and still knows which line comes next", () => {
  const account = new Account();
  account.take(1, 0);
  account.take(3, 10);
  expect(account.tally(10).lost).toBe(1);
  account.take(4, 20);
  expect(account.tally(20)).toEqual({ lines: 1, lost: 0, repeated: 0, silenceMs: 10 });
});

test("a viewer to whom no line has come has none to miss and no silence", () => {
  const account = new Account();
  expect(account.tally(10_000)).toEqual({ lines: 0, lost: 0, repeated: 0, silenceMs: 0 });
  expect(account.next).toBeUndefined();
});

test("the peak is that of any second, not of whole ones", () => {
  expect(peakPerSecond([])).toBe(0);
  expect(peakPerSecond([5_000, 0, 900, 1_100, 1_899, 1_900])).toBe(3);
  expect(peakPerSecond([0, 1_000, 2_000])).toBe(1);
});
