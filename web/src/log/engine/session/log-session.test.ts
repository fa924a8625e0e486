import { describe, expect, it, onTestFinished } from "vitest";
import type { Row } from "../protocol";
import { startLocalLog } from "../testing/local-log";
import { followed, lineEvent, lineEvents, openStream } from "../testing/scripted-log";
import { TestPage } from "../testing/test-page";

const texts = (rows: Row[]) =>
  rows.map((row) => (row.kind === "line" ? row.text : row.kind === "run" ? "run" : `gap ${row.missed}`));
const gapEvent = (missed: number | null) => `event: gap\ndata: ${JSON.stringify({ missed })}\n\n`;
const plain = (text: string) => ({ text, regex: false, caseSensitive: true });

describe("the log's session", () => {
  it("goes by the times that lines tell where it is asked to, and tells of those that differ from the backend's", async () => {
    const message = (time: string, text: string) =>
      `data: ${JSON.stringify({ time: `2026-03-01T12:00:${time}Z`, stream: "stdout", message: text })}\n\n`;
    const lines = [
      message("10.000", "2026-03-01T12:00:05Z ERROR boom"),
      message("10.001", "    at f (x.js:1:1)"),
      message("10.002", '{"time":"2026-03-01T12:00:02Z","msg":"late"}'),
      message("10.900", '{"time":"2026-03-01T12:00:10Z","msg":"in time"}'),
    ].join("");
    const at = (seconds: number) => Date.UTC(2026, 2, 1, 12, 0, seconds);
    const byBackend = await new TestPage([(await followed(lines)).log], undefined, undefined, {
      events: false,
    }).received(4);
    expect(byBackend.rows).toMatchObject([
      { time: at(10), otherTime: at(5) },
      { time: at(10) + 1, otherTime: undefined },
      { time: at(10) + 2, otherTime: at(2), json: { fields: [["time", "2026-03-01T12:00:02Z"]] } },
      { time: at(10) + 900, otherTime: undefined, json: { fields: [] } },
    ]);
    const page = new TestPage([(await followed(lines)).log], undefined, undefined, {
      clock: "line",
      events: false,
    });
    const byLine = await page.received(4);
    expect(byLine.rows).toMatchObject([
      { time: at(2), otherTime: at(10) + 2, json: { fields: [] } },
      { time: at(5), otherTime: at(10), text: "2026-03-01T12:00:05Z ERROR boom" },
      { time: at(5), text: "    at f (x.js:1:1)" },
      { time: at(10), otherTime: undefined },
    ]);
  });

  it("shows the times that lines tell where the backend tells none", async () => {
    const { log } = await followed("data: 2026-03-01T12:00:05Z hello\n\ndata: hello\n\n");
    const { rows } = await new TestPage([log]).received(2);
    expect(rows).toMatchObject([{ time: Date.UTC(2026, 2, 1, 12, 0, 5) }, { time: undefined }]);
  });

  it("tells the last rows, with level, time and folded JSON, and of a long line only its begin", async () => {
    const structured = JSON.stringify({
      time: "2026-03-01T12:00:00.000Z",
      stream: "stderr",
      message: '{"level":"warn","msg":"hello","user":1}',
    });
    const { log } = await followed(
      `${lineEvents(1, 9)}id: a\ndata: ${structured}\n\nid: b\ndata: ERROR ${"x".repeat(10_000)}\n\n`,
    );
    const { rows, count, from } = await new TestPage([log]).received(11);
    expect({ count, from }).toEqual({ count: 11, from: 6 });
    expect(rows.slice(-2)).toMatchObject([
      {
        kind: "line",
        cursor: "a",
        time: Date.UTC(2026, 2, 1, 12),
        stream: "stderr",
        level: "warn",
        json: { message: "hello", fields: [["user", "1"]] },
      },
      { cursor: "b", time: undefined, level: "error", text: `ERROR ${"x".repeat(3_994)}`, length: 10_006 },
    ]);
  });

  it("keeps several logs in the order of their times", async () => {
    const at = (second: number, message: string) =>
      `id: ${message}\ndata: ${JSON.stringify({ time: `2026-03-01T12:00:0${second}Z`, stream: "stdout", message })}\n\n`;
    const a = await followed(at(1, "a1") + at(3, "a3"));
    const b = await followed(at(0, "b0") + at(2, "b2") + at(4, "b4"));
    const page = new TestPage([a.log, b.log]);
    const { rows } = await page.received(5);
    expect(texts(rows)).toEqual(["b0", "a1", "b2", "a3", "b4"]);
    expect(await (await page.session.downloadView()).text()).toBe(
      "log 1\tb0\nlog 0\ta1\nlog 1\tb2\nlog 0\ta3\nlog 1\tb4\n",
    );
  });

  it("moves a window with its anchor while lines before it are dropped", async () => {
    const { log, response } = await followed(lineEvents(1, 100));
    const page = new TestPage([log], { lines: 100, bytes: 1e9 });
    await page.received(100);
    const anchor = page.session.placeOfKey(49)!;
    page.session.setWindow({ kind: "range", from: 48, to: 52, anchor });
    expect(texts((await page.until(({ from }) => from === 48)).rows)).toEqual([
      "line 49",
      "line 50",
      "line 51",
      "line 52",
    ]);
    (await response).write(lineEvents(101, 130));
    const moved = await page.received(130);
    expect(moved).toMatchObject({ from: 18, anchor: { ...anchor, now: 19 }, kept: 100, dropped: 30 });
    expect(texts(moved.rows)).toEqual(["line 49", "line 50", "line 51", "line 52"]);

    (await response).write(lineEvents(131, 160));
    const gone = await page.received(160);
    expect(gone).toMatchObject({ from: 0, anchor: { ...anchor, now: 0 } });
    expect(texts(gone.rows)[0]).toBe("line 61");
  });

  it("filters old lines and new ones, and marks what is searched for", async () => {
    const { log, response } = await followed(lineEvents(1, 1_000));
    const page = new TestPage([log]);
    page.session.setFilter({ pattern: plain("7") });
    page.session.setSearch(plain("97"));
    await page.received(1_000);
    const old = await page.until(
      ({ filter, rows }) => !filter.searching && rows.some((row) => row.kind === "line" && row.marks),
    );
    expect(old).toMatchObject({ count: 271, filter: { hits: 271 }, search: { hits: 20, searching: false } });
    expect(await page.session.findHit(undefined, -1)).toMatchObject({ ordinal: 20, of: 20 });
    const place = await page.session.findHit(undefined, 1);
    expect(place).toMatchObject({ index: 18, ordinal: 1 });

    (await response).write(lineEvents(1_001, 1_007) + lineEvent(1_097));
    const fresh = await page.until(({ search, rows }) => {
      const last = rows.at(-1);
      return search.hits === 21 && last?.kind === "line" && last.marks !== undefined;
    });
    expect(texts(fresh.rows).slice(-2)).toEqual(["line 1007", "line 1097"]);
    expect(fresh.rows.at(-1)).toMatchObject({ marks: [[7, 9]] });
    expect(fresh.rows.at(-2)).not.toHaveProperty("marks");
  });

  it("says what is wrong with an expression, and shows the log without it", async () => {
    const { log } = await followed(lineEvents(1, 10));
    const page = new TestPage([log]);
    await page.received(10);
    const wanted = { pattern: { text: "(", regex: true, caseSensitive: false } };
    page.session.setFilter(wanted);
    const { count, filter } = await page.until(({ filter }) => filter.problem !== undefined);
    expect({ count, filter }).toEqual({
      count: 10,
      filter: { of: wanted, hits: 0, searching: false, problem: "Unterminated group" },
    });
  });

  it("says of which filter its rows and numbers are, from the first update on", async () => {
    const { log } = await followed(lineEvents(1, 10));
    const page = new TestPage([log]);
    expect((await page.received(10)).filter.of).toEqual({});
    for (const [text, count] of [
      ["line 1", 2],
      ["line 7", 1],
    ] as const) {
      const wanted = { pattern: { text, regex: false, caseSensitive: false } };
      page.session.setFilter(wanted);
      const { filter } = await page.until((update) => update.count === count && !update.filter.searching);
      expect(filter.of).toEqual(wanted);
    }
  });

  it("filters by what a line is: level, stream, workload, time and fields, and by text as it was typed", async () => {
    const line = (stream: string, message: string) =>
      `data: ${JSON.stringify({ time: "2026-03-01T12:00:00Z", stream, message })}\n\n`;
    const { log } = await followed(
      line("stdout", "INFO disk is full status=200") +
        line("stderr", "WARN slow status=503 took=1500ms") +
        line("stdout", '{"level":"error","msg":"boom","status":500,"user":{"id":42}}'),
    );
    const page = new TestPage([log]);
    await page.received(3);
    for (const [text, ...indices] of [
      ["status>=500", 1, 2],
      ["level>=warn -status=503", 2],
      ["disk is full", 0],
      ["full disk"],
      ["stream=stderr took>1s", 1],
      ["user.id=42 OR status=200", 0, 2],
      ['workload="log 0" time>2026-03-01', 0, 1, 2],
    ] as [string, ...number[]][]) {
      page.session.setFilter({ pattern: { text, regex: false, caseSensitive: false } });
      await page.until(({ filter, count }) => !filter.searching && count === indices.length);
      expect(page.update!.rows.map(({ key }) => key)).toEqual(indices);
    }
    page.session.setFilter({ pattern: { text: "level>=wran", regex: false, caseSensitive: false } });
    const { filter, count } = await page.until(({ filter }) => filter.problem !== undefined);
    expect(filter.problem).toBe("`level>=wran`: a level is one of trace, debug, info, warn, error, fatal.");
    expect(count).toBe(3);
  });

  it("copies rows as plain text, from and to any row or end of the view", async () => {
    const { log } = await followed(`data: one\n\ndata: \x1b[31mtwo\x1b[0m\n\n${gapEvent(3)}data: three\n\n`);
    const page = new TestPage([log]);
    const { rows } = await page.until(({ count }) => count === 4);
    const all = ["one", "two", "--- 3 lines are missing here ---", "three"];
    expect(page.session.copy(undefined, undefined)).toEqual(all);
    expect(page.session.copy(rows[1]!.key, undefined)).toEqual(all.slice(1));
    expect(page.session.copy(rows[1]!.key, rows[0]!.key)).toEqual(all.slice(0, 2));
    expect(page.session.textOf(rows[1]!.key)).toBe("\x1b[31mtwo\x1b[0m");
  });

  it("puts the lines of a gap in its place", async () => {
    const { log } = await followed(lineEvents(1, 2) + gapEvent(3) + lineEvent(6), (response) =>
      openStream(response, lineEvents(3, 6)).end(),
    );
    const page = new TestPage([log]);
    const { rows } = await page.until(({ count }) => count === 4);
    expect(rows[2]).toMatchObject({ kind: "gap", missed: 3, state: "loadable" });
    await page.session.loadGap(rows[2]!.key);
    const filled = await page.until(({ count }) => count === 6);
    expect(texts(filled.rows)).toEqual(["line 2", "line 3", "line 4", "line 5", "line 6"]);
  });

  it("says of a gap whose lines the backend no longer has that they are lost", async () => {
    const { log } = await followed(lineEvents(1, 2) + gapEvent(3) + lineEvent(6), (response) =>
      openStream(response, gapEvent(3) + lineEvent(6)).end(),
    );
    const page = new TestPage([log]);
    const { rows } = await page.until(({ count }) => count === 4);
    await page.session.loadGap(rows[2]!.key);
    const { rows: after } = await page.until(
      ({ rows }) => rows[2]?.kind === "gap" && rows[2].state === "lost",
    );
    expect(texts(after)).toEqual(["line 1", "line 2", "gap 3", "line 6"]);
  });

  it("offers a gap again when it could not be loaded", async () => {
    const { log } = await followed(lineEvents(1, 2) + gapEvent(3) + lineEvent(6), (response) =>
      response.writeHead(404).end(),
    );
    const page = new TestPage([log]);
    const { rows } = await page.until(({ count }) => count === 4);
    await expect(page.session.loadGap(rows[2]!.key)).rejects.toThrow("404");
    await page.until(({ rows }) => rows[2]?.kind === "gap" && rows[2].state === "loadable");
  });

  describe("finds a line by its cursor in a backlog of which it reads the first part only at first", () => {
    const old = { time: "2026-03-01T12:00:00Z", stream: "stdout", message: "x".repeat(1_000) };
    const backlog = Array.from({ length: 500 }, (_, n) => `id: c${n}\ndata: ${JSON.stringify(old)}\n\n`);

    it("while the page takes its time to show that", async () => {
      const { log } = await followed(backlog.join(""));
      const page = new TestPage([log], undefined, () => new Promise(() => {}));
      expect(await page.session.placeOfCursor(0, "c499")).toMatchObject({ index: 499 });
    });

    it("though the filter lets none of it through", async () => {
      const { log } = await followed(backlog.join(""));
      const page = new TestPage([log]);
      page.session.setFilter({ pattern: plain("nowhere") });
      expect(await page.session.placeOfCursor(0, "c499")).toBe("filtered");
    });
  });

  it("loads dropped lines again, keeps them until the window is at the end, and finds a line by its cursor", async () => {
    const log = await startLocalLog(20_000, 0);
    onTestFinished(() => log.close());
    const page = new TestPage([log.address], { lines: 10_000, bytes: 1e9 });
    await page.until(({ connections }) => connections[0]!.kind === "ended");
    const all = await log.lines();
    // It begins with as many as it may keep.
    expect(page.update).toMatchObject({ received: 10_000, kept: 10_000, dropped: 0, earlier: "unknown" });

    page.session.setWindow({ kind: "range", from: 0, to: 1 });
    const loaded = page.session.loadEarlier();
    await page.until(({ earlier }) => earlier === "loading");
    await loaded;
    const { count, rows } = await page.until(({ earlier }) => earlier === "unknown");
    expect(count).toBeGreaterThanOrEqual(15_000);
    expect(texts(rows)).toEqual([all.at(-count)!.message]);

    const place = await page.session.placeOfCursor(0, all[1_000]!.cursor!);
    if (typeof place === "string") throw new Error(place);
    page.session.setWindow({ kind: "range", from: place.index, to: place.index + 1 });
    const found = await page.until(({ from }) => from === place.index);
    expect(texts(found.rows)).toEqual([all[1_000]!.message]);
    expect(await page.session.placeOfCursor(0, "nonsense-1")).toBe("gone");
    page.session.setFilter({ pattern: plain("zzz") });
    expect(await page.session.placeOfCursor(0, all[1_000]!.cursor!)).toBe("filtered");

    page.session.setFilter({});
    for (;;) {
      await page.session.loadEarlier();
      if ((await page.until(({ earlier }) => earlier !== "loading")).earlier === "none") break;
    }
    expect(page.update!.kept).toBe(20_000);
    page.session.setWindow({ kind: "end", rows: 5 });
    await page.until(({ kept }) => kept === 10_000);
    expect(page.update).toMatchObject({ received: 20_000, dropped: 10_000, earlier: "unknown" });
  });

  it("loads what was written since a time, and keeps it for as long as the filter has that time", async () => {
    const log = await startLocalLog(3_000, 0);
    onTestFinished(() => log.close());
    const page = new TestPage([log.address], { lines: 1_000, bytes: 1e9 });
    await page.until(({ connections }) => connections[0]!.kind === "ended");
    page.session.setFilter({ from: 0 });
    // One after another: neither is taken for the other.
    await Promise.all([
      page.session.loadEarlier(),
      page.session.loadSince(Date.now()),
      page.session.loadSince(0),
    ]);
    await page.until(({ kept }) => kept === 3_000);
    page.session.setWindow({ kind: "end", rows: 5 });
    await page.until(({ rows }) => rows.length === 5);
    expect(page.update!.kept).toBe(3_000);
    page.session.setFilter({});
    await page.until(({ kept }) => kept === 1_000);
  });

  it("says nothing while the tab is hidden, and all at once when it is shown", async () => {
    const { log, response } = await followed(lineEvents(1, 10));
    const page = new TestPage([log]);
    await page.received(10);
    page.session.setHidden(true);
    const before = page.update;
    const written = Promise.withResolvers<void>();
    (await response).write(lineEvents(11, 500), () => written.resolve());
    await written.promise;
    while (page.session.copy(undefined, undefined).length < 500)
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(page.update).toBe(before);
    page.session.setHidden(false);
    await page.received(500);
  });
});
