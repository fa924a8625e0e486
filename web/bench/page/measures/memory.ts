// What a tab that is left open holds in the end.
import { atMost, type Cells, compare, type Figure, MB, shown } from "../figures.ts";
import { heapOf, inTime, newContext, newLog, openLog, paintOf, type Stage } from "../stage.ts";
import { TAILRACE } from "../subjects.ts";

const PER_SECOND = 30_000; // what the hop, the backend and the browser can do together on two cores
const GIVEN_UP_MS = 90_000;

const HALF = "JavaScript heap of page and workers, after 1,000,000 lines";
const WHOLE = "– after 2,000,000 lines";
const GROWTH = "– growth between them";

/** Of Tailrace alone: its peers keep every line. */
export function memory(stage: Stage, lines: number): Promise<Figure[]> {
  const targets = { [HALF]: undefined, [WHOLE]: "≤ 300 MB", [GROWTH]: "flat: ≤ 5 %" };
  return compare([TAILRACE], targets, async (subject): Promise<Cells> => {
    const context = await newContext(stage);
    const log = newLog({ perSecond: PER_SECOND, total: lines });
    const page = await openLog(context, stage.web.url, subject, log);
    const heapAfter = async (n: number) => {
      const painted = await paintOf(page, n - 1, log.epoch + GIVEN_UP_MS - Date.now());
      return painted && inTime(heapOf(page), 30_000);
    };
    const half = await heapAfter(lines / 2);
    const whole = half && (await heapAfter(lines));
    await context.close();
    if (!half || !whole) return { [WHOLE]: { text: "not reached in 90 s", reached: false } };
    return {
      [HALF]: shown(half, MB),
      [WHOLE]: atMost(whole, 300e6, MB),
      [GROWTH]: atMost(whole / half - 1, 0.05, (share) => `${(100 * share).toFixed(1)} %`),
    };
  });
}
