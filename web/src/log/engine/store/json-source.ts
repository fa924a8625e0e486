/**
 * A JSON object read as the text that it is: what `JSON.parse` makes of it has lost the digits of large numbers (1.10 is 1.1 and
 * 1e400 is null), names that occur twice, and how a character was written.
 */

/** A member of an object. */
export interface Member {
  name: string;
  /** The source of its value. */
  value: string;
}

/** Where a member stands in the source: the string that is its name, and its value. Ends are exclusive. */
export interface MemberPlace {
  name: number;
  nameEnd: number;
  value: number;
  end: number;
}

/**
 * The members of the object that `source` begins with, not those of objects in it, in their order; of source that ends in the
 * middle, or is no JSON from some place on, those before that. In time that grows with the length of the source.
 */
export function* members(source: string): Generator<Member, void> {
  let at = afterSpace(source, 0);
  if (source[at] !== "{") return;
  do {
    const place = memberAfter(source, at);
    if (!place) return;
    const { name, nameEnd, value, end } = place;
    yield { name: shownString(source.slice(name, nameEnd)), value: source.slice(value, end) };
    at = afterSpace(source, end);
  } while (source[at] === ",");
}

/** The member behind the `{` or the comma at `at`; undefined if there is none, or not all of it. */
export function memberAfter(source: string, at: number): MemberPlace | undefined {
  const name = afterSpace(source, at + 1);
  if (source.charCodeAt(name) !== QUOTE) return undefined;
  const nameEnd = endOfString(source, name);
  if (nameEnd === undefined) return undefined;
  const colon = afterSpace(source, nameEnd);
  if (source.charCodeAt(colon) !== COLON) return undefined;
  const value = afterSpace(source, colon + 1);
  const end = endOfValue(source, value);
  return end === undefined ? undefined : { name, nameEnd, value, end };
}

/** Whether `source` is one JSON object as a whole. */
export function isJsonObject(source: string): boolean {
  // An exception costs more than this look.
  if (!source.startsWith("{") || !source.trimEnd().endsWith("}")) return false;
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
}

/** The value of a member as a row shows it: the text of a string, and the source of everything else. */
export function shownValue(source: string): string {
  return source.startsWith('"') ? shownString(source) : source;
}

// A pair of surrogates, one character's code, or what one letter stands for.
const ESCAPE = /\\u(d[89ab][\da-f]{2})\\u(d[c-f][\da-f]{2})|\\u([\da-f]{4})|\\([^u])/gi;
const LETTERS: Record<string, string> = { '"': '"', "\\": "\\", "/": "/", n: "\n", t: "\t" };

/**
 * The text of a string's source. What nobody could see stays as it is written, `\u0000` and half a character too; but for line
 * feed and tab, and the begin of a colour.
 */
function shownString(source: string): string {
  const text = source.slice(1, -1);
  if (!text.includes("\\")) return text;
  return text.replace(
    ESCAPE,
    (written, high?: string, low?: string, code?: string, letter?: string, at = 0) => {
      if (letter !== undefined) return LETTERS[letter] ?? written;
      if (high !== undefined) return String.fromCharCode(parseInt(high, 16), parseInt(low!, 16));
      const character = String.fromCharCode(parseInt(code!, 16));
      if (character === "\x1b") return text.startsWith("[", at + written.length) ? character : written;
      return /[\n\t]|[^\p{Cc}\p{Cs}]/u.test(character) ? character : written;
    },
  );
}

// Codes and no expressions: these are run over every line of JSON, and take a third of the time so.
const TAB = 9;
const LINE_FEED = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPENING_BRACKET = 91;
const BACKSLASH = 92;
const CLOSING_BRACKET = 93;
const OPENING_BRACE = 123;
const CLOSING_BRACE = 125;

/** The first place at or behind `at` where there is no space. */
export function afterSpace(source: string, at: number): number {
  for (; ; at++) {
    const code = source.charCodeAt(at);
    if (code !== SPACE && code !== TAB && code !== LINE_FEED && code !== RETURN) return at;
  }
}

/** Where the string ends whose quote is at `begin`; undefined if it does not. */
export function endOfString(source: string, begin: number): number | undefined {
  for (let at = source.indexOf('"', begin + 1); at !== -1; at = source.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (source.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return at + 1;
  }
  return undefined;
}

/** Where the value ends that begins at `begin`; undefined if there is none, or no end of it. */
export function endOfValue(source: string, begin: number): number | undefined {
  const first = source.charCodeAt(begin);
  if (first === QUOTE) return endOfString(source, begin);
  if (first !== OPENING_BRACE && first !== OPENING_BRACKET) return endOfScalar(source, begin);
  for (let at = begin, depth = 0; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(source, at);
      if (end === undefined) return undefined;
      at = end - 1;
    } else if (code === OPENING_BRACE || code === OPENING_BRACKET) depth += 1;
    else if ((code === CLOSING_BRACE || code === CLOSING_BRACKET) && --depth === 0) return at + 1;
  }
  return undefined;
}

function endOfScalar(source: string, begin: number): number | undefined {
  let at = begin;
  for (; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === COMMA || code === CLOSING_BRACE || code === CLOSING_BRACKET || code <= SPACE) break;
  }
  return at > begin ? at : undefined;
}
