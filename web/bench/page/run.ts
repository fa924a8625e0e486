// `pnpm bench:page`: measures the log page in Chromium beside its peers, and puts the table into docs/log-page.md.
import { cpus, loadavg, release } from "node:os";
import { parseArgs } from "node:util";
import { publish } from "../markdown.ts";
import type { Figure } from "./figures.ts";
import { cuts } from "./measures/cuts.ts";
import { delay } from "./measures/delay.ts";
import { explore } from "./measures/explore.ts";
import { find } from "./measures/find.ts";
import { flood } from "./measures/flood.ts";
import { frames } from "./measures/frames.ts";
import { jump } from "./measures/jump.ts";
import { list } from "./measures/list.ts";
import { memory } from "./measures/memory.ts";
import { opening } from "./measures/opening.ts";
import { reading } from "./measures/reading.ts";
import { tabs } from "./measures/tabs.ts";
import { weight } from "./measures/weight.ts";
import { report } from "./report.ts";
import { onStage, type Stage } from "./stage.ts";
import { PEERS, TAILRACE } from "./subjects.ts";

const { quick, only } = parseArgs({
  options: {
    /** Too short for figures that mean much, without peers; only printed. */
    quick: { type: "boolean", default: false },
    /** Names of measures, separated by commas; only printed. */
    only: { type: "string" },
  },
}).values;

const subjects = quick ? [TAILRACE] : [TAILRACE, ...PEERS];

const MEASURES: Record<string, (stage: Stage) => Promise<Figure[]>> = {
  opening: (stage) => opening(stage, subjects, quick ? 2 : 9),
  delay: (stage) => delay(stage, subjects, quick ? 5 : 20),
  flood: (stage) => flood(stage, subjects, quick ? 10 : 60),
  reading: (stage) => reading(stage, subjects, quick ? 5 : 60),
  jump: (stage) => jump(stage, quick ? 50 : 1_000),
  frames: (stage) => frames(stage, quick ? 3 : 20),
  memory: (stage) => memory(stage, quick ? 400_000 : 2_000_000),
  find: (stage) => find(stage, quick ? 2 : 9),
  explore: (stage) => explore(stage, quick ? 2 : 9),
  tabs: (stage) => tabs(stage, quick ? 1 : 7),
  weight,
  list: (stage) => list(stage, quick ? 2 : 9),
  cuts: (stage) => cuts(stage, quick ? 3 : 50),
};

const startedAt = performance.now();
const say = (text: string) =>
  console.log(`${((performance.now() - startedAt) / 1e3).toFixed(0).padStart(4)} s  ${text}`);

const figures: Figure[] = [];
const averages: number[] = [];
let browser = "";
await onStage(async (stage) => {
  browser = `Chromium ${stage.browser.version()}`;
  for (const [name, measure] of Object.entries(MEASURES)) {
    if (only && !only.split(",").includes(name)) continue;
    averages.push(loadavg()[0]!);
    const found = await measure(stage);
    figures.push(...found);
    for (const { what, cells } of found)
      say(
        `${what}: ${Object.entries(cells)
          .map(([name, { text }]) => `${name} ${text}`)
          .join(", ")}`,
      );
  }
});

const machine = `${browser}, ${cpus()[0]!.model}, ${cpus().length} cores, Linux ${release()}`;
const load = { min: Math.min(...averages), max: Math.max(...averages) };
const text = report({ figures, subjects, machine, load });
console.log(`\n${text}`);
if (!quick && !only) publish("log-page.md", "bench", text);
// Weight, loss and memory are what they are on every machine; the rest is for who reads the table.
if (figures.some(({ target, cells }) => target === "0" && !cells.Tailrace!.reached)) process.exitCode = 1;
