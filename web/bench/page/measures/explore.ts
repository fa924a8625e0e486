// What is made of all lines that are kept: filtered by a text and by a query, their patterns, and the values of a field.
import type { Page } from "playwright-core";
import { atMost, count, type Figure, median, ms, shown } from "../figures.ts";
import { message } from "../numbered-log.ts";
import { newContext, newLog, openLog, paintOf, type Stage } from "../stage.ts";
import { TAILRACE } from "../subjects.ts";

const LINES = 200_000;
const TEXT = "ERROR GET";
const QUERY = "level>=warn user>=500";
const all = Array.from({ length: LINES }, (_, n) => message(n));
const LINES_WITH_TEXT = all.filter((line) => line.includes(TEXT)).length;
const LINES_OF_QUERY = all.filter((line) => /(WARN|ERROR).* user=([5-9]\d\d|\d{4})$/.test(line)).length;

/** From the event that asks for it until a frame begins in which it is on the page. */
export async function explore(stage: Stage, times: number): Promise<Figure[]> {
  const context = await newContext(stage);
  const page = await openLog(context, stage.web.url, TAILRACE, newLog({ backlog: LINES }));
  await paintOf(page, LINES - 1, 60_000);
  const [text, query, patterns, facet]: [number[], number[], number[], number[]] = [[], [], [], []];
  const header = page.getByRole("button", { name: "Fields, patterns, watch" });
  for (let time = 0; time < times; time++) {
    text.push(await filtered(page, TEXT, LINES_WITH_TEXT));
    query.push(await filtered(page, QUERY, LINES_OF_QUERY));
    await page.getByRole("combobox", { name: "Filter" }).fill("");
    await page.locator(".filter-bar output").waitFor({ state: "detached" });
    await header.click();
    const tab = page.getByRole("tab", { name: "Patterns" });
    patterns.push(await until(page, "click", ".facet-name .log-level", () => tab.click()));
    await page.getByRole("tab", { name: "Fields" }).click();
    const field = page.getByRole("button", { name: /^user / });
    facet.push(await until(page, "click", ".facet-value", () => field.click()));
    await header.click();
  }
  await context.close();
  const row = (what: string, values: number[], limit?: number): Figure => ({
    what,
    ...(limit !== undefined && { target: `≤ ${ms(limit)}` }),
    cells: {
      Tailrace: limit === undefined ? shown(median(values), ms) : atMost(median(values), limit, ms),
    },
  });
  return [
    row("filter of 200,000 lines by a text: all of them", text),
    row("– by a query of a level and a field", query, 1_000),
    row("patterns of 200,000 lines", patterns, 1_500),
    row("values of a field of 200,000 lines", facet, 300),
  ];
}

/** Until the field says that they are so many. */
async function filtered(page: Page, text: string, lines: number): Promise<number> {
  const field = page.getByRole("combobox", { name: "Filter" });
  await field.fill("");
  await page.locator(".filter-bar output").waitFor({ state: "detached" });
  return until(
    page,
    "input",
    ".filter-bar output:not(:empty)",
    () => field.fill(text),
    RegExp(`^${count(lines)} of `),
  );
}

/** Milliseconds from the next event of a type until something is there, whose text is like `says`. */
async function until(
  page: Page,
  type: string,
  selector: string,
  act: () => Promise<void>,
  says = /(?:)/,
): Promise<number> {
  const took = page.evaluate(
    ([type, selector, says]) =>
      new Promise<number>((resolve) => {
        addEventListener(
          type!,
          () => {
            const start = performance.now();
            const look = () => {
              const found = document.querySelector(selector!);
              if (found && new RegExp(says!).test(found.textContent)) resolve(performance.now() - start);
              else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
          },
          { capture: true, once: true },
        );
      }),
    [type, selector, says.source],
  );
  await act();
  return took;
}
