import { expect, test } from "vitest";
import { LineLog, MAX_LINES, MAX_UNITS } from "./line-log.ts";

function logOf(count: number, message = (n: number) => `line ${n}`): LineLog {
  const log = new LineLog();
  for (let n = 1; n <= count; n += 1) log.append({ time: "", stream: "stdout", message: message(n) });
  return log;
}

function messages(text: string): string[] {
  return [...text.matchAll(/"message":"(.*?)"/g)].map((match) => match[1]!);
}

test("lines are read after a position, up to another", () => {
  const log = logOf(5);
  const batch = log.read(1, 4);
  expect(messages(batch.text)).toEqual(["line 2", "line 3", "line 4"]);
  expect(batch).toMatchObject({ missed: 0, from: 1, to: 4 });
  expect(log.read(5, Infinity)).toEqual({ missed: 0, from: 5, to: 5, text: "" });
});

test("a batch is bounded, and the next one goes on where it ended", () => {
  const log = logOf(5000);
  const first = log.read(0, Infinity);
  expect(first.to).toBeLessThan(2000);
  expect(messages(log.read(first.to, Infinity).text)[0]).toBe(`line ${first.to + 1}`);
});

test("the oldest lines make room at the limit of lines, and a reader behind them misses exactly those", () => {
  const log = logOf(MAX_LINES + 7);
  const batch = log.read(2, Infinity);
  expect(batch.missed).toBe(5);
  expect(messages(batch.text)[0]).toBe("line 8");
  expect(log.read(7, Infinity).missed).toBe(0);
  expect(log.beforeLast(Infinity)).toBe(7);
  expect(log.beforeLast(10)).toBe(MAX_LINES - 3);
});

test("the oldest lines make room at the limit of memory", () => {
  const message = "x".repeat(1024 * 1024);
  const log = logOf(40, () => message);
  const kept = log.newest - log.beforeLast(Infinity);
  expect(kept).toBe(Math.floor(MAX_UNITS / (message.length + 50)));
  expect(log.read(0, Infinity).missed).toBe(40 - kept);
});

test("a cursor is the position it was made of", () => {
  const log = logOf(5);
  expect([0, 3, 5].map((position) => log.position(log.cursor(position)))).toEqual([0, 3, 5]);
});

test("a cursor of another log, of the future or of no form is none of this log", () => {
  const log = logOf(5);
  const own = log.cursor(3);
  const foreign = [
    logOf(5).cursor(3),
    log.cursor(6),
    `${own}-1`,
    `${own}x`,
    own.replace("-", ""),
    "3",
    "",
    "-",
    `${own} `,
  ];
  for (const cursor of foreign) expect(log.position(cursor), cursor).toBeUndefined();
});
