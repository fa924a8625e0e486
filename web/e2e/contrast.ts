import type { Page } from "playwright-core";

/** The texts on the page whose contrast with what is behind them is below 4.5:1 (WCAG 2.2, 1.4.3). */
export function lowContrasts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })!;
    const known = new Map<string, number[]>();
    const rgba = (color: string) => {
      const before = known.get(color);
      if (before) return before;
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const channels = [...canvas.getImageData(0, 0, 1, 1).data];
      known.set(color, channels);
      return channels;
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
