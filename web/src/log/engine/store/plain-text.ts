// ECMA-48: OSC, DCS, SOS, PM and APC strings with their terminator (5.6); control sequences (5.4); further escape
// sequences (5.3 and ISO/IEC 2022). Each starts with ESC, or with the one C1 character that stands for it.
const STRING = /(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c|$)/g;
const CONTROL_SEQUENCE = /(?:\x1b\[|\x9b)([0-?]*)[ -/]*([@-~]|$)/g;
const ESCAPE_SEQUENCE = /\x1b(?!\[)[ -/]*[0-~]?/g;
// What is left of the C0 and C1 controls, except tab and line feed.
const CONTROL = /[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f]/g;
const ANY_CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;

/** The text of a line as a terminal shows it, without colours: what is searched, filtered and copied. */
export function plainText(text: string): string {
  return withoutControls(text, () => "");
}

/**
 * The text of a line as a terminal shows it, with what `sequence` makes of each control sequence (ECMA-48, 5.4) in its
 * place, and before that `string` of each string (5.6). No other control is left, except tab and line feed, and the ESC of what
 * `sequence` returns: control sequences.
 */
export function withoutControls(
  text: string,
  sequence: (parameters: string, final: string) => string,
  string: (string: string) => string = () => "",
): string {
  if (!ANY_CONTROL.test(text)) return text;
  if (text.includes("\n"))
    return text
      .split("\n")
      .map((line) => withoutControls(line, sequence, string))
      .join("\n");
  const sequences = lastState(text)
    .replace(STRING, string)
    .replace(CONTROL_SEQUENCE, (_, parameters: string, final: string) => sequence(parameters, final))
    .replace(ESCAPE_SEQUENCE, "");
  return overwritten(sequences).replace(CONTROL, "");
}

const BACKSPACE = "\b";
const SEQUENCE_OR_CHARACTER = /\x1b\[[0-?]*[@-~]|[^]/gu;

/** What is left to see when backspaces have what follows them stand on what was before: a spinner, `man`'s bold and underlined. */
function overwritten(text: string): string {
  if (!text.includes(BACKSPACE)) return text;
  const kept: string[] = [];
  let back = 0;
  for (const [part] of text.matchAll(SEQUENCE_OR_CHARACTER)) {
    if (part === BACKSPACE) back += 1;
    else if (part.length > 2)
      kept.push(part); // a sequence: it stands nowhere
    else {
      const aside: string[] = [];
      for (; back > 0 && kept.length > 0;) {
        const last = kept.pop()!;
        if (last.length > 2) aside.push(last);
        else back -= 1;
      }
      back = 0;
      kept.push(...aside.reverse(), part);
    }
  }
  return kept.join("");
}

/** A progress bar writes over itself with carriage returns: only what follows the last one is left to see. */
export function lastState(text: string): string {
  if (!text.includes("\r")) return text;
  let end = text.length;
  while (text[end - 1] === "\r") end--; // not /\r+$/, which takes the square of their number
  return text.slice(text.lastIndexOf("\r", end - 1) + 1, end);
}
