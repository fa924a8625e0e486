import { afterSpace, endOfValue, type MemberPlace, memberAfter, shownValue } from "../store/json-source.ts";
import { eachPair, pairText } from "./key-values.ts";

/** A field of a line. */
export interface Field {
  /** Of a member of an object in a line of JSON: the path to it, `user.id`. */
  name: string;
  /** As in the source, and of a string its text: 1.10 stays 1.10. */
  value: string;
}

/** Of one line; more are what a program writes that dumps its state. */
export const MOST_FIELDS = 200;
// A line as long as this takes 1 ms.
const LONGEST = 65_536;
// Nobody asks for what lies deeper. What lies deeper is a value as it is written.
const DEEPEST = 8;
// Braces before the one that begins the line's JSON; each may cost a look through the whole line.
const MOST_BRACES = 8;

/**
 * The fields of a line, in their order: those of its JSON, also behind a prefix (`caddy_1 | {…}`, CRI's, or a message), and what
 * stands as `name=value` or `name="a value"` around that. An element of an array has the array's name: `tags` of
 * `{"tags":["a","b"]}` is there twice. So is a name that is written twice.
 *
 * A text may be an event of several lines: JSON is JSON over any of them; `name=value` counts in those that are not indented.
 *
 * Reads the first 65,536 characters, at most 200 fields, and 8 objects deep. In time that grows with the length of the text.
 */
export function fieldsOf(text: string): Field[] {
  const fields: Field[] = [];
  const take = (name: string, value: string) => {
    if (fields.length < MOST_FIELDS) fields.push({ name, value });
  };
  const read = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  parts(
    read,
    (at) => allMembers(read, at, "", 1, take),
    (name, sign, value, end) => take(read.slice(name, sign), pairText(read.slice(value, end))),
  );
  return fields;
}

/**
 * The values of the fields of this name that `fieldsOf` finds; of an object its source, too. Takes about half as long, and does not
 * stop at 200 fields.
 */
export function valuesOf(text: string, name: string): string[] {
  const values: string[] = [];
  const read = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  parts(
    read,
    (at) => membersNamed(read, at, name, 1, values),
    (begin, sign, value, end) => {
      if (sign - begin === name.length && read.startsWith(name, begin))
        values.push(pairText(read.slice(value, end)));
    },
  );
  return values;
}

/** Has the JSON in a text read, by a function that says where it ends, and the pairs before and behind it. */
function parts(text: string, json: (at: number) => number, pair: Parameters<typeof eachPair>[3]): void {
  const begin = beginOfJson(text);
  if (begin === undefined) return eachPair(text, 0, text.length, pair);
  if (begin > 0) eachPair(text, 0, begin, pair);
  const end = json(begin);
  if (end < text.length) eachPair(text, end, text.length, pair);
}

/** Where the object of JSON in a text begins that has at least one member. */
export function beginOfJson(text: string): number | undefined {
  let at = text.indexOf("{");
  for (let braces = 0; at !== -1 && braces < MOST_BRACES; at = text.indexOf("{", at + 1)) {
    if (text[afterSpace(text, at + 1)] !== '"') continue;
    if (memberAfter(text, at)) return at;
    braces += 1;
  }
  return undefined;
}

/** Calls `visit` with the members of the object at `at`. Returns where it ends or, if it is broken, where that begins. */
function eachMember(source: string, at: number, visit: (member: MemberPlace) => void): number {
  do {
    const member = memberAfter(source, at);
    if (!member) break;
    visit(member);
    at = afterSpace(source, member.end);
  } while (source[at] === ",");
  return at + 1;
}

type Take = (name: string, value: string) => void;

function allMembers(source: string, at: number, prefix: string, depth: number, take: Take): number {
  return eachMember(source, at, ({ name, nameEnd, value, end }) =>
    allOf(source, value, end, prefix + shownValue(source.slice(name, nameEnd)), depth, take),
  );
}

function allOf(source: string, at: number, end: number, name: string, depth: number, take: Take): void {
  if (depth < DEEPEST && isFilled(source, at, "{")) allMembers(source, at, `${name}.`, depth + 1, take);
  else if (depth < DEEPEST && isFilled(source, at, "["))
    eachElement(source, at, (element, elementEnd) =>
      allOf(source, element, elementEnd, name, depth + 1, take),
    );
  else take(name, shownValue(source.slice(at, end)));
}

function membersNamed(source: string, at: number, path: string, depth: number, values: string[]): number {
  const first = path.charCodeAt(0);
  return eachMember(source, at, ({ name, nameEnd, value, end }) => {
    const code = source.charCodeAt(name + 1);
    if (code !== first && code !== BACKSLASH && nameEnd > name + 2) return; // most are known by this look
    const own = shownValue(source.slice(name, nameEnd));
    if (own === path) wholeValues(source, value, end, depth, values);
    else if (path.startsWith(own) && path[own.length] === ".")
      valuesInside(source, value, path.slice(own.length + 1), depth, values);
  });
}

function wholeValues(source: string, at: number, end: number, depth: number, values: string[]): void {
  if (depth < DEEPEST && isFilled(source, at, "["))
    eachElement(source, at, (element, elementEnd) =>
      wholeValues(source, element, elementEnd, depth + 1, values),
    );
  else values.push(shownValue(source.slice(at, end)));
}

function valuesInside(source: string, at: number, path: string, depth: number, values: string[]): void {
  if (depth >= DEEPEST) return;
  if (source[at] === "{") membersNamed(source, at, path, depth + 1, values);
  else if (source[at] === "[")
    eachElement(source, at, (element) => valuesInside(source, element, path, depth + 1, values));
}

const BACKSLASH = 92;

/** Whether the object, or the array, has anything in it. */
function isFilled(source: string, at: number, bracket: "{" | "["): boolean {
  if (source[at] !== bracket) return false;
  const first = source[afterSpace(source, at + 1)];
  return bracket === "{" ? first === '"' : first !== "]";
}

function eachElement(source: string, at: number, visit: (element: number, end: number) => void): void {
  do {
    const element = afterSpace(source, at + 1);
    const end = endOfValue(source, element);
    if (end === undefined) return;
    visit(element, end);
    at = afterSpace(source, end);
  } while (source[at] === ",");
}
