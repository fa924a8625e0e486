import { describe, expect, it } from "vitest";
import type { LineRow, Update } from "../protocol";
import { followed, openStream } from "../testing/scripted-log";
import { TestPage } from "../testing/test-page";

const ALL = { lines: 200_000, bytes: 100_000_000 };
const AT = Date.parse("2026-03-01T12:00:00Z");

interface Line {
  message: string;
  stream?: "stdout" | "stderr";
  /** Milliseconds after `AT`. */
  after?: number;
}

/** Events of lines that are named c0, c1 and so on, or from another number on. */
function events(lines: (string | Line)[], from = 0): string {
  return lines
    .map((line, index) => {
      const { message, stream = "stdout", after = 0 } = typeof line === "string" ? { message: line } : line;
      const data = JSON.stringify({ time: new Date(AT + after).toISOString(), stream, message });
      return `id: c${from + index}\ndata: ${data}\n\n`;
    })
    .join("");
}

const TRACE = [
  "ERROR could not bill",
  "java.lang.IllegalStateException: no card",
  "\tat com.acme.Bill.charge(Bill.java:12)",
  ...Array.from({ length: 20 }, (_, n) => `\tat org.springframework.Proxy.call${n}(Proxy.java:${n})`),
  "Caused by: java.io.IOException: broken pipe",
  "\tat com.acme.Card.read(Card.java:7)",
  "\t... 22 more",
];

const heads = ({ rows }: Update) =>
  rows.map((row) => (row.kind === "line" ? row.text : row.kind === "run" ? "run" : `gap ${row.missed}`));
const lineRow = ({ rows }: Update, index: number) => rows[index] as LineRow;
const plain = (text: string) => ({ text, regex: false, caseSensitive: true });

describe("an event of several lines", () => {
  it("is one row, with what says what it is, and the level that its head names", async () => {
    const { log } = await followed(events(["INFO before", ...TRACE, "INFO after"]));
    const page = new TestPage([log]);
    const update = await page.until(({ count }) => count === 3);
    expect(heads(update)).toEqual(["INFO before", "ERROR could not bill", "INFO after"]);
    expect(update).toMatchObject({ kept: 28, events: 3, received: 28 });
    const row = lineRow(update, 1);
    expect(row).toMatchObject({ level: "error", lines: 26 });
    const shown = row.event!.shown.map(({ text }) => text);
    expect(shown).toContain("java.lang.IllegalStateException: no card");
    expect(shown).toContain("Caused by: java.io.IOException: broken pipe");
    expect(shown).not.toContain(TRACE[10]);
    expect((await page.session.linesOf(row.key))!.map(({ text }) => text)).toEqual(TRACE.slice(1));
    expect(page.session.copy(row.key, row.key)).toEqual([TRACE.join("\n")]);
  });

  it("is lines when the reader wants them plain", async () => {
    const { log } = await followed(events(TRACE));
    const page = new TestPage([log], ALL, undefined, { events: false });
    expect(await page.received(26)).toMatchObject({ count: 26, events: 26 });
  });

  it("is put together though the lines of another stream, or another log, come between", async () => {
    const mixed = TRACE.flatMap((message, after): Line[] => [
      { message, stream: "stderr", after },
      { message: `INFO request ${after}`, after },
    ]);
    const one = await followed(events(mixed));
    const other = await followed(events(TRACE.map((message, after) => ({ message, after }))));
    const page = new TestPage([one.log, other.log]);
    page.session.setFilter({ levels: ["error"] });
    const update = await page.until(({ count, received }) => received === 3 * 26 && count === 2);
    expect(update.rows).toMatchObject([{ source: 0, lines: 26, level: "error" }, { lines: 26 }]);
  });

  it("passes the filter by what any of its lines says, with all of them", async () => {
    const { log } = await followed(events(["INFO before", ...TRACE, "INFO after"]));
    const page = new TestPage([log]);
    await page.received(28);
    page.session.setFilter({ pattern: plain("broken pipe") });
    const update = await page.until(({ filter, count }) => !filter.searching && count === 1);
    expect(lineRow(update, 0)).toMatchObject({ text: "ERROR could not bill", lines: 26 });
    expect(update.filter.hits).toBe(1);
  });

  it("is one hit of the search, and shows the lines that have one, marked", async () => {
    const { log } = await followed(events(TRACE));
    const page = new TestPage([log]);
    await page.received(26);
    page.session.setSearch(plain("Proxy.call7("));
    const update = await page.until(({ rows }) => (rows[0] as LineRow | undefined)?.found !== undefined);
    expect(update.search.hits).toBe(1);
    const hit = lineRow(update, 0).event!.shown.find(({ marks }) => marks);
    expect(hit).toMatchObject({ text: TRACE[10], marks: [[24, 36]] });
  });

  it("that grows passes the filter as soon as one of its lines does, and never goes while it is looked through again", async () => {
    const { log, response } = await followed(events(TRACE.slice(0, 3)));
    const page = new TestPage([log]);
    await page.received(3);
    page.session.setFilter({ pattern: plain("broken pipe") });
    await page.until(({ filter, count }) => !filter.searching && count === 0);
    (await response).write(events(TRACE.slice(3, 24), 3));
    await page.until(({ count }) => count === 1);
    (await response).write(events(TRACE.slice(24), 24));
    const seen: number[] = [];
    await page.until((update) => seen.push(update.count) > 0 && lineRow(update, 0)?.lines === 26);
    expect(seen.every((count) => count === 1)).toBe(true);
  });

  it("is found by the link to any of its lines", async () => {
    const { log } = await followed(events(["INFO before", ...TRACE]));
    const page = new TestPage([log]);
    await page.received(27);
    expect(await page.session.placeOfCursor(0, "c9")).toMatchObject({ index: 1 });
  });

  it("goes as a whole when there are too many lines", async () => {
    const { log } = await followed(events([...TRACE, ...Array.from({ length: 10 }, (_, n) => `INFO ${n}`)]));
    const page = new TestPage([log], { ...ALL, lines: 20 });
    expect(await page.received(36)).toMatchObject({ count: 10, kept: 10, dropped: 26 });
  });

  it("does not go on behind a gap", async () => {
    const gap = 'event: gap\ndata: {"missed":3}\n\n';
    const { log } = await followed(events(TRACE.slice(0, 5)) + gap + events(TRACE.slice(8), 8));
    const page = new TestPage([log]);
    const update = await page.until(({ count }) => count === 3);
    expect(update.rows).toMatchObject([{ lines: 5 }, { kind: "gap" }, { lines: 18 }]);
  });

  it("gets its head back when earlier lines are loaded, and stays the row that it was", async () => {
    const { log } = await followed(events([...TRACE.slice(4), "INFO after"], 5), (response) =>
      openStream(response, events(["INFO before", ...TRACE, "INFO after"])).end(),
    );
    const page = new TestPage([log], { ...ALL, lines: 23 });
    const before = await page.received(23);
    const { key, lines } = lineRow(before, 0);
    expect(lines).toBe(22);
    page.session.setWindow({ kind: "range", from: 0, to: 5 });
    await page.session.loadEarlier();
    const update = await page.until(({ kept }) => kept === 28);
    expect(update.rows).toMatchObject([
      { text: "INFO before" },
      { key, text: "ERROR could not bill", lines: 26, level: "error", cursor: "c1" },
      { text: "INFO after" },
    ]);
    expect(await page.session.placeOfCursor(0, "c3")).toMatchObject({ key });
  });

  it("of JSON over lines is a row of JSON", async () => {
    const { log } = await followed(
      events(["{", '  "level": "warn",', '  "message": "disk",', '  "free": 3', "}"]),
    );
    const page = new TestPage([log]);
    const update = await page.until(({ rows }) => (rows[0] as LineRow | undefined)?.lines === 5);
    expect(lineRow(update, 0)).toMatchObject({
      level: "warn",
      json: { message: "disk", fields: [["free", "3"]] },
    });
  });

  it("of a hundred thousand lines is many rows, none of them large", async () => {
    const frames = Array.from({ length: 100_000 }, (_, n) => `\tat com.acme.Deep.call(Deep.java:${n})`);
    const { log } = await followed(events(["ERROR deep", ...frames]));
    const page = new TestPage([log]);
    const { count } = await page.received(100_001);
    expect(count).toBeLessThan(200);
    page.session.setWindow({ kind: "range", from: 0, to: count });
    const { rows } = await page.until(({ rows }) => rows.length === count);
    expect(Math.max(...rows.map((row) => (row.kind === "line" ? row.lines : 0)))).toBeLessThanOrEqual(1_000);
  });
});
