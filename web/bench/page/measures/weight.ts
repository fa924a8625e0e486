// What script the page makes a browser load.
import { gzipSync } from "node:zlib";
import { setTimeout } from "node:timers/promises";
import type { Page } from "playwright-core";
import { atMost, type Figure } from "../figures.ts";
import { newContext, newLog, openLog, paintOf, type Stage } from "../stage.ts";
import { TAILRACE } from "../subjects.ts";

const LATER_MS = 2_000; // what is loaded when the page stands counts too

/** Beyond the framework's: what the page of an unknown address loads is React, Next and its router, and nothing of ours but a link. */
export async function weight(stage: Stage): Promise<Figure[]> {
  const context = await newContext(stage);
  const scripts = new Map<string, number>();
  const loads: Promise<unknown>[] = [];
  context.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.endsWith(".js")) return;
    loads.push(response.body().then((body) => scripts.set(pathname, gzipSync(body).length)));
  });
  const loaded = async (open: () => Promise<Page>) => {
    scripts.clear();
    const page = await open();
    await setTimeout(LATER_MS);
    await Promise.all(loads);
    await page.close();
    return new Map(scripts);
  };
  const framework = await loaded(async () => {
    const page = await context.newPage();
    await page.goto(`${stage.web.url}/no/such/page`);
    return page;
  });
  const ours = await loaded(async () => {
    const page = await openLog(context, stage.web.url, TAILRACE, newLog({ backlog: 1 }));
    await paintOf(page, 0, 30_000);
    return page;
  });
  await context.close();
  const sum = (entries: Iterable<[string, number]>) =>
    [...entries].reduce((all, [, bytes]) => all + bytes, 0);
  const beyond = [...ours].filter(([name]) => !framework.has(name));
  const kB = (bytes: number) => `${(bytes / 1e3).toFixed(1)} kB`;
  return [
    {
      what: `page script beyond the framework's ${kB(sum(framework))}, workers' included, gzip`,
      target: "≤ 90 kB",
      cells: { Tailrace: atMost(sum(beyond), 90e3, kB) },
    },
  ];
}
