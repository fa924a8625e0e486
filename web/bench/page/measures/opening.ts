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
const ALL = "– all lines there";

/** Each time with an empty cache, in a browser that nobody watches; the median of `times`. */
export async function opening(stage: Stage, subjects: Subject[], times: number): Promise<Figure[]> {
  const browser = await launchBareBrowser();
  try {
    return await compare(
      subjects,
      { [FIRST]: "≤ 500 ms", [LAST]: "≤ 1.5 s", [ALL]: "≤ 1.5 s" },
      async (subject) => {
        const firsts: number[] = [];
        const lasts: number[] = [];
        const alls: number[] = [];
        for (let time = 0; time < WARM_UP + times; time++) {
          const paints = await open(browser, stage.web.url, subject);
          if (!paints) return { [LAST]: { text: "not in 30 s", reached: false } };
          if (time < WARM_UP) continue;
          firsts.push(paints.first);
          lasts.push(paints.last);
          if (paints.all !== null) alls.push(paints.all);
        }
        return {
          [FIRST]: atMost(median(firsts), 500, ms),
          [LAST]: atMost(median(lasts), 1_500, ms),
          ...(alls.length === times && { [ALL]: atMost(median(alls), 1_500, ms) }),
        };
      },
    );
  } finally {
    await browser.close();
  }
}

interface Paints {
  first: number;
  last: number;
  /** Null for a page that does not say which places its rows have in the log. */
  all: number | null;
}

/** Milliseconds from the beginning of the navigation to the paints of the first rows, of the last line, and of that in its place of all; undefined: too late. */
async function open(
  browser: BareBrowser,
  webUrl: string,
  { path, list }: Subject,
): Promise<Paints | undefined> {
  const tab = await browser.newTab(`(${install.toString()})(${JSON.stringify({ list })})`);
  await untilIdle();
  await tab.navigate(webUrl + path(idOf(newLog({ backlog: LINES }))));
  const until = performance.now() + GIVEN_UP_MS;
  let paints: Paints | null = null;
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
  const all = probe.paints.find(([,, place]) => place >= ${LINES});
  if (!last || (!all && first[2] >= 0)) return null;
  const after = (paint) => paint ? paint[1] - performance.timeOrigin : null;
  return { first: after(first), last: after(last), all: after(all) };
})()`;
