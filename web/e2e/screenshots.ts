// The images that the documents show: `pnpm --filter web screenshots`. With a folder after it, every state in every look
// goes there instead, for somebody who changes how the pages look.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { launchBrowser } from "judge/testing/browser";
import { type Look, LOOKS, type StateName, STATES } from "./states.ts";
import { startWorld } from "./world.ts";

const IMAGES = path.join(import.meta.dirname, "../../docs/images");

const light: Look = { colorScheme: "light", viewport: { width: 1080, height: 520 }, hasTouch: false }; // read without a click on a repository's page
const dark: Look = { ...light, colorScheme: "dark" };
const phone = (colorScheme: Look["colorScheme"]): Look => ({
  colorScheme,
  viewport: { width: 360, height: 640 },
  hasTouch: true,
});

/** By file, in `docs/images`. */
const SHOWN: Record<string, [state: StateName, look: Look]> = {
  "live-dark": ["log, live", dark],
  "live-light": ["log, live", light],
  "scrolled-up": ["log, scrolled up", dark],
  search: ["log, searched", light],
  filtered: ["log, filtered", dark],
  "json-unfolded": ["log, JSON unfolded", light],
  reconnecting: ["log, reconnecting", dark],
  gap: ["log, lines missing", light],
  ended: ["log, ended", dark],
  event: ["log, an event unfolded", light],
  fields: ["log, fields beside it", dark],
  completion: ["log, a query being completed", light],
  merged: ["several logs as one", light],
  "phone-dark": ["log, live", phone("dark")],
  "phone-light": ["log, filtered with lines of context", phone("light")],
  "workloads-dark": ["workloads, two of them selected", dark],
  "workloads-light": ["workloads, live", light],
};

const folder = process.argv[2];
const shots = folder
  ? (Object.keys(STATES) as StateName[]).flatMap((state) =>
      LOOKS.map((look): [string, StateName, Look] => [
        `${state.replace(/[^\w]+/g, "-")}-${look.viewport.width}-${look.colorScheme}`,
        state,
        look,
      ]),
    )
  : Object.entries(SHOWN).map(([file, [state, look]]): [string, StateName, Look] => [file, state, look]);

await mkdir(folder ?? IMAGES, { recursive: true });
const browser = await launchBrowser();
const world = await startWorld();
for (const [file, state, look] of shots) {
  const context = await browser.newContext({
    ...look,
    permissions: ["clipboard-read", "clipboard-write"],
    isMobile: look.hasTouch,
    deviceScaleFactor: look.hasTouch && !folder ? 1.5 : 1, // a phone's image is shown larger than it is
  });
  const page = await context.newPage();
  await STATES[state](page, world);
  await page.mouse.move(0, 0);
  // What is drawn a moment after the state is there: the strip's canvas, a row that the window has asked for.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 300))));
  await page.screenshot({ path: path.join(folder ?? IMAGES, `${file}.png`) });
  await context.close();
  await world.reset();
}
await browser.close();
await world[Symbol.asyncDispose]();
