import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { BrowserContext, Page } from "playwright-core";

/**
 * How wide the fonts are that pages are looked at in, of Noto Sans's width. On Arial's width, with which most systems' fonts
 * agree to a few percent: 0.90, as condensed ones; 1.06; and 1.27. The widest in use, Verdana and DejaVu Sans, have 1.13.
 */
export const FONT_WIDTHS = ["85%", "100%", "120%"];

const FILES = {
  sans: "@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2",
  mono: "@fontsource-variable/noto-sans-mono/files/noto-sans-mono-latin-wght-normal.woff2",
};
const FOLDER = "/fonts-of-the-tests/"; // of the page's own origin: its policy allows no other

/** Has the pages of `context` find the fonts of `drawIn`. */
export async function serveFonts(context: BrowserContext): Promise<void> {
  const { resolve } = createRequire(import.meta.url);
  for (const [name, file] of Object.entries(FILES)) {
    const body = await readFile(resolve(file));
    await context.route(`**${FOLDER}${name}`, (route) => route.fulfill({ body, contentType: "font/woff2" }));
  }
}

/** Has an open page drawn in fonts of a width, whatever fonts the machine has. */
export async function drawIn(page: Page, width: string): Promise<void> {
  await page.evaluate(
    async ([folder, width]) => {
      const sheet = new CSSStyleSheet(); // the page's policy would refuse a style element
      sheet.replaceSync(`
        @font-face { font-family: test-sans; src: url(${folder}sans); font-weight: 100 900; size-adjust: ${width} }
        @font-face { font-family: test-mono; src: url(${folder}mono); font-weight: 100 900; size-adjust: ${width} }
        :root { --default-font-family: test-sans !important; --font-sans: test-sans !important;
          --default-mono-font-family: test-mono !important; --font-mono: test-mono !important }`);
      document.adoptedStyleSheets = [sheet];
      const faces = await Promise.all(
        ["test-sans", "test-mono"].map((name) => document.fonts.load(`1em ${name}`)),
      );
      if (faces.flat().length !== 2) throw new Error("The fonts of the tests are not there.");
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))); // what follows sizes has followed
    },
    [FOLDER, width] as const,
  );
}

/**
 * What of the page is out of the window's width, or cut off by a box around it, and cannot be scrolled to; empty if nothing is.
 * Text may end in an ellipsis, but for the word that says that a page is live.
 */
export function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const SLACK_PX = 1; // glyphs stand out of their boxes by parts of a pixel
    const found: string[] = [];

    const check = (what: string, element: Element, { left, right }: { left: number; right: number }) => {
      if (right <= left) return; // it is not drawn
      for (let box: Element | null = element; box && box !== document.body; box = box.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(box);
        const isControl = box.matches("button, .button, .chip");
        if (overflowX === "visible" && !isControl) continue;
        if (overflowX === "auto" || overflowX === "scroll") return;
        if (textOverflow === "ellipsis" || box.clientWidth <= 1) return; // the latter is for screen readers
        const edge = box.getBoundingClientRect();
        if (left < edge.left - SLACK_PX || right > edge.right + SLACK_PX)
          return void found.push(`${what} is cut`);
      }
      if (left < -SLACK_PX || right > innerWidth + SLACK_PX) found.push(`${what} is out of the window`);
    };

    const range = document.createRange();
    /** Word by word: the spaces at which a line breaks stand out of the box. */
    const extent = (text: Text) => {
      const words = [...text.data.matchAll(/\S+/g)].map(({ index, 0: word }) => {
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        return range.getBoundingClientRect();
      });
      const shown = words.filter(({ width }) => width > 0);
      return {
        left: Math.min(...shown.map(({ left }) => left)),
        right: Math.max(...shown.map(({ right }) => right)),
      };
    };

    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) found.push(`the page is ${scrollWidth} px wide`);
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (nodes.nextNode()) {
      const node = nodes.currentNode;
      const isControl = node instanceof Element && node.matches("a, button, input, select");
      if (!isControl && !(node instanceof Text && node.data.trim())) continue;
      const element = isControl ? node : node.parentElement!;
      if (!element.checkVisibility({ opacityProperty: true }) || element.closest("script, style, option"))
        continue;
      if (isControl) {
        const name = element.getAttribute("aria-label") ?? element.textContent;
        check(`the control "${name}"`, element.parentElement!, element.getBoundingClientRect());
      } else {
        check(`"${node.textContent}"`, element, extent(node as Text));
      }
    }
    for (const word of document.querySelectorAll('[data-state="live"] .truncate'))
      if (word.scrollWidth > word.clientWidth) found.push(`"${word.textContent}" is cut`);
    return found;
  });
}
