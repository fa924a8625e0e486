// Everything between the page and its log fails, again and again.
import { setTimeout } from "node:timers/promises";
import type { BrowserContext } from "playwright-core";
import { startWire, type Wire } from "../../../e2e/wire.ts";
import { account } from "../account.ts";
import { atMost, count, type Figure, median, ms, shown } from "../figures.ts";
import { linesDue } from "../numbered-log.ts";
import {
  newContext,
  newLog,
  openLog,
  paintOf,
  type Server,
  type Stage,
  startBackend,
  startWeb,
} from "../stage.ts";
import { TAILRACE } from "../subjects.ts";

const PER_SECOND = 1_000;
// Side by side, each with a way of its own, as one alone would take 20 minutes. More, and two cores have no time left for the
// servers that start.
const PAGES = 2;
const OFF_MS = 2_000; // as long as something is gone at most
// Between two cuts. A page connects ten times a minute at most, and a cut takes it two to four attempts.
const [LEAST_MS, MOST_MS] = [18_000, 30_000];
const LATE_MS = 30_000;

interface Way {
  context: BrowserContext;
  backend: Server;
  web: Server;
  wire: Wire;
}

const CUTS: ((way: Way) => Promise<void>)[] = [
  async ({ web }) => {
    await web.kill();
    await setTimeout(Math.random() * OFF_MS);
    await web.start();
  },
  async ({ backend }) => {
    await backend.kill();
    await setTimeout(Math.random() * OFF_MS);
    await backend.start();
  },
  async ({ context, wire }) => {
    wire.cut();
    await context.setOffline(true);
    await setTimeout(Math.random() * OFF_MS);
    wire.mend();
    await context.setOffline(false);
  },
];

export async function cuts(stage: Stage, times: number): Promise<Figure[]> {
  const backAfter: number[] = [];
  let wrong = 0;
  let done = 0;
  const page = async (): Promise<void> => {
    const backend = await startBackend(stage.peers);
    const web = await startWeb(backend.url);
    const wire = await startWire(web.url);
    const context = await newContext(stage);
    const log = newLog({ perSecond: PER_SECOND });
    const page = await openLog(context, wire.url, TAILRACE, log);
    await paintOf(page, PER_SECOND, LATE_MS);
    while (done < times) {
      const cut = CUTS[done++ % CUTS.length]!;
      await setTimeout(LEAST_MS + Math.random() * (MOST_MS - LEAST_MS));
      await cut({ context, backend, web, wire });
      const back = Date.now();
      const painted = await paintOf(page, linesDue(log, back), LATE_MS);
      backAfter.push(painted === undefined ? Infinity : painted - back);
    }
    await backend.kill(); // so that nothing comes while it is counted
    await page.locator('[data-state="reconnecting"]').waitFor();
    const newest = await page.evaluate(() => window.probe.paints.at(-1)![0]);
    wrong += await account(page, newest + 1);
    await context.close();
    wire.close();
    await web.kill();
  };
  await Promise.all(Array.from({ length: PAGES }, page));
  return [
    {
      what: `${times} cuts at 1,000 lines/s: lines lost or twice`,
      target: "0",
      cells: { Tailrace: atMost(wrong, 0, count) },
    },
    {
      what: "– live, with all lines painted, after all is back, slowest",
      target: "≤ 2 s",
      cells: { Tailrace: atMost(Math.max(...backAfter), 2_000, ms) },
    },
    { what: "– median", cells: { Tailrace: shown(median(backAfter), ms) } },
  ];
}
