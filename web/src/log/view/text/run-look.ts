import type { CSSProperties } from "react";
import type { AnsiColor, AnsiStyle, Rgb } from "@/log/engine/store/ansi-style";

export interface Look {
  className?: string;
  style?: CSSProperties;
}

const CONTRAST = 4.5; // WCAG 2.2, 1.4.3

/** What a row's text stands on that is hardest to tell it from: --stderr among the light, --current-row among the dark. */
const BEHIND = { light: [253, 240, 238], dark: [38, 34, 19] } as const satisfies Record<string, Rgb>;

/**
 * The sixteen colours as text on the page: those of the theme, which have enough contrast in both schemes. As whole names,
 * by which Tailwind finds what it has to make.
 */
const THEME = [
  "text-muted",
  "text-bad",
  "text-good",
  "text-warn",
  "text-accent",
  "text-magenta",
  "text-cyan",
  "text-text",
];

/** The sixteen colours as backgrounds: VS Code's. */
const PALETTE: readonly Rgb[] = [
  [0, 0, 0],
  [205, 49, 49],
  [13, 188, 121],
  [229, 229, 16],
  [36, 114, 200],
  [188, 63, 188],
  [17, 168, 205],
  [229, 229, 229],
  [102, 102, 102],
  [241, 76, 76],
  [35, 209, 139],
  [245, 245, 67],
  [59, 142, 234],
  [214, 112, 214],
  [41, 184, 219],
  [255, 255, 255],
];

/**
 * How a run is drawn so that it can be read in both colour schemes. A colour without a background is moved towards black or
 * white as far as the page behind it asks for; a background stays as it is and the text on it is moved.
 */
export function runLook({ color, background, ...style }: AnsiStyle): Look {
  const classes = [];
  if (style.bold) classes.push("font-bold");
  if (style.italic) classes.push("italic");
  if (style.underline && style.strike) classes.push("log-underline-strike");
  else if (style.underline) classes.push("underline");
  else if (style.strike) classes.push("line-through");
  let css: CSSProperties | undefined;
  const [front, back] = style.inverse ? [background, color] : [color, background];
  if (back !== undefined) {
    const behind = rgb(back);
    css = {
      color: hex(readableOn(behind, front === undefined ? behind : rgb(front))),
      backgroundColor: hex(behind),
    };
  } else if (style.inverse) classes.push("log-inverse");
  else if (typeof front === "number") classes.push(THEME[front % 8]!);
  else if (front) css = { color: onPage(front) };
  else if (style.dim) classes.push("text-muted");
  return { className: classes.length > 0 ? classes.join(" ") : undefined, style: css };
}

function onPage(color: Rgb): string {
  return `light-dark(${hex(readableOn(BEHIND.light, color))}, ${hex(readableOn(BEHIND.dark, color))})`;
}

function rgb(color: AnsiColor): Rgb {
  return typeof color === "number" ? PALETTE[color]! : color;
}

/** `color`, or the nearest one on its way to black or to white that has enough contrast with `behind`. */
export function readableOn(behind: Rgb, color: Rgb): Rgb {
  if (contrast(behind, color) >= CONTRAST) return color;
  // One of the two always has 4.58 or more.
  const target: Rgb =
    contrast(behind, [0, 0, 0]) > contrast(behind, [255, 255, 255]) ? [0, 0, 0] : [255, 255, 255];
  let [enough, tooLittle] = [1, 0];
  while (enough - tooLittle > 1 / 256) {
    const middle = (enough + tooLittle) / 2;
    if (contrast(behind, mixed(color, target, middle)) >= CONTRAST) enough = middle;
    else tooLittle = middle;
  }
  return mixed(color, target, enough);
}

function mixed(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share);
  return [part(0), part(1), part(2)];
}

/** WCAG 2.2's contrast ratio, 1–21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function hex(color: Rgb): string {
  return `#${color.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
