import { type FoldedJson, SHOWN_CHARACTERS } from "../protocol";
import { jsonLevel } from "./json-level";
import { messageOf } from "./json-message";
import { isJsonObject, members, shownValue } from "./json-source";
import { agrees, jsonTime } from "./line-time";
import { jsonParts } from "./json-parts";
import { plainText } from "./plain-text";

// A line as long as this takes 1 ms to read, and there are a hundred on a screen.
const MAX_CHARACTERS = 65_536;
const MOST_FIELDS = 200; // more than a screen has room for; each is some elements of the page

/**
 * What a line that is one JSON object is folded into: its message and its other fields, but for its level and for a time that
 * says what `time` does, which the row shows elsewhere. Undefined if that is nothing.
 */
export function foldJson(line: string, time?: number): FoldedJson | undefined {
  if (!line.startsWith("{") || line.length > MAX_CHARACTERS) return undefined;
  const source = plainText(line);
  if (!isJsonObject(source)) return undefined;
  const all = [...members(source)];
  const message = messageOf(all);
  const level = jsonLevel(all, () => undefined)?.member;
  const told = time === undefined ? undefined : jsonTime(all, time);
  const own = told && agrees(told.at, time!) ? told : undefined;
  const fields = all.filter((member) => member !== message && member !== level && member !== own?.member);
  const folded: FoldedJson = { message: message ? cut(summary(message.value)) : "", fields: [], more: 0 };
  let characters = folded.message.length;
  for (const { name, value } of fields) {
    if (characters > SHOWN_CHARACTERS || folded.fields.length === MOST_FIELDS) break;
    const shown = cut(summary(value));
    folded.fields.push(isWhole(value, shown) ? [cut(name), shown] : [cut(name), shown, true]);
    characters += name.length + value.length;
  }
  folded.more = fields.length - folded.fields.length;
  return folded.message === "" && fields.length === 0 ? undefined : folded;
}

/** What is to be seen of a line's row, without its colours: what marks are positions in. */
export function shownText(line: string, json: FoldedJson | undefined): string {
  return json ? jsonParts(json).map(plainText).join("") : plainText(line);
}

/**
 * What a search looks through of a line: its text and, on lines of their own, what its row shows if that is something else. A
 * reader looks for what he sees, `open "/etc/x" pid=7`, or for what the program wrote, `"pid":7`.
 */
export function searchedText(line: string, time?: number): string {
  const json = foldJson(line, time);
  return json ? `${plainText(line)}\n${shownText(line, json)}` : plainText(line);
}

/** Of an error's, the names that its stack has: by the libraries of Node, of the JVM, of Go and of Python. */
const STACKS = ["stack", "stack_trace", "stackTrace", "stacktrace", "exception", "traceback"];

/**
 * What a folded row shows of a value: of a text of several lines the first, and how many there are besides; of an object with a
 * stack in it, that stack.
 */
function summary(value: string): string {
  if (isOnOneLine(value)) return shownValue(value);
  const stack = [...members(value)].find(({ name }) => STACKS.includes(name));
  const text = stack ? shownValue(stack.value) : shownValue(value);
  const [first = "", ...others] = text.trimEnd().split("\n");
  return others.length === 0 ? text : `${first} +${others.length} ${others.length === 1 ? "line" : "lines"}`;
}

function isOnOneLine(value: string): boolean {
  return !value.includes("\\n") && !value.includes("\\u000");
}

/** Whether what is shown of a value is the value. */
function isWhole(value: string, shown: string): boolean {
  // Of most this is known without another look at their escapes.
  return (isOnOneLine(value) && value.length <= SHOWN_CHARACTERS) || shown === shownValue(value);
}

function cut(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
