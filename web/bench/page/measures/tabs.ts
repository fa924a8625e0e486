// Many tabs, over the six connections that a browser has to a server over HTTP/1.1.
import type { BrowserContext } from "playwright-core";
import { fakeVisibility, setVisibility } from "../../../e2e/visibility.ts";
import { atMost, type Figure, median } from "../figures.ts";
import { newContext, newLog, openLog, paintOf, type Stage } from "../stage.ts";
import { TAILRACE } from "../subjects.ts";

const TABS = 20;
const SOON_MS = 30_000;

/** How long the 21st page takes, over the time that the first takes. Medians, with a warm cache each. */
export async function tabs(stage: Stage, times: number): Promise<Figure[]> {
  const [alone, last]: [number[], number[]] = [[], []];
  for (let time = 0; time < times; time++) {
    const context = await newContext(stage);
    await fakeVisibility(context);
    await (await open(context, stage)).page.close(); // fills the cache
    for (let tab = 0; tab <= TABS; tab++) {
      const { page, took } = await open(context, stage);
      if (tab === 0) alone.push(took);
      if (tab === TABS) last.push(took);
      await setVisibility(page, "hidden");
    }
    await context.close();
  }
  const cell = atMost(median(last) / median(alone), 1.25, (ratio) => `${ratio.toFixed(2)}×`);
  return [
    {
      what: "20 tabs open: first rows of the 21st, over the first's",
      target: "as fast: ≤ 1.25×",
      cells: { Tailrace: cell },
    },
  ];
}

async function open(context: BrowserContext, stage: Stage) {
  const page = await openLog(context, stage.web.url, TAILRACE, newLog({ backlog: 100, perSecond: 10 }));
  const painted = await paintOf(page, 99, SOON_MS);
  if (painted === undefined) throw new Error("A tab has not shown its log in time.");
  const took = painted - (await page.evaluate(() => performance.timeOrigin));
  // Its rows are there before its script: what that has to do is not to be the next tab's time.
  await page.locator('[data-state="live"]').filter({ hasNotText: "Reading" }).waitFor();
  return { page, took };
}
