// How long a line takes from the backend to the screen.
import { atMost, compare, type Figure, ms, percentile } from "../figures.ts";
import { dueAt } from "../numbered-log.ts";
import { newContext, newLog, openLog, paintOf, type Stage } from "../stage.ts";
import type { Subject } from "../subjects.ts";

const PER_SECOND = 1_000;
const SETTLED = 2_000; // lines after which the page is drawn and its code compiled

const P50 = "written → painted at 1,000 lines/s, p50";
const P99 = "– p99";

export function delay(stage: Stage, subjects: Subject[], seconds: number): Promise<Figure[]> {
  return compare(subjects, { [P50]: "≤ 100 ms", [P99]: "≤ 300 ms" }, async (subject) => {
    const context = await newContext(stage);
    const log = newLog({ perSecond: PER_SECOND });
    const page = await openLog(context, stage.web.url, subject, log);
    await paintOf(page, SETTLED + seconds * PER_SECOND, 2 * seconds * 1_000);
    const delays: number[] = [];
    let next = SETTLED;
    for (const [line, at] of await page.evaluate(() => window.probe.paints))
      for (; next <= line; next++) delays.push(at - dueAt(log, next));
    await context.close();
    return {
      [P50]: atMost(percentile(delays, 0.5), 100, ms),
      [P99]: atMost(percentile(delays, 0.99), 300, ms),
    };
  });
}
