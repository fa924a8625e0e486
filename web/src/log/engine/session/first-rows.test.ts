import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import type { LogLine, Update } from "../protocol";
import { lineEvent, lineEvents, openStream, scriptLog } from "../testing/scripted-log";
import { TestPage } from "../testing/test-page";
import { firstRows } from "./first-rows";

const ALL = { lines: 200_000, bytes: 100_000_000 };
const lines = (...messages: string[]): LogLine[] =>
  messages.map((message, n) => ({ message, cursor: `e-${n}` }));

describe("the rows of a log's last lines", () => {
  it("are as those of the log: an event is one, JSON is folded, and each has its level", () => {
    const rows = firstRows(
      lines(
        '{"level":"warn","msg":"slow","ms":7}',
        "Error: broken",
        "    at a (/srv/app.js:1:2)",
        "INFO next",
      ),
    );
    expect(rows).toMatchObject([
      { level: "warn", json: { message: "slow", fields: [["ms", "7"]] }, cursor: "e-0" },
      { level: "error", text: "Error: broken", lines: 2, cursor: "e-1" },
      { level: "info", text: "INFO next", cursor: "e-3" },
    ]);
  });

  it.each([
    ["a background", "\x1b[1;41mA\x1b[0m", "A\x1b[0m"],
    ["one of 256 colours", "\x1b[38;5;203mA\x1b[0m", "A\x1b[0m"],
    ["a true colour", "\x1b[38;2;1;2;3mA\x1b[0m", "A\x1b[0m"],
    ["a true colour with colons", "\x1b[38:2::1:2:3mA\x1b[0m", "A\x1b[0m"],
    ["a bright background", "\x1b[103mA\x1b[0m", "A\x1b[0m"],
    ["an inverse", "\x1b[7mA\x1b[0m", "A\x1b[0m"],
    [
      "nothing of what the theme has",
      "\x1b[1;31mA\x1b[94mB\x1b[27mC\x1b[0m",
      "\x1b[1;31mA\x1b[94mB\x1b[27mC\x1b[0m",
    ],
  ])("are without %s, which a style attribute would have to say", (_, line, text) => {
    expect(firstRows(lines(line))).toMatchObject([{ text }]);
  });

  it("go on with the colour that the line before has left switched on", () => {
    expect(firstRows(lines("\x1b[31mred", "still"))[1]!.begin).toMatchObject({ color: 1 });
  });
});

describe("a session that begins with a log's last lines", () => {
  const messages = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, n) => ({
      message: `line ${from + n}`,
      cursor: `e-${from + n}`,
    }));
  const texts = ({ rows }: Update) => rows.map((row) => (row.kind === "line" ? row.text : row.kind));

  /** A log whose stream begins with `follow`, its last line, and which answers who asks for what it has with `kept`; its stream, and what was asked. */
  async function logOf({
    follow = lineEvent(9),
    kept,
  }: {
    follow?: string;
    kept?: (response: ServerResponse) => void;
  }) {
    const asked: string[] = [];
    const opened = Promise.withResolvers<ServerResponse>();
    const answer = ({ url, headers }: IncomingMessage, response: ServerResponse) => {
      const { search } = new URL(url!, "http://log");
      asked.push(`${search} ${String(headers["last-event-id"])}`);
      if (search.includes("follow=false")) kept!(response);
      else opened.resolve(openStream(response, follow));
    };
    return { log: await scriptLog(answer, answer, answer), stream: opened.promise, asked };
  }
  const answers = (events: string) => (response: ServerResponse) => void openStream(response, events).end();
  const begin = (from: number, to: number, whole = false) => ({
    first: { lines: messages(from, to), whole },
  });

  it("has them at once, with the keys that they have on the page, and goes on behind them", async () => {
    const { log, stream, asked } = await logOf({});
    const page = new TestPage([log], ALL, undefined, begin(8, 9, true));
    const { rows, earlier } = await page.received(2);
    expect(rows.map(({ key }) => key)).toEqual(firstRows(messages(8, 9)).map(({ key }) => key));
    expect(earlier).toBe("none");
    (await stream).write(lineEvents(10, 11));
    expect(texts(await page.received(4))).toEqual(["line 8", "line 9", "line 10", "line 11"]);
    expect(asked).toEqual(["?tail=2 e-8"]);
  });

  it("reads those before them when it follows the log, and is reading for as long", async () => {
    const opened = Promise.withResolvers<ServerResponse>();
    const { log, stream, asked } = await logOf({ kept: opened.resolve });
    const page = new TestPage([log], ALL, undefined, begin(8, 9));
    await stream;
    const kept = openStream(await opened.promise, lineEvents(1, 5));
    expect(await page.until(({ reading }) => reading)).toMatchObject({ received: 2, earlier: "loading" });
    (await stream).write(lineEvents(10, 10));
    expect(texts(await page.received(3))).toEqual(["line 8", "line 9", "line 10"]);
    kept.end(lineEvents(6, 10));
    const update = await page.received(10);
    expect(update).toMatchObject({ reading: false, earlier: "none", kept: 10, dropped: 0 });
    page.session.setWindow({ kind: "range", from: 0, to: 4 });
    expect(texts(await page.until(({ from }) => from === 0))).toEqual([
      "line 1",
      "line 2",
      "line 3",
      "line 4",
    ]);
    expect(asked[1]).toMatch(/^\?follow=false&tail=\d{6} undefined$/);
  });

  it("keeps no more than the limits allow, the last ones", async () => {
    const { log } = await logOf({ kept: answers(lineEvents(1, 9)) });
    const page = new TestPage([log], { lines: 5, bytes: 1e9 }, undefined, begin(8, 9));
    expect(texts(await page.until(({ kept }) => kept === 5))).toEqual([
      "line 5",
      "line 6",
      "line 7",
      "line 8",
      "line 9",
    ]);
  });

  it("tries once more to read those before them when the first attempt fails", async () => {
    const answersInTurn = [
      (response: ServerResponse) => void response.writeHead(503).end(),
      answers(lineEvents(1, 9)),
    ];
    const { log, stream } = await logOf({ kept: (response) => answersInTurn.shift()!(response) });
    const page = new TestPage([log], ALL, undefined, begin(8, 9));
    expect(await page.until(({ reading, earlier }) => !reading && earlier === "unknown")).toMatchObject({
      received: 2,
    });
    void stream;
    page.session.connect();
    expect(await page.received(9)).toMatchObject({ earlier: "none" });
  });

  it("says that lines are missing behind them where the log does not go on there", async () => {
    const { log } = await logOf({
      follow: `event: gap\nid: e-20\ndata: {"missed":11}\n\n${lineEvents(21, 21)}`,
    });
    const page = new TestPage([log], ALL, undefined, begin(8, 9, true));
    expect(texts(await page.received(3))).toEqual(["line 8", "line 9", "gap", "line 21"]);
  });

  it.each([
    ["begins with the last of them once more", 8, lineEvents(9, 10), []],
    ["begins anew for everyone, with as many as are asked for", 7, lineEvents(8, 10), []],
    ["has only the one line that is here", 9, lineEvents(9, 10), []],
    ["has others by then, and takes no cursor", 8, lineEvents(20, 22), ["gap"]],
  ])("neither repeats nor misses a line of a log that %s", async (_, from, follow, gap) => {
    const { log } = await logOf({ follow });
    const page = new TestPage([log], ALL, undefined, begin(from, 9, true));
    const last = gap.length > 0 ? ["line 20", "line 21", "line 22"] : ["line 10"];
    const update = await page.until((update) => texts(update).at(-1) === last.at(-1));
    const before = Array.from({ length: 10 - from }, (_, n) => `line ${from + n}`);
    expect(texts(update)).toEqual([...before, ...gap, ...last].slice(-5));
  });

  it("makes one event of its parts when the lines before the first have come", async () => {
    const trace = [
      "ERROR could not bill",
      "java.lang.IllegalStateException: no card",
      ...Array.from({ length: 9 }, (_, n) => `\tat com.acme.Bill.charge${n}(Bill.java:${n})`),
      "Caused by: java.io.IOException: broken pipe",
      ...Array.from({ length: 9 }, (_, n) => `\tat com.acme.Card.read${n}(Card.java:${n})`),
      "    extra: 1",
      "    extra: 2",
    ];
    const all = ["INFO before", ...trace, "INFO after"].map((message, n) => ({ message, cursor: `e-${n}` }));
    const events = all.map(({ message, cursor }) => `id: ${cursor}\ndata: ${message}\n\n`).join("");
    for (const from of [2, 6, 12, 20, 22]) {
      const { log } = await logOf({ follow: "", kept: answers(events) });
      const page = new TestPage([log], ALL, undefined, { first: { lines: all.slice(from), whole: false } });
      const update = await page.received(all.length);
      expect(texts(update), `from ${from}`).toEqual(["INFO before", "ERROR could not bill", "INFO after"]);
      expect(update).toMatchObject({ kept: all.length, events: 3, count: 3 });
      const { key } = update.rows[1]!;
      expect(page.session.copy(key, key)).toEqual([trace.join("\n")]);
      expect(await page.session.placeOfCursor(0, `e-${from}`)).toMatchObject({ key });
    }
  });
});
