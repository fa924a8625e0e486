// A regular expression over all lines that are kept.
import { setTimeout } from "node:timers/promises";
import { atMost, count, type Figure, median, ms } from "../figures.ts";
import { message } from "../numbered-log.ts";
import { newContext, newLog, openLog, paintOf, type Stage } from "../stage.ts";
import { TAILRACE } from "../subjects.ts";

const LINES = 200_000;
const expression = (time: number) => String.raw`(5\d\d|404) in [12]\d\d ms trace=[0-9a-f]*${time % 10}[0-7] `;
// After the reader has cleared the field, until the search has ended.
const CLEARED_MS = 500;

/** Counted from the event of the last character that is typed. */
export async function find(stage: Stage, times: number): Promise<Figure[]> {
  const context = await newContext(stage);
  const page = await openLog(context, stage.web.url, TAILRACE, newLog({ backlog: LINES }));
  await paintOf(page, LINES - 1, 60_000);
  const group = page.getByRole("group", { name: "Find", exact: true });
  await group.getByRole("button", { name: "Regular expression" }).click();
  await page.evaluate(watch);
  await page.evaluate(() => (window.probe.tasks = []));
  const lines = Array.from({ length: LINES }, (_, n) => message(n));
  const firsts: number[] = [];
  const lasts: number[] = [];
  for (let time = 0; time < times; time++) {
    await group.getByRole("textbox").fill("");
    await setTimeout(CLEARED_MS);
    await page.evaluate(() => (window.found = []));
    const pattern = expression(time);
    const hits = lines.filter((text) => RegExp(pattern).test(text)).length;
    await page.keyboard.insertText(pattern);
    await page.waitForFunction((hits) => window.found.at(-1)?.[0] === hits, count(hits));
    const found = await page.evaluate(() => window.found);
    firsts.push(found.find(([text]) => /^\d/.test(text))![1]);
    lasts.push(found.at(-1)![1]);
  }
  const tasks = await page.evaluate(() => window.probe.tasks);
  await context.close();
  const row = (what: string, value: number, limit: number, target: string): Figure => ({
    what,
    target,
    cells: { Tailrace: atMost(value, limit, ms) },
  });
  return [
    row("regular expression over 200,000 lines: first hit", median(firsts), 200, "≤ 200 ms"),
    row("– all of them", median(lasts), 1_000, "≤ 1 s"),
    row("– longest main-thread task", Math.max(0, ...tasks), 50, "≤ 50 ms"),
  ];
}

declare global {
  interface Window {
    /** What the search has shown, and how many milliseconds after the field had its text. */
    found: [text: string, ms: number][];
  }
}

/** Runs in the page. */
function watch(): void {
  let typed = 0;
  addEventListener("input", () => (typed = performance.now()), { capture: true });
  window.found = [];
  const painted = new MessageChannel();
  painted.port1.onmessage = ({ data }: MessageEvent<string>) =>
    window.found.push([data, performance.now() - typed]);
  let last = "";
  const look = () => {
    requestAnimationFrame(look);
    const text = document.querySelector("[aria-label=Find] output")?.textContent ?? "";
    if (text !== last) painted.port2.postMessage(text);
    last = text;
  };
  requestAnimationFrame(look);
}
