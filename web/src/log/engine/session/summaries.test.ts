import { expect, it } from "vitest";
import { followed } from "../testing/scripted-log";
import { TestPage } from "../testing/test-page";

const AT = Date.UTC(2026, 2, 1, 12);

const line = (message: string, second: number, id = second) =>
  `id: c${id}\ndata: ${JSON.stringify({ time: new Date(AT + second * 1_000).toISOString(), stream: "stdout", message })}\n\n`;

async function openPage(messages: string[]) {
  const { log } = await followed(messages.map((message, index) => line(message, index)).join(""));
  const page = new TestPage([log]);
  await page.received(messages.length);
  return page;
}

const REQUESTS = Array.from({ length: 30 }, (_, n) => `INFO GET /api/${n} 200 in ${n} ms`);

it("the fields of the view's lines are told with their values, and those of lines that the filter hides are not", async () => {
  const page = await openPage(['{"a":1,"b":"x"}', '{"a":1}', "took=3ms a=2", "no field"]);
  expect((await page.session.fields()).map(({ name, count }) => [name, count])).toEqual([
    ["a", 3],
    ["b", 1],
    ["took", 1],
  ]);
  expect(await page.session.facet("a")).toMatchObject({
    count: 3,
    top: [
      { value: "1", count: 2 },
      { value: "2", count: 1 },
    ],
  });
  page.session.setFilter({ pattern: { text: "a=2", regex: false, caseSensitive: false } });
  await page.until(({ filter, count }) => !filter.searching && count === 1);
  expect(await page.session.facet("a")).toMatchObject({ count: 1, distinct: 1 });
});

it("lines of one form are one pattern, with the keys of the first and the last, and what varies in them", async () => {
  const page = await openPage([...REQUESTS, "ERROR disk is full"]);
  const { patterns, others } = await page.session.patterns();
  expect(patterns).toMatchObject([
    { text: "INFO GET /api/* 200 in * ms", count: 30, level: "info", first: 0, last: 29 },
    { text: "ERROR disk is full", count: 1, level: "error", first: 30, last: 30 },
  ]);
  expect(patterns[0]!.places[1]!.numbers).toMatchObject({ min: 0, max: 29 });
  expect(others).toEqual({ patterns: 0, lines: 0 });
});

it("a moment tells what is new since then and what is gone", async () => {
  const page = await openPage(["INFO started v1", ...REQUESTS, "INFO stopped by 15"]);
  const { patterns } = await page.session.patterns(AT + 20_000);
  expect(patterns.map(({ text, before, count }) => [text, before, count])).toEqual([
    ["INFO GET /api/* 200 in * ms", 19, 30],
    ["INFO started v1", 1, 1],
    ["INFO stopped by *", 0, 1],
  ]);
});

it("a pattern's text is what the filter shows it by alone, or hides it by", async () => {
  const page = await openPage([...REQUESTS, "ERROR disk is full"]);
  const [{ text } = { text: "" }] = (await page.session.patterns()).patterns;
  for (const [query, count] of [
    [`pattern="${text}"`, 30],
    [`-pattern="${text}"`, 1],
    [`pattern!="${text}" disk`, 1],
  ] as const) {
    page.session.setFilter({ pattern: { text: query, regex: false, caseSensitive: false } });
    await page.until((update) => !update.filter.searching && update.count === count);
  }
});

it("fields are those of the lines that a filter lets through that has just been set", async () => {
  const page = await openPage(['{"user":{"id":8}}', "took=3ms"]);
  page.session.setFilter({ pattern: { text: "took", regex: false, caseSensitive: false } });
  expect((await page.session.fields()).map(({ name }) => name)).toEqual(["took"]);
});

it("each row tells its values of the fields that have a column", async () => {
  const page = await openPage(['{"a":{"b":1.10},"msg":"x"}', "took=3ms", "no field"]);
  page.session.setColumns(["a.b", "took"]);
  const { rows } = await page.until(({ rows }) => rows.some((row) => row.kind === "line" && row.columns));
  expect(rows).toMatchObject([
    { columns: ["1.10", undefined] },
    { columns: [undefined, "3ms"] },
    { columns: [undefined, undefined] },
  ]);
});
