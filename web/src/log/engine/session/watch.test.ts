import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { WatchNews } from "../protocol";
import { followed } from "../testing/scripted-log";
import { TestPage } from "../testing/test-page";

const timed = (message: string, time: number) =>
  `data: ${JSON.stringify({ time: new Date(time).toISOString(), stream: "stdout", message })}\n\n`;

describe("a watch", () => {
  it("marks the lines that one of its rules lets through, and tells of those written since the page was opened", async () => {
    const { log, response } = await followed(timed("ERROR old", Date.now() - 60_000) + timed("INFO a=1", 0));
    const page = new TestPage([log]);
    const news: WatchNews[] = [];
    page.session.setWatch({ rules: ["level>=error", "a=1"], hidden: false }, (told) => news.push(told));
    const marked = await page.until(({ rows }) => rows.some((row) => row.kind === "line" && row.watched));
    expect(marked.rows).toMatchObject([{ watched: true }, { watched: true }]);
    (await response).write(timed("INFO nothing", Date.now()) + timed("ERROR new\nrow", Date.now()));
    await vi.waitUntil(() => news.at(-1)?.hits === 1);
    expect(news.at(-1)).toEqual({ hits: 1, last: { text: "ERROR new", workload: "log 0" } });
    const { rows } = await page.received(4);
    expect(rows.slice(2)).toMatchObject([{ text: "INFO nothing" }, { watched: true }]);
    expect(rows[2]).not.toHaveProperty("watched");
  });

  it("counts an event once, however many lines it gets", async () => {
    const { log, response } = await followed(timed("INFO first", 0));
    const page = new TestPage([log]);
    const news: WatchNews[] = [];
    page.session.setWatch({ rules: ["Exception"], hidden: false }, (told) => news.push(told));
    await page.received(1);
    const now = Date.now();
    (await response).write(timed("ERROR x", now) + timed("java.lang.RuntimeException: y", now));
    await vi.waitUntil(() => news.at(-1)?.hits === 1);
    (await response).write(timed("\tat a.B.c(B.java:1)", now) + timed("INFO Exception, too", now));
    await vi.waitUntil(() => news.at(-1)?.hits === 2);
    expect(news.map(({ hits }) => hits)).toEqual([0, 1, 2]);
  });

  it("goes on in a hidden tab if it is to, which then never begins to give its connections up", async () => {
    const { log, response } = await followed(timed("INFO first", 0));
    const page = new TestPage([log]);
    await page.received(1);
    const timers = vi.spyOn(globalThis, "setTimeout");
    onTestFinished(() => timers.mockRestore());
    /** As tailrace/client's `Visibility` has it. */
    const givesUp = () => timers.mock.calls.some(([, ms]) => ms === 30_000);
    const news: WatchNews[] = [];
    page.session.setWatch({ rules: ["level>=error"], hidden: true }, (told) => news.push(told));
    page.session.setHidden(true);
    (await response).write(timed("ERROR new", Date.now()));
    await vi.waitUntil(() => news.at(-1)?.hits === 1);
    expect(givesUp()).toBe(false);
    page.session.setWatch(undefined, (told) => news.push(told));
    expect(givesUp()).toBe(true);
    expect(news.at(-1)).toEqual({ hits: 0 });
  });

  it("says what is wrong with a rule", async () => {
    const { log } = await followed(timed("ERROR x", 0));
    const page = new TestPage([log]);
    await page.received(1);
    const news: WatchNews[] = [];
    page.session.setWatch({ rules: ["a=1", "level>=wran"], hidden: false }, (told) => news.push(told));
    await vi.waitUntil(() => news.length > 0);
    expect(news.at(-1)?.problem).toContain("a level is one of");
  });
});
