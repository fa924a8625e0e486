// A log that has 100,000 lines already.
import { setTimeout } from "node:timers/promises";
import { type BareBrowser, launchBareBrowser } from "../bare-browser.ts";
import { atMost, compare, type Figure, median, ms } from "../figures.ts";
import { untilIdle } from "../idle.ts";
import { idOf } from "../numbered-log.ts";
import { install } from "../probe.ts";
import { inTime, newLog, type Stage } from "../stage.ts";
import type { Subject } from "../subjects.ts";

const LINES = 100_000;
const GIVEN_UP_MS = 30_000;
const WARM_UP = 5; // openings until servers that have just been started are as quick as they get

const FIRST = "backlog of 100,000 lines: first rows painted after opening";
const LAST = "– last line painted";

/** Each time with an empty cache, in a browser that nobody watches; the median of `times`. */
export async function opening(stage: Stage, subjects: Subject[], times: number): Promise<Figure[]> {
  const browser = await launchBareBrowser();
  try {
    return await compare(subjects, { [FIRST]: "≤ 500 ms", [LAST]: "≤ 1.5 s" }, async (subject) => {
      const [firsts, lasts]: [number[], number[]] = [[], []];
      for (let time = 0; time < WARM_UP + times; time++) {
        const paints = await open(browser, stage.web.url, subject);
        if (!paints) return { [LAST]: { text: "not in 30 s", reached: false } };
        if (time < WARM_UP) continue;
        firsts.push(paints.first);
        lasts.push(paints.last);
      }
      return { [FIRST]: atMost(median(firsts), 500, ms), [LAST]: atMost(median(lasts), 1_500, ms) };
    });
  } finally {
    await browser.close();
  }
}

/** Milliseconds from the beginning of the navigation to the paints of the first rows and of the last line; undefined: too late. */
async function open(
  browser: BareBrowser,
  webUrl: string,
  { path, list }: Subject,
): Promise<{ first: number; last: number } | undefined> {
  const tab = await browser.newTab(`(${install.toString()})(${JSON.stringify({ list })})`);
  await untilIdle();
  await tab.navigate(webUrl + path(idOf(newLog({ backlog: LINES }))));
  const until = performance.now() + GIVEN_UP_MS;
  let paints: { first: number; last: number } | null = null;
  while (!paints && performance.now() < until) {
    await setTimeout(200); // not each frame: looking would take part in what is measured
    paints = (await inTime(tab.evaluate<typeof paints>(PAINTS), until - performance.now())) ?? null;
  }
  await tab.close();
  return paints ?? undefined;
}

const PAINTS = `(() => {
  const [first] = probe.paints;
  const last = probe.paints.find(([line]) => line >= ${LINES - 1});
  return last ? { first: first[1] - performance.timeOrigin, last: last[1] - performance.timeOrigin } : null;
})()`;
