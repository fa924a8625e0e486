/** Red, green and blue, 0–255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** One of the sixteen colours of a terminal, which the page's theme decides on, or a colour that the program named. */
export type AnsiColor = number | Rgb;

export interface AnsiStyle {
  color?: AnsiColor;
  background?: AnsiColor;
  bold?: true;
  dim?: true;
  italic?: true;
  underline?: true;
  strike?: true;
  inverse?: true;
}

export const PLAIN: AnsiStyle = {};

const STYLES = /(?:\x1b\[|\x9b)([\d;:]*)m/g;

/** The style that a terminal goes on with after a line that began with `style`. */
export function styleAfter(text: string, style: AnsiStyle): AnsiStyle {
  if (!text.includes("\x1b[") && !text.includes("\x9b")) return style;
  for (const [, parameters] of text.matchAll(STYLES)) style = nextStyle(style, parameters!);
  return Object.values(style).some((value) => value !== undefined) ? style : PLAIN;
}

/**
 * The style after the parameters of a "select graphic rendition" sequence: ECMA-48 8.3.117, and ITU-T T.416 for colours,
 * with semicolons (as xterm took them) and with colons. What a page cannot show decently (blinking, hidden) is left out.
 */
export function nextStyle(style: AnsiStyle, parameters: string): AnsiStyle {
  let next = { ...style };
  const codes = parameters.split(";");
  for (let at = 0; at < codes.length; at++) {
    const [code = 0, ...subcodes] = codes[at]!.split(":").map(Number);
    if (code === 38 || code === 48) {
      const colons = subcodes.length > 0;
      const rest = colons ? subcodes : codes.slice(at + 1, at + 5).map(Number);
      const color = extendedColor(rest, colons);
      if (!colons) at += rest[0] === 5 ? 2 : rest[0] === 2 ? 4 : 0;
      if (color !== undefined) next[code === 38 ? "color" : "background"] = color;
    } else next = applied(next, code, subcodes[0]);
  }
  return next;
}

function applied(style: AnsiStyle, code: number, subcode: number | undefined): AnsiStyle {
  if (code >= 30 && code <= 37) return { ...style, color: code - 30 };
  if (code >= 90 && code <= 97) return { ...style, color: code - 90 + 8 };
  if (code >= 40 && code <= 47) return { ...style, background: code - 40 };
  if (code >= 100 && code <= 107) return { ...style, background: code - 100 + 8 };
  switch (code) {
    case 0:
      return {};
    case 1:
      return { ...style, bold: true };
    case 2:
      return { ...style, dim: true };
    case 3:
      return { ...style, italic: true };
    case 4:
      return { ...style, underline: subcode === 0 ? undefined : true };
    case 7:
      return { ...style, inverse: true };
    case 9:
      return { ...style, strike: true };
    case 21: // doubly underlined
      return { ...style, underline: true };
    case 22:
      return { ...style, bold: undefined, dim: undefined };
    case 23:
      return { ...style, italic: undefined };
    case 24:
      return { ...style, underline: undefined };
    case 27:
      return { ...style, inverse: undefined };
    case 29:
      return { ...style, strike: undefined };
    case 39:
      return { ...style, color: undefined };
    case 49:
      return { ...style, background: undefined };
    default:
      return style;
  }
}

/** `5;n`, `2;r;g;b`, or with colons `2:<colour space>:r:g:b`, where many programs leave the colour space out. */
function extendedColor([kind, ...values]: number[], colons: boolean): AnsiColor | undefined {
  if (kind === 5) return paletteColor(values[0]);
  if (kind !== 2) return undefined;
  const [red = -1, green = -1, blue = -1] = colons && values.length > 3 ? values.slice(1) : values;
  return [red, green, blue].every((part) => part >= 0 && part <= 255) ? [red, green, blue] : undefined;
}

const CUBE = [0, 95, 135, 175, 215, 255]; // xterm's levels

function paletteColor(index = -1): AnsiColor | undefined {
  if (!Number.isInteger(index) || index < 0 || index > 255) return undefined;
  if (index < 16) return index;
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return [grey, grey, grey];
  }
  const cell = index - 16;
  return [CUBE[Math.floor(cell / 36)]!, CUBE[Math.floor(cell / 6) % 6]!, CUBE[cell % 6]!];
}
