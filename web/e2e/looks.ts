import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { describeInBrowser, newContext, useBrowser, watched } from "./console.ts";
import { lowContrasts } from "./contrast.ts";
import { drawIn, FONT_WIDTHS, misfits, serveFonts } from "./fit.ts";
import { LOOKS, PHONE, STATES } from "./states.ts";
import { startWorld, type World } from "./world.ts";

/** Of a half window, of a window that is magnified twice, and of a large screen. */
const OTHER_WIDTHS = [900, 720, 2_560];
const HEIGHT = 400; // axe looks at each line, and one is like the other

/**
 * Tests the states that `isOne` says of their names, in each colour scheme, on a desktop's screen and on a phone's, and there in
 * fonts of any width.
 */
export const testStates = (title: string, isOne: (name: string) => boolean) =>
  describeInBrowser(title, () => {
    let world: World;
    let context: BrowserContext;
    /** Opens the others, in its own process: what they load, and axe, is compiled there but once. */
    let first: Page;
    useBrowser();
    beforeAll(async () => {
      world = await startWorld();
      context = await newContext({
        viewport: { width: LOOKS[0]!.viewport.width, height: HEIGHT },
        permissions: ["clipboard-read", "clipboard-write"],
      });
      await serveFonts(context);
      first = await context.newPage();
      await first.goto(`${world.url}/nowhere`);
    });
    afterEach(async () => {
      for (const page of context.pages()) if (page !== first) await page.close();
      await world.reset();
    });
    afterAll(async () => {
      await context.close();
      await world[Symbol.asyncDispose]();
    });

    it.each(Object.entries(STATES).filter(([name]) => isOne(name)))(
      "%s: axe finds nothing wrong, all can be read, all fits in the width of the screen, nothing moves for who asks for that, nothing is asked of others",
      async (_name, reach) => {
        const [page] = await Promise.all([context.waitForEvent("page"), first.evaluate(() => void open(""))]);
        watched(page);
        const origins = new Set<string>();
        page.on("request", (request) => origins.add(new URL(request.url()).origin));
        await page.addInitScript(() => localStorage.clear());
        await reach(page, world);
        const session = await context.newCDPSession(page);
        for (const { colorScheme, viewport, hasTouch } of LOOKS) {
          await session.send("Emulation.setTouchEmulationEnabled", { enabled: hasTouch });
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ ...viewport, height: HEIGHT });
          expect.soft(await violations(page), `${colorScheme}, ${viewport.width} px`).toEqual([]);
          expect.soft(await lowContrasts(page), `${colorScheme}, ${viewport.width} px`).toEqual([]);
          expect.soft(await misfits(page), `${viewport.width} px`).toEqual([]);
        }
        for (const width of OTHER_WIDTHS) {
          await page.setViewportSize({ width, height: HEIGHT });
          expect.soft(await misfits(page), `${width} px`).toEqual([]);
        }
        await page.setViewportSize({ ...PHONE, height: HEIGHT });
        for (const width of FONT_WIDTHS) {
          await drawIn(page, width);
          expect.soft(await misfits(page), `in a font of ${width}`).toEqual([]);
        }
        await page.emulateMedia({ reducedMotion: "reduce" });
        expect(await page.evaluate(() => document.getAnimations())).toEqual([]);
        expect([...origins]).toEqual([new URL(page.url()).origin]);
      },
    );
  });
