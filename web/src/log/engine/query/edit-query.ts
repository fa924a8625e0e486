import { type Part, parseQuery } from "./parse-query.ts";
import type { Operator, Query } from "./query.ts";

const BARE_NAME = /^[A-Za-z_@$][\w@.$/-]*$/;
// What a value can have without being read as something else: no quote, sign, space, or parenthesis at its begin.
const BARE_VALUE = /^[\p{L}\p{N}_./-][\p{L}\p{N}_./:@+,-]*$/u;

/** A term of a field as a reader may write it, with name and value in quotes if need be. */
export function termText(name: string, operator: Operator, value: string): string {
  return `${BARE_NAME.test(name) ? name : quoted(name)}${operator}${BARE_VALUE.test(value) ? value : quoted(value)}`;
}

/**
 * The query `text` with the term `name=value`, or `-name=value` if `negated`: put before the others, where nothing that is still
 * being typed can swallow it. The other one of the two is turned around where it stands; the same one is taken out. Terms in
 * parentheses are left alone, and a query with an OR is put in some.
 */
export function withTerm(text: string, name: string, value: string, negated: boolean): string {
  return withPart(text, termText(name, "=", value), (query) => isTerm(query, name, value), negated);
}

/** The same with the text `value` in quotes, as what a line has anywhere. */
export function withText(text: string, value: string, negated: boolean): string {
  const isText = (query: Query) => query.kind === "text" && query.text === value;
  return withPart(text, quoted(value), isText, negated);
}

function withPart(
  text: string,
  positiveTerm: string,
  isIt: (query: Query) => boolean,
  negated: boolean,
): string {
  const term = (negated ? "-" : "") + positiveTerm;
  const parsed = parseQuery(text);
  if (parsed.problem) return `${term} ${text}`;
  const { parts, isOpen } = parsed;
  const typed = isOpen ? text : text.trim(); // a quote may end with a space
  if (!parts) return `${term} (${typed}${isOpen ? "" : ")"}`;
  const index = parts.findIndex(({ query }) => isIt(positive(query)));
  if (index === -1) return `${term} ${typed}`.trim();
  const found = parts[index]!;
  if ((found.query.kind === "not") === negated) return without(text, parts, index);
  return text.slice(0, found.from) + term + text.slice(found.to);
}

function positive(query: Query): Query {
  return query.kind === "not" ? query.of : query;
}

function isTerm(query: Query, name: string, value: string): boolean {
  return query.kind === "field" && query.operator === "=" && query.name === name && query.value === value;
}

function without(text: string, parts: Part[], index: number): string {
  const [before, after] = [parts[index - 1], parts[index + 1]];
  if (!before || !after) return before ? text.slice(0, before.to) : text.slice(after?.from ?? text.length);
  // Side by side two texts would be one.
  const between = before.query.kind === "text" && after.query.kind === "text" ? " AND " : " ";
  return text.slice(0, before.to) + between + text.slice(after.from);
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
