import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import {
  atEnd,
  describeInBrowser,
  newPage,
  startBackend,
  startWeb,
  useBrowser,
  waitForState,
} from "./console.ts";
import { Talker } from "./talker.ts";

const COLORS = [30, 31, 32, 33, 34, 35, 36, 37, 90, 91, 92, 93, 94, 95, 96, 97]
  .map((code) => `\x1b[${code}mcolour ${code}\x1b[0m`)
  .join(" ");
const LONG = "x".repeat(300);

/** The texts on the page whose contrast with what is behind them is below 4.5:1 (WCAG 2.2, 1.4.3). */
function lowContrasts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })!;
    const rgba = (color: string) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const luminance = (channels: number[]) => {
      const [r, g, b] = channels.map((c) =>
        c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    const behind = (element: Element | null): number[] => {
      if (!element) return [255, 255, 255];
      const color = rgba(getComputedStyle(element).backgroundColor);
      return color[3] === 255 ? color.slice(0, 3) : behind(element.parentElement);
    };
    const low: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement!;
      if (
        !texts.currentNode.textContent!.trim() ||
        !element.checkVisibility() ||
        element.closest("script, style")
      )
        continue;
      const [light, dark] = [
        luminance(rgba(getComputedStyle(element).color).slice(0, 3)),
        luminance(behind(element)),
      ].sort((a, b) => b - a) as [number, number];
      const contrast = (light + 0.05) / (dark + 0.05);
      if (contrast < 4.5) low.push(`${contrast.toFixed(2)}: ${texts.currentNode.textContent}`);
    }
    return low;
  });
}

describeInBrowser("every page", () => {
  useBrowser();

  it.each(["light", "dark"] as const)(
    "has enough contrast, and no horizontal scrolling at 360 px, in the %s scheme",
    async (colorScheme) => {
      const talker = new Talker();
      atEnd(() => talker.close());
      const backend = await startBackend([
        { id: "talker", name: LONG, command: await talker.command(), labels: { [LONG]: LONG } },
        { id: "failed", command: ["node", "-e", "process.exit(1)"] },
        { id: "done", command: ["node", "-e", ""] },
      ]);
      const web = await startWeb(backend.url);
      await talker.say(COLORS, LONG);
      await talker.tell({ stderr: `${COLORS}\n` });
      const page = await newPage({ colorScheme, viewport: { width: 360, height: 640 } });
      const backgrounds = new Set<string>();

      const look = async () => {
        expect(await lowContrasts(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
        backgrounds.add(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
      };
      await page.goto(web.url);
      await page.getByRole("link", { name: "done" }).waitFor();
      await look();
      await page.goto(`${web.url}/workloads/talker`);
      await page.getByText("colour 97").last().waitFor();
      await look();
      await page.goto(`${web.url}/workloads/failed`);
      await waitForState(page, "ended");
      await look();
      await page.goto(`${web.url}/workloads/nobody`);
      await look();
      await backend.close();
      await page.goto(web.url);
      await page.getByRole("button", { name: "Try again" }).waitFor();
      await look();

      expect([...backgrounds]).toEqual([colorScheme === "dark" ? "rgb(14, 17, 22)" : "rgb(255, 255, 255)"]);
    },
  );

  it("asks for nothing outside its own server", async () => {
    const web = await startWeb((await startBackend([])).url);
    const page = await newPage();
    const origins = new Set<string>();
    page.on("request", (request) => origins.add(new URL(request.url()).origin));
    await page.goto(web.url);
    await waitForState(page, "live"); // its stream is the last that it asks for
    expect([...origins]).toEqual([web.url]);
  });
});
