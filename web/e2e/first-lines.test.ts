import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { startEvents } from "judge/testing/backend";
import { startWebServer, type WebServer } from "judge/testing/web-server";
import {
  backendPort,
  describeInBrowser,
  line,
  newPage,
  rows,
  startScripted,
  startWeb,
  useBrowser,
  waitForState,
} from "./console.ts";
import { openLog } from "./open-log.ts";
import { PAGE_LINES } from "./scripted.ts";

const KEPT = 500;
const WRITTEN = "2026-11-01T12:00:00.000Z";

/** The event of line `n`, as a backend sends it that tells when lines were written. */
function event(n: number, message = `line ${n}`): string {
  return `id: ${n}\ndata: ${JSON.stringify({ time: WRITTEN, stream: "stdout", message })}\n\n`;
}

function events(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, index) => event(from + index)).join("");
}

type Answer = (response: ServerResponse) => void;
const ends =
  (text: string): Answer =>
  (response) =>
    response.end(text);

/**
 * A backend of a log of `KEPT` lines, and the page of it: what it answers who asks for the last of them, for all of them, and who
 * follows it. The streams of these, and what they were asked for with.
 */
async function startLog({
  last = ends(events(KEPT - 63, KEPT)),
  kept = ends(events(1, KEPT)),
  follow = (response) => response.write(event(KEPT)),
}: { last?: Answer; kept?: Answer; follow?: Answer } = {}) {
  const streams: ServerResponse[] = [];
  const cursors: (string | undefined)[] = [];
  await startScripted(({ url = "", headers }, response) => {
    if (!url.includes("/logs")) return response.end('{"id":"w","name":"w","status":"running"}');
    startEvents(response);
    if (url.endsWith(PAGE_LINES)) return last(response);
    if (url.includes("follow=false")) return kept(response);
    streams.push(response);
    cursors.push(headers["last-event-id"] as string | undefined);
    follow(response);
  });
  return { streams, cursors };
}

/** A console of the file's own: for a while none asks for last lines that has met a backend which does not end its answer. */
let web: WebServer;
let url: string;
beforeAll(async () => {
  web = await startWebServer({ BACKEND_URL: `http://127.0.0.1:${backendPort}` });
  url = `${web.url}/workloads/w`;
});
afterAll(() => web[Symbol.asyncDispose]());
beforeEach(async () => {
  await (await fetch(`${url}?filter=a`)).text(); // loads what renders the page: that is no time of a backend's
});

const lastInSight = (page: Awaited<ReturnType<typeof newPage>>) =>
  page.evaluate(() => {
    const { bottom } = document.querySelector(".log-rows")!.getBoundingClientRect();
    const rows = [...document.querySelectorAll(".log-row")];
    const last = rows.at(-1)!.getBoundingClientRect();
    const isWhole = last.bottom <= bottom && last.top < bottom;
    return isWhole ? rows.at(-1)!.querySelector(".log-text")!.textContent : undefined;
  });

describeInBrowser("the lines that a log page comes with", () => {
  useBrowser();

  it("are the log's last, in sight before any script has run, with level and colours, and no time but the reader's", async () => {
    const error = event(63, "\x1b[31mERROR\x1b[0m \x1b[38;5;203mdisk\x1b[0m");
    await startLog({ last: ends(events(1, 62) + error + event(64)) });
    const page = await newPage({ javaScriptEnabled: false });
    await page.goto(url);
    expect(await lastInSight(page)).toBe("line 64");
    expect(await page.locator(".log-row").count()).toBe(64);
    const row = page.locator(".log-row-error");
    expect(await row.locator(".log-text").textContent()).toBe("ERROR disk");
    expect(await row.locator(".log-text .text-bad").textContent()).toBe("ERROR");
    expect((await page.locator(".log-time").allTextContents()).join("").trim()).toBe("");
    expect(await page.getByText("Asking for the log").count()).toBe(0);
  });

  it("have all their colours, and the reader's time, when the page's script runs", async () => {
    const colored = event(1, "\x1b[38;5;203mdisk\x1b[0m");
    await startLog({ last: ends(colored), follow: (response) => response.write(colored) });
    const page = await newPage();
    await page.goto(url);
    await page.locator(".log-text [style]").waitFor();
    expect(await page.locator(".log-text [style]").textContent()).toBe("disk");
    expect(await page.locator(".log-time").textContent()).toMatch(/\d\d:00:00\.000$/);
    await page.getByText("The log begins here.").waitFor();
  });

  it("are what the log is followed from, while those before them are read", async () => {
    const all = Promise.withResolvers<ServerResponse>();
    const { streams, cursors } = await startLog({ kept: all.resolve });
    const page = await newPage();
    await page.goto(url);
    const kept = await all.promise;
    await page.getByText("Reading, 64 lines").waitFor();
    expect(cursors).toEqual(["499"]);
    streams[0]!.write(event(501));
    await line(page, "line 501").waitFor();
    expect(await lastInSight(page)).toBe("line 501");
    kept.end(events(1, KEPT));
    await page.locator('[aria-posinset="501"]').waitFor();
    expect(await lastInSight(page)).toBe("line 501");
    await page.getByRole("region", { name: "Log", exact: true }).press("Home");
    await line(page, "line 1").waitFor();
  });

  it("stay where the reader has scrolled to, and selected, when those before them come", async () => {
    const all = Promise.withResolvers<ServerResponse>();
    const { streams } = await startLog({ kept: all.resolve });
    const page = await newPage();
    await page.goto(url);
    const kept = await all.promise;
    await page.locator(".log-rows").hover();
    await page.mouse.wheel(0, -300);
    await page.getByRole("button", { name: "To the end" }).waitFor();
    await line(page, "line 480").dblclick({ position: { x: 40, y: 8 } });
    const state = () =>
      page.evaluate(() => {
        const view = document.querySelector(".log-rows")!.getBoundingClientRect();
        const row = document.elementFromPoint(view.left + 300, view.top + 50)!.closest(".log-row")!;
        const top = Math.round(row.getBoundingClientRect().top);
        return `${row.querySelector(".log-text")!.textContent} at ${top}, ${String(getSelection())} selected`;
      });
    const before = await state();
    expect(before).toContain("480 selected");
    streams[0]!.write(event(501));
    kept.end(events(1, KEPT));
    await page.getByText("1 new line").waitFor();
    await page.locator('[aria-posinset="480"]').waitFor();
    expect(await state()).toBe(before);
    await page.mouse.wheel(0, -2_000);
    await line(page, "line 400").waitFor();
  });

  it("give way to the log's first when that has come, for who has pressed Home", async () => {
    const all = Promise.withResolvers<ServerResponse>();
    await startLog({ kept: all.resolve });
    const page = await newPage();
    await page.goto(url);
    const kept = await all.promise;
    await page.getByText("Reading, 64 lines").waitFor();
    await page.getByRole("region", { name: "Log", exact: true }).press("Home");
    await line(page, "line 437").waitFor();
    kept.end(events(1, KEPT));
    await line(page, "line 1").waitFor();
    expect(await page.locator(".log-rows").evaluate((rows) => rows.scrollTop)).toBe(0);
  });

  it("have the place of a gap behind them when the backend does not know them any more", async () => {
    await startLog({
      follow: (response) => response.write(`event: gap\nid: 900\ndata: {"missed":400}\n\n${event(901)}`),
    });
    const page = await newPage();
    await page.goto(url);
    await line(page, "line 901").waitFor();
    expect((await rows(page)).slice(-3)).toEqual([
      "line 500",
      expect.stringMatching(/^400 lines are missing here/),
      "line 901",
    ]);
  });

  it("are only those behind a gap, before which there may be others", async () => {
    const gap = 'event: gap\nid: 489\ndata: {"missed":3}\n\n';
    await startLog({ last: ends(events(480, 486) + gap + events(490, KEPT)) });
    const page = await newPage();
    await page.goto(url);
    await page.locator('[aria-posinset="500"]').waitFor();
    await page.getByRole("region", { name: "Log", exact: true }).press("Home");
    await line(page, "line 1").waitFor();
    const still = await newPage({ javaScriptEnabled: false });
    await still.goto(url);
    expect(await still.locator(".log-row").count()).toBe(11);
  });

  it("stay above the reason why the log cannot be followed", async () => {
    await startLog({ follow: (response) => response.destroy() });
    const page = await newPage();
    await page.goto(url);
    await waitForState(page, "reconnecting");
    expect(await lastInSight(page)).toBe("line 500");
  });

  it("are those of an ended log, whose other lines are read though nobody follows it", async () => {
    await startLog({ follow: ends('event: end\ndata: {"exitCode":0}\n\n') });
    const page = await newPage();
    await page.goto(url);
    await waitForState(page, "ended");
    await page.locator('[aria-posinset="500"]').waitFor();
    await page.getByText("The log ends here.").waitFor();
  });

  it("give way to the filter that the reader types", async () => {
    await startLog({ kept: () => {} });
    const page = await newPage();
    await page.goto(url);
    await page.getByText("Reading, 64 lines").waitFor();
    await page.getByRole("combobox", { name: "Filter" }).fill("line 487");
    await expect.poll(() => rows(page)).toEqual(["line 487"]);
  });

  it("are not there where the address has a filter", async () => {
    await startLog();
    const page = await newPage({ javaScriptEnabled: false });
    await page.goto(`${url}?filter=line+1`);
    expect(await page.locator(".log-row").count()).toBe(0);
  });

  it("are not what the log begins with when the reader comes back to the page, or has it read anew", async () => {
    const { cursors } = await startLog();
    const page = await newPage();
    await page.goto(url);
    await page.locator('[aria-posinset="500"]').waitFor();
    await page.getByRole("link", { name: "Tailrace" }).click();
    await page.waitForURL("**/");
    await page.goBack();
    await expect.poll(() => cursors).toEqual(["499", undefined]);
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Action" }).fill("Plain lines");
    await page.keyboard.press("Enter");
    await expect.poll(() => cursors).toEqual(["499", undefined, undefined]);
  });

  it.each<[string, Answer]>([
    ["gives its lines no ids", ends("data: line 1\n\n")],
    ["has lines that are too long", ends(event(1, "x".repeat(70_000)))],
  ])("are none of a backend that %s, and the log is read all the same", async (_, last) => {
    await startLog({ last, follow: (response) => response.write("data: line 1\n\n") });
    const still = await newPage({ javaScriptEnabled: false });
    await still.goto(url);
    expect(await still.locator(".log-row").count()).toBe(0);
    const page = await newPage();
    await page.goto(url);
    await line(page, "line 1").waitFor();
  });

  it("are none of a backend that does not end its answer, which for a while no page asks again", async () => {
    const asked = vi.fn<Answer>();
    await startLog({ last: asked, follow: (response) => response.write("data: line 1\n\n") });
    const own = await startWeb();
    for (let times = 0; times < 3; times++) {
      const page = await newPage();
      await page.goto(`${own.url}/workloads/w`);
      await line(page, "line 1").waitFor();
    }
    expect(asked).toHaveBeenCalledOnce();
  });

  it("are rows of events, which unfold before and after the log is followed", async () => {
    const { page } = await openLog([
      "Error: broken",
      "    at a (/srv/app.js:1:2)",
      ...Array.from({ length: 20 }, (_, index) => `    at b${index} (/srv/node_modules/b.js:3:4)`),
      "next",
    ]);
    await page.reload();
    await line(page, "next").waitFor();
    expect(await page.locator(".log-row").count()).toBe(2);
    await page.getByRole("button", { name: "Unfold the lines" }).click();
    await page.getByText("at b19 ").waitFor();
    await waitForState(page, "live");
    await page.getByText("at b19 ").waitFor();
  });
});
