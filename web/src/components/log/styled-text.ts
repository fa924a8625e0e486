import Anser from "anser";

const COLORS = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;

/** A run of text in one style. Backgrounds and the 240 further colours are left out: the page sets its own contrast. */
export interface StyledText {
  text: string;
  color?: (typeof COLORS)[number];
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
}

// ECMA-48: OSC, DCS, SOS, PM and APC strings with their terminator (5.6); control sequences (5.4); further escape
// sequences (5.3 and ISO/IEC 2022). Each starts with ESC, or with the one C1 character that stands for it.
const STRING = /(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c|$)/g;
const CONTROL_SEQUENCE = /(?:\x1b\[|\x9b)([0-?]*)[ -/]*([@-~]|$)/g;
const ESCAPE_SEQUENCE = /\x1b(?!\[)[ -/]*[0-~]?/g;
// What is left of the C0 and C1 controls, except tab and line feed.
const CONTROL = /[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f]/g;
const ANY_CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;

/** The text of a line as a terminal shows it: colours become runs, every other control goes. */
export function styledText(message: string): StyledText[] {
  if (!ANY_CONTROL.test(message)) return [{ text: message }];
  const text = visiblePart(message)
    .replace(STRING, "")
    .replace(CONTROL_SEQUENCE, (_, parameters: string, final: string) =>
      final === "m" && /^[\d;]*$/.test(parameters) ? `\x1b[${parameters}m` : "",
    )
    .replace(ESCAPE_SEQUENCE, "")
    .replace(CONTROL, "");
  const runs = Anser.ansiToJson(text, { use_classes: true, remove_empty: true });
  return runs.map(({ content, fg, decorations }) => ({
    text: content,
    color: COLORS.find((color) => fg === `ansi-${color}` || fg === `ansi-bright-${color}`),
    bold: decorations.includes("bold"),
    italic: decorations.includes("italic"),
    underline: decorations.includes("underline"),
  }));
}

/** A progress bar writes over itself with carriage returns: only what follows the last one is left to see. */
function visiblePart(message: string): string {
  const text = message.replace(/\r+$/, "");
  return text.slice(text.lastIndexOf("\r") + 1);
}
