// How evenly the page is drawn while it follows.
import { setTimeout } from "node:timers/promises";
import { atMost, type Figure, ms, percentile } from "../figures.ts";
import { newContext, newLog, openLog, paintOf, type Stage } from "../stage.ts";
import { TAILRACE } from "../subjects.ts";

const PER_SECOND = 5_000;
const WARM_UP_MS = 2_000;

export async function frames(stage: Stage, seconds: number): Promise<Figure[]> {
  const context = await newContext(stage);
  const page = await openLog(context, stage.web.url, TAILRACE, newLog({ perSecond: PER_SECOND }));
  await paintOf(page, PER_SECOND, 60_000);
  await setTimeout(WARM_UP_MS);
  const between = await page.evaluate(async (seconds) => {
    const all: number[] = [];
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const start = await frame();
    for (let last = start; last - start < seconds * 1_000;) {
      const next = await frame();
      all.push(next - last);
      last = next;
    }
    return all;
  }, seconds);
  await context.close();
  return [
    {
      what: "5,000 lines/s followed: from frame to frame, p95",
      target: "≤ 34 ms",
      cells: { Tailrace: atMost(percentile(between, 0.95), 34, ms) },
    },
  ];
}
