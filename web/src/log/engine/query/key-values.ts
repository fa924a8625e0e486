import { endOfString, shownValue } from "../store/json-source.ts";

// No program's field has a longer name; the end of what base64 has written may look like one.
const LONGEST_NAME = 100;

const SPACE = 32;
const QUOTE = 34;
const APOSTROPHE = 39;
const COMMA = 44;
const SEMICOLON = 59;
const EQUALS = 61;
const GREATER = 62;

/** What may stand before a name besides space: `(a=1`, `{a=1`, `[a=1`, `|a=1`, and what separates one from the next. */
const BEFORE = "([{|,;";
/** What a sentence and not the value ends with, and for a bracket the one that shows that it is the value's after all. */
const MOST_BEHIND = 4; // "(a={b=[1]})."
const BEHIND: Record<string, string> = { ",": "", ";": "", ")": "(", "]": "[", "}": "{" };

/**
 * Calls `take` with the places of each name and value that stand as `name=value`, `name="a value"` or `name='a value'` in `text`
 * between two places. Quotes are in the value's. Lines that are indented are left out, but for the first: they are a stack trace's.
 */
export function eachPair(
  text: string,
  from: number,
  to: number,
  take: (name: number, sign: number, value: number, end: number) => void,
): void {
  let at = from;
  let lineEnd = endOfLine(text, from, to);
  let indented = false;
  for (;;) {
    const sign = text.indexOf("=", at);
    if (sign === -1 || sign >= to) return;
    while (sign >= lineEnd) {
      at = lineEnd + 1;
      indented = text.charCodeAt(at) <= SPACE;
      lineEnd = endOfLine(text, at, to);
    }
    const name = indented ? sign : beginOfName(text, sign, at);
    const next = text.charCodeAt(sign + 1);
    if (name === sign || next === EQUALS || next === GREATER) {
      at = sign + (next === EQUALS ? 2 : 1);
      continue;
    }
    const value = sign + 1;
    at = endOfQuoted(text, value, lineEnd) ?? trimmed(text, value, endOfBare(text, value, lineEnd));
    take(name, sign, value, at);
  }
}

/** The text of a value: of what is in quotes without them. */
export function pairText(source: string): string {
  if (source.startsWith("'") && source.length > 1 && source.endsWith("'")) return source.slice(1, -1);
  if (!source.startsWith('"')) return source;
  return endOfString(source, 0) === source.length ? shownValue(source) : source.slice(1);
}

function endOfLine(text: string, from: number, to: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 || end > to ? to : end;
}

/** `sign`, if what stands before it is no name. */
function beginOfName(text: string, sign: number, from: number): number {
  let begin = sign;
  while (begin > from && isNameCode(text.charCodeAt(begin - 1))) begin -= 1;
  if (sign - begin > LONGEST_NAME || !isFirstNameCode(text.charCodeAt(begin))) return sign;
  const before = begin === 0 || text.charCodeAt(begin - 1) <= SPACE || BEFORE.includes(text[begin - 1]!);
  return before ? begin : sign;
}

/** A quote that is not closed reaches to the end of its line: that has been cut. An apostrophe does not. */
function endOfQuoted(text: string, value: number, lineEnd: number): number | undefined {
  if (text.charCodeAt(value) === QUOTE) return Math.min(endOfString(text, value) ?? lineEnd, lineEnd);
  if (text.charCodeAt(value) !== APOSTROPHE) return undefined;
  const end = text.indexOf("'", value + 1) + 1;
  return end > 0 && end <= lineEnd ? end : undefined;
}

/** Ends at a space, or where a comma has the next name behind it: `a=1,b=2`. */
function endOfBare(text: string, value: number, lineEnd: number): number {
  for (let at = value; at < lineEnd; at++) {
    const code = text.charCodeAt(at);
    if (code <= SPACE) return at;
    if ((code === COMMA || code === SEMICOLON) && isFirstNameCode(text.charCodeAt(at + 1))) {
      let next = at + 1;
      while (isNameCode(text.charCodeAt(next))) next += 1;
      if (text.charCodeAt(next) === EQUALS) return at;
    }
  }
  return lineEnd;
}

function trimmed(text: string, value: number, end: number): number {
  for (const first = Math.max(value, end - MOST_BEHIND); end > first; end--) {
    const opening = BEHIND[text[end - 1]!];
    if (opening === undefined || (opening !== "" && text.slice(value, end - 1).includes(opening))) break;
  }
  return end;
}

/** Letters, digits, and what Kubernetes, OpenTelemetry and log4j have between them: `app.kubernetes.io/name`, `@timestamp`. */
function isNameCode(code: number): boolean {
  return isFirstNameCode(code) || (code >= 45 && code <= 57); // - . / 0–9
}

function isFirstNameCode(code: number): boolean {
  // A–Z, a–z, _ and @, and $
  return (code >= 97 && code <= 122) || (code >= 64 && code <= 90) || code === 95 || code === 36;
}
