// A reader who has scrolled up and selected some lines, while the log goes on.
import { setTimeout } from "node:timers/promises";
import type { Page } from "playwright-core";
import { atMost, type Cells, compare, type Figure } from "../figures.ts";
import { inTime, newContext, newLog, openLog, paintOf, type Stage } from "../stage.ts";
import { type Subject, TAILRACE } from "../subjects.ts";

const PER_SECOND = 1_000;
const BACKLOG = 150_000; // so that, within the minute, lines before the reader's are dropped too
const PEERS_BACKLOG = 5_000; // what they open with at all
const OPENED_MS = 30_000;
const ANSWERED_MS = 30_000;

const MOVED = "scrolled up, 1,000 lines/s for 60 s: the reader's row moves";
const SELECTED = "– what he has selected";

export function reading(stage: Stage, subjects: Subject[], seconds: number): Promise<Figure[]> {
  return compare(subjects, { [MOVED]: "≤ 1 px", [SELECTED]: "stays" }, async (subject): Promise<Cells> => {
    const backlog = subject === TAILRACE ? BACKLOG : PEERS_BACKLOG;
    const context = await newContext(stage);
    const log = newLog({ backlog, perSecond: PER_SECOND });
    const page = await openLog(context, stage.web.url, subject, log);
    if ((await paintOf(page, backlog, OPENED_MS)) === undefined) {
      await context.close();
      return { [MOVED]: { text: "not open in 30 s", reached: false } };
    }
    if (!(await inTime(scrollAndSelect(page, subject), ANSWERED_MS))) {
      await context.close();
      return { [MOVED]: { text: "answers no input", reached: false } };
    }
    await setTimeout(seconds * 1_000);
    const seen = await inTime(
      page.evaluate(() => window.seen),
      10_000,
    );
    await context.close();
    if (!seen || seen.selected === "") return { [MOVED]: { text: "no selection", reached: false } };
    return {
      [MOVED]: seen.gone
        ? { text: "it is gone", reached: false }
        : atMost(seen.moved, 1, (px) => `${px.toFixed(1)} px`),
      [SELECTED]: seen.changed ? { text: "changes", reached: false } : { text: "stays", reached: true },
    };
  });
}

/** Scrolls up with the wheel, selects some text in the middle, and has both watched from then on. */
async function scrollAndSelect(page: Page, { list }: Subject): Promise<true> {
  await page.mouse.move(640, 500);
  for (let turn = 0; turn < 10; turn++) {
    await page.mouse.wheel(0, -120);
    await setTimeout(50); // as a hand does
  }
  await page.mouse.move(400, 380);
  await page.mouse.down();
  await page.mouse.move(500, 440, { steps: 10 });
  await page.mouse.up();
  await page.mouse.move(10, 790); // off the rows
  await setTimeout(500); // until the wheel's movement has come to rest
  await page.evaluate(watch, list);
  return true;
}

declare global {
  interface Window {
    seen: {
      /** At most, in pixels. */
      moved: number;
      gone: boolean;
      selected: string;
      changed: boolean;
    };
  }
}

/** Runs in the page: watches, in each frame, the row in the middle of what is shown, and the selection. */
function watch(list: string): void {
  const rowAt = (number: string) => {
    for (const row of document.querySelector(list)!.children)
      if (row.textContent.includes(number)) return row.getBoundingClientRect().top;
    return undefined;
  };
  const rows = [...document.querySelector(list)!.children];
  const row = rows.find((row) => row.getBoundingClientRect().top > 400)!;
  const number = /#\d+ /.exec(row.textContent)![0];
  const top = rowAt(number)!;
  const selected = getSelection()!.toString();
  window.seen = { moved: 0, gone: false, selected, changed: false };
  const look = () => {
    requestAnimationFrame(look);
    const now = rowAt(number);
    if (now === undefined) window.seen.gone = true;
    else window.seen.moved = Math.max(window.seen.moved, Math.abs(now - top));
    if (getSelection()!.toString() !== selected) window.seen.changed = true;
  };
  requestAnimationFrame(look);
}
