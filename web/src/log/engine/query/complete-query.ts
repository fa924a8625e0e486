import { LEVELS } from "../protocol.ts";
import { BUILT_IN, BUILT_IN_OPERATORS, isBuiltIn } from "./built-in.ts";
import { termText } from "./edit-query.ts";
import { COMPARING, type Operator, OPERATORS } from "./query.ts";
import { isOrdered } from "./values.ts";

/** What the lines have. */
export interface Known {
  /** The most frequent first, fields and values. */
  fields: { name: string; values: string[] }[];
  workloads: string[];
}

/** What can be put in the place of the query's text between `from` and `to`. */
export interface Completion {
  from: number;
  to: number;
  options: CompletionOption[];
}

export interface CompletionOption {
  insert: string;
  label: string;
  /** A few words on what it means; may be empty. */
  detail: string;
}

const MOST_OPTIONS = 50; // more than a list in sight has

const MEANINGS: Record<Operator | "=*", string> = {
  "=": "is",
  "!=": "is there, and is not",
  ">": "is more than",
  ">=": "is at least",
  "<": "is less than",
  "<=": "is at most",
  ":": "contains",
  "~": "matches the expression",
  "=*": "is there",
};

const AGO: [value: string, detail: string][] = [
  ["-5m", "5 minutes ago"],
  ["-15m", "15 minutes ago"],
  ["-1h", "1 hour ago"],
  ["-1d", "1 day ago"],
];

/** What stands between spaces and parentheses, in quotes or not, or one of these. */
const WORD = /(?:[^\s()"]|"[^"\\]*(?:\\[^]?[^"\\]*)*"?)+|[^]/g;
const TERM = /^([^=!<>:~]+)(!=|>=|<=|=|>|<|:|~)"?(.*)$/s;

/**
 * What may be meant at the caret: names of fields; behind a whole name the operators that fit its values; behind an operator
 * values. Those that begin with what is there first, then those that have it.
 */
export function completeQuery(text: string, caret: number, known: Known): Completion {
  const last = text.slice(0, caret).match(WORD)?.at(-1) ?? "";
  if (last.startsWith('"')) return { from: caret, to: caret, options: [] }; // a text
  const begun = /^[\s(]?-?(.*)$/s.exec(last)![1]!;
  const to = caret + /^[^\s)]*/.exec(text.slice(caret))![0].length;
  const term = TERM.exec(begun);
  const options = term
    ? valueOptions(term[1]!, term[2] as Operator, term[3]!, known)
    : nameOptions(begun, known);
  return { from: caret - begun.length, to, options: options.slice(0, MOST_OPTIONS) };
}

function nameOptions(begun: string, { fields }: Known): CompletionOption[] {
  const own = fields.filter(({ name }) => !isBuiltIn(name));
  const field = own.find(({ name }) => name === begun);
  if (field || isBuiltIn(begun)) return operatorOptions(begun, field?.values ?? []);
  const names = new Map<string, string>(Object.entries(BUILT_IN));
  for (const { name, values } of own) names.set(name, values.slice(0, 3).join(", ")); // as many as fit beside it
  return matching([...names.keys()], begun).map((name) => ({
    insert: termText(name, "=", "x").slice(0, -1),
    label: name,
    detail: names.get(name)!,
  }));
}

function operatorOptions(name: string, values: string[]): CompletionOption[] {
  const ordered = values.some(isOrdered);
  const fitting: readonly Operator[] = isBuiltIn(name)
    ? BUILT_IN_OPERATORS[name]
    : OPERATORS.filter((operator) => ordered || !COMPARING.some((one) => one === operator));
  return [...fitting, "=*" as const].map((operator) => ({
    insert: `${name}${operator}`,
    label: `${name}${operator}`,
    detail: MEANINGS[operator],
  }));
}

function valueOptions(
  name: string,
  operator: Operator,
  begun: string,
  { fields, workloads }: Known,
): CompletionOption[] {
  if (operator === "~") return []; // an expression is nobody's value
  let values: [value: string, detail: string][];
  if (name === "level") {
    const isOrder = COMPARING.some((one) => one === operator);
    values = [...LEVELS, ...(isOrder ? [] : ["other"])].map((level) => [level, ""]);
  } else if (name === "stream")
    values = [
      ["stdout", ""],
      ["stderr", ""],
    ];
  else if (name === "workload") values = workloads.map((workload) => [workload, ""]);
  else if (name === "time") values = AGO;
  else values = (fields.find((field) => field.name === name)?.values ?? []).map((value) => [value, ""]);
  const details = new Map(values);
  return matching([...details.keys()], begun).map((value) => ({
    insert: termText(name, operator, value),
    label: value,
    detail: details.get(value)!,
  }));
}

function matching(words: string[], begun: string): string[] {
  const wanted = begun.toLowerCase();
  const place = (word: string) => word.toLowerCase().indexOf(wanted);
  return [...words.filter((word) => place(word) === 0), ...words.filter((word) => place(word) > 0)];
}
