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

const STRING = /"[^"\\]*(?:\\[^][^"\\]*)*"/y;
const SPACE = /[ \t\n\r]*/y;
const SCALAR = /[^\s,\]}]+/y;
const BRACKET_OR_STRING = /[[\]{}]|"[^"\\]*(?:\\[^][^"\\]*)*"/g;

/**
 * The members of the object that `source` begins with, not those of objects in it, in their order; of source that ends in the
 * middle, or is no JSON from some place on, those before that. In time that grows with the length of the source.
 */
export function* members(source: string): Generator<Member, void> {
  let at = after(SPACE, source, 0)!;
  if (source[at] !== "{") return;
  do {
    const begin = after(SPACE, source, at + 1)!;
    const end = after(STRING, source, begin);
    if (end === undefined) return;
    const colon = after(SPACE, source, end)!;
    if (source[colon] !== ":") return;
    const valueBegin = after(SPACE, source, colon + 1)!;
    const valueEnd = endOfValue(source, valueBegin);
    if (valueEnd === undefined) return;
    yield { name: shownString(source.slice(begin, end)), value: source.slice(valueBegin, valueEnd) };
    at = after(SPACE, source, valueEnd)!;
  } while (source[at] === ",");
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

function endOfValue(source: string, begin: number): number | undefined {
  if (source[begin] === '"') return after(STRING, source, begin);
  if (source[begin] !== "{" && source[begin] !== "[") return after(SCALAR, source, begin);
  BRACKET_OR_STRING.lastIndex = begin;
  for (let depth = 0, found; (found = BRACKET_OR_STRING.exec(source));) {
    const [bracket] = found;
    if (bracket === "{" || bracket === "[") depth += 1;
    else if (bracket === "}" || bracket === "]") depth -= 1;
    if (depth === 0) return BRACKET_OR_STRING.lastIndex;
  }
  return undefined;
}

/** Where what a sticky expression finds at `begin` ends. */
function after(expression: RegExp, source: string, begin: number): number | undefined {
  expression.lastIndex = begin;
  return expression.test(source) ? expression.lastIndex : undefined;
}
