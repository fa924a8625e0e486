// A log that has 100,000 lines already.
import { atMost, type Cells, compare, type Figure, median, ms } from "../figures.ts";
import { newContext, newLog, openLog, paintOf, type Stage } from "../stage.ts";
import type { Subject } from "../subjects.ts";

const LINES = 100_000;
const GIVEN_UP_MS = 30_000;

const FIRST = "backlog of 100,000 lines: first rows painted after opening";
const LAST = "– last line painted";

/** Each time with an empty cache; the median of `times`, after one for servers that have just been started. */
export function opening(stage: Stage, subjects: Subject[], times: number): Promise<Figure[]> {
  return compare(subjects, { [FIRST]: "≤ 500 ms", [LAST]: "≤ 1.5 s" }, async (subject): Promise<Cells> => {
    const [firsts, lasts]: [number[], number[]] = [[], []];
    for (let time = 0; time <= times; time++) {
      const context = await newContext(stage);
      const page = await openLog(context, stage.web.url, subject, newLog({ backlog: LINES }));
      const last = await paintOf(page, LINES - 1, GIVEN_UP_MS);
      if (last === undefined) {
        await context.close();
        return { [LAST]: { text: "not in 30 s", reached: false } };
      }
      const [first, opened] = await page.evaluate(() => [window.probe.paints[0]![1], performance.timeOrigin]);
      await context.close();
      if (time === 0) continue;
      firsts.push(first! - opened!);
      lasts.push(last - opened!);
    }
    return { [FIRST]: atMost(median(firsts), 500, ms), [LAST]: atMost(median(lasts), 1_500, ms) };
  });
}
