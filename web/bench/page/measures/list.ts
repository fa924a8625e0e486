// The list of 5,000 workloads.
import { setTimeout } from "node:timers/promises";
import { type BareBrowser, launchBareBrowser } from "../bare-browser.ts";
import { atMost, count, type Figure, median, ms, padded, percentile } from "../figures.ts";
import { untilIdle } from "../idle.ts";
import { install } from "../probe.ts";
import { inTime, newContext, type Stage } from "../stage.ts";

const ROWS = ".workload-list";
const GIVEN_UP_MS = 30_000;
const WARM_UP = 3;
const TYPED = ["job", "value-7", "#4321", "label-39", "no such thing"];
const PRESS_MS = 150; // as a fast typist

/** The paint of its first rows, with an empty cache in a browser that nobody watches, the median of `times`; then keys. */
export async function list(stage: Stage, times: number): Promise<Figure[]> {
  const browser = await launchBareBrowser();
  const firsts: (number | undefined)[] = [];
  try {
    for (let time = 0; time < WARM_UP + times; time++) firsts.push(await open(browser, stage.web.url));
  } finally {
    await browser.close();
  }
  const { press, rows } = await search(stage);
  const first = median(firsts.slice(WARM_UP).map((paint) => paint ?? Infinity));
  return [
    {
      what: "list of 5,000 workloads: first rows painted after opening",
      target: "≤ 500 ms",
      cells: { Tailrace: atMost(first, 500, ms) },
    },
    {
      what: "– key press in its search answered, p95",
      target: "≤ 50 ms",
      cells: { Tailrace: atMost(press, 50, ms) },
    },
    {
      what: "– rows in the document, at most",
      target: "≤ 300",
      cells: { Tailrace: atMost(rows, 300, count) },
    },
  ];
}

/** Milliseconds from the beginning of the navigation to the paint of the first rows; undefined: too late. */
async function open(browser: BareBrowser, webUrl: string): Promise<number | undefined> {
  const tab = await browser.newTab(`(${install.toString()})(${JSON.stringify({ list: ROWS })})`);
  await untilIdle();
  await tab.navigate(webUrl);
  const until = performance.now() + GIVEN_UP_MS;
  let first: number | null = null;
  while (first === null && performance.now() < until) {
    await setTimeout(200); // not each frame: looking would take part in what is measured
    first = (await inTime(tab.evaluate<number | null>(FIRST), until - performance.now())) ?? null;
  }
  await tab.close();
  return first ?? undefined;
}

const FIRST = "probe.paints.length > 0 ? probe.paints[0][1] - performance.timeOrigin : null";

async function search(stage: Stage): Promise<{ press: number; rows: number }> {
  const context = await newContext(stage);
  const page = await context.newPage();
  await page.addInitScript(install, { list: ROWS });
  await page.goto(stage.web.url);
  await page.locator('[data-state="live"]').waitFor();
  await page.getByRole("searchbox").focus();
  let [presses, rows] = [0, 0];
  const press = async (key: string) => {
    await page.keyboard.press(key);
    presses += 1;
    await setTimeout(PRESS_MS);
    rows = Math.max(rows, await page.locator("[data-workload]").count());
  };
  for (const text of TYPED) {
    for (const key of text) await press(key === " " ? "Space" : key);
    for (let left = text.length; left > 0; left--) await press("Backspace");
  }
  const probe = await page.evaluate(() => window.probe);
  await context.close();
  return { press: percentile(padded(probe.presses, presses), 0.95), rows };
}
