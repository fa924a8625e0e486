import type { Pattern } from "../protocol";

/** The expression that finds what a reader has typed, `^` and `$` at any line of a text. Throws an `Error` whose message says what is wrong with it. */
export function patternExpression({ text, regex, caseSensitive }: Pattern): RegExp {
  const flags = caseSensitive ? "gm" : "gim";
  if (!regex) return new RegExp(text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"), flags);
  try {
    return new RegExp(text, `${flags}u`);
  } catch {
    // Without Unicode mode an expression may have needless backslashes and lone brackets, as other tools allow.
    return lenient(text, flags);
  }
}

export function samePattern(a: Pattern | undefined, b: Pattern | undefined): boolean {
  return a?.text === b?.text && a?.regex === b?.regex && a?.caseSensitive === b?.caseSensitive;
}

function lenient(text: string, flags: string): RegExp {
  try {
    return new RegExp(text, flags);
  } catch (error) {
    // "Invalid regular expression: /(/gi: Unterminated group" in Chromium; the reader sees the expression above it.
    const message = (error as Error).message;
    throw new Error(message.slice(message.lastIndexOf(": ") + 1).trim(), { cause: error });
  }
}
