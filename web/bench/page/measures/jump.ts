// The scroll bar, put anywhere in a long log of short and long lines.
import { atMost, count, type Figure, ms, percentile } from "../figures.ts";
import { newContext, newLog, openLog, paintOf, type Stage } from "../stage.ts";
import { TAILRACE } from "../subjects.ts";

const LINES = 200_000;
const LONGEST = 600; // words: some forty rows of the window

/** From setting the scroll position until a frame begins in which rows are all over the view. */
export async function jump(stage: Stage, times: number): Promise<Figure[]> {
  const context = await newContext(stage);
  const log = newLog({ backlog: LINES, longest: LONGEST });
  const page = await openLog(context, stage.web.url, TAILRACE, log);
  await paintOf(page, LINES - 1, 60_000);
  const jumps = await page.evaluate(jumpAbout, times);
  await context.close();
  return [
    {
      what: "jump by scroll bar in 200,000 lines, short and long: rows in view, p95",
      target: "≤ 100 ms",
      cells: { Tailrace: atMost(percentile(jumps, 0.95), 100, ms) },
    },
    {
      what: `– blank for a second or longer, of ${count(times)} jumps`,
      target: "0",
      cells: { Tailrace: atMost(jumps.filter((jump) => jump === Infinity).length, 0, count) },
    },
  ];
}

/** Runs in the page. Milliseconds of each jump; Infinity: still blank after a second, or blank again in one of the next frames. */
async function jumpAbout(times: number): Promise<number[]> {
  const GIVEN_UP_MS = 1_000;
  const STAYS_FRAMES = 3;
  const scroller = document.querySelector<HTMLElement>(".log-rows")!;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const isCovered = () => {
    const { top } = scroller.getBoundingClientRect();
    let y = top;
    for (const row of document.querySelectorAll(".log-rows-block > :not(.log-rows-list), .log-row")) {
      const box = row.getBoundingClientRect();
      if (box.top <= y + 0.5) y = Math.max(y, box.bottom);
    }
    return y >= top + scroller.clientHeight - 6; // below the last row
  };
  const jumps: number[] = [];
  for (let n = 0, place = 1; n < times; n++) {
    place = (place * 16_807) % 2_147_483_647; // Lehmer's generator: the same places in each run
    const start = performance.now();
    scroller.scrollTop = scroller.scrollHeight * (place / 2_147_483_647);
    do await frame();
    while (!isCovered() && performance.now() - start < GIVEN_UP_MS);
    let took = isCovered() ? performance.now() - start : Infinity;
    for (let more = 0; more < STAYS_FRAMES; more++) {
      await frame();
      if (!isCovered()) took = Infinity;
    }
    jumps.push(took);
  }
  return jumps;
}
