import { expect, it } from "vitest";
import { followed } from "../testing/scripted-log";
import { TestPage } from "../testing/test-page";

const AT = Date.UTC(2026, 2, 1, 12);
const line = (second: number, message = `line ${second}`) =>
  `data: ${JSON.stringify({ time: new Date(AT + second * 1_000).toISOString(), stream: "stdout", message })}\n\n`;
const shown = (page: TestPage) =>
  page.update!.rows.map((row) => (row.kind === "line" ? row.text : row.kind === "run" ? "run" : "gap"));

it("a run is shown before its first line, whether that has come or comes later", async () => {
  const { log, response } = await followed(line(1) + line(2) + line(5));
  const page = new TestPage([log]);
  await page.received(3);
  page.session.addRun(0, { at: AT + 3_000 });
  await page.until(({ count }) => count === 4);
  expect(shown(page)).toEqual(["line 1", "line 2", "run", "line 5"]);
  page.session.addRun(0, { at: AT + 7_000, ended: { exitCode: 3 } });
  (await response).write(line(6) + line(8));
  await page.until(({ count }) => count === 7);
  expect(shown(page).slice(-3)).toEqual(["line 6", "run", "line 8"]);
  expect(page.update!.rows.at(-2)).toMatchObject({ ended: { exitCode: 3 }, at: AT + 7_000 });
});

it("the run with which the log begins is no news, until earlier lines are there", async () => {
  const { log } = await followed(line(5) + line(6));
  const page = new TestPage([log]);
  page.session.addRun(0, { at: AT + 4_000 });
  await page.until(({ count, received }) => count === 2 && received === 2);
  expect(shown(page)).toEqual(["line 5", "line 6"]);
});

it("no event goes on in another run", async () => {
  const { log, response } = await followed(line(1, "ERROR x"));
  const page = new TestPage([log]);
  await page.received(1);
  page.session.addRun(0, { at: AT + 2_000 });
  (await response).write(line(2, "\tat a.B.c(B.java:1)"));
  await page.until(({ count }) => count === 3);
  expect(shown(page)).toEqual(["ERROR x", "run", "\tat a.B.c(B.java:1)"]);
});

it("a run counts as no line: not kept, not copied as one, not in the strip", async () => {
  const { log } = await followed(line(1) + line(5));
  const page = new TestPage([log]);
  await page.received(2);
  page.session.addRun(0, { at: AT + 3_000 });
  const update = await page.until(({ count, volume }) => count === 3 && volume !== undefined);
  expect(update).toMatchObject({ kept: 2, events: 2, shown: 2 });
  page.session.setFilter({ levels: ["fatal"] });
  expect(await page.until(({ count }) => count === 1)).toMatchObject({ shown: 0, rows: [{ kind: "run" }] });
  page.session.setFilter({});
  await page.until(({ count }) => count === 3);
  expect(page.session.copy(undefined, undefined)).toEqual([
    "line 1",
    "--- a run begins here, 2026-03-01T12:00:03.000Z ---",
    "line 5",
  ]);
});
