// 10,000 lines a second, while the reader presses keys.
import { setTimeout } from "node:timers/promises";
import {
  atMost,
  type Cells,
  compare,
  count,
  type Figure,
  ms,
  padded,
  percentile,
  shown,
} from "../figures.ts";
import { inTime, newContext, newLog, openLog, paintOf, type Stage } from "../stage.ts";
import { type Subject, TAILRACE } from "../subjects.ts";
import { account } from "../account.ts";

const PER_SECOND = 10_000;
const PRESS_MS = 500;
const BEHIND_MS = 10_000; // how long after the last line was written a page may take to show it

const LOST = "10,000 lines/s for 60 s: lines neither kept nor counted, or twice";
const TASK = "– longest main-thread task";
const PRESS = "– key press answered, p95";
const BEHIND = "– last line painted after it was written";

export function flood(stage: Stage, subjects: Subject[], seconds: number): Promise<Figure[]> {
  const targets = { [LOST]: "0", [TASK]: "≤ 100 ms", [PRESS]: "≤ 100 ms", [BEHIND]: undefined };
  return compare(subjects, targets, async (subject) => {
    const context = await newContext(stage);
    const total = seconds * PER_SECOND;
    const log = newLog({ perSecond: PER_SECOND, total });
    const page = await openLog(context, stage.web.url, subject, log);
    const end = log.epoch + seconds * 1_000;
    let presses = 0;
    while (Date.now() < end) {
      await setTimeout(PRESS_MS);
      // Tailrace shows its times in another way: every row is drawn anew.
      if (
        await inTime(
          page.keyboard.press("t").then(() => true),
          BEHIND_MS,
        )
      )
        presses += 1;
    }
    const painted = await paintOf(page, total - 1, BEHIND_MS);
    const probe = await inTime(
      page.evaluate(() => window.probe),
      BEHIND_MS,
    );
    const cells: Cells = {
      [TASK]: atMost(probe && Math.max(0, ...probe.tasks), 100, ms),
      [PRESS]: atMost(probe && percentile(padded(probe.presses, presses), 0.95), 100, ms),
      [BEHIND]: shown(painted && painted - end, ms),
    };
    if (subject === TAILRACE) cells[LOST] = atMost(await account(page, total), 0, count);
    await context.close();
    return cells;
  });
}
