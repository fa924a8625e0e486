import { patternExpression } from "../find/pattern.ts";
import { type Candidate, holds, isBuiltIn, levelTest, timeTest } from "./built-in.ts";
import { valuesOf } from "./fields.ts";
import type { FieldTerm, Query } from "./query.ts";
import { comparisonWith } from "./values.ts";

export interface CompileOptions {
  /** Whether capitals are told from small letters: in texts, expressions and values. In names they always are. */
  caseSensitive: boolean;
  /** What `time>-15m` and `time>14:32` are counted from, in milliseconds since the epoch. */
  now: number;
  /** What tells whether a text has a form, as `pattern` names it. */
  formTest: (form: string) => (text: string) => boolean;
}

type Test = (line: Candidate) => boolean;

/**
 * Makes of a query what tells whether it lets a line through. Without terms of fields that is as quick as a search for text. For
 * each of these a line's fields are read, and only if it has the name.
 */
export function compileQuery(query: Query, options: CompileOptions): Test {
  switch (query.kind) {
    case "all": {
      const tests = query.of.map((part) => compileQuery(part, options));
      return (line) => tests.every((test) => test(line));
    }
    case "any": {
      const tests = query.of.map((part) => compileQuery(part, options));
      return (line) => tests.some((test) => test(line));
    }
    case "not": {
      const test = compileQuery(query.of, options);
      return (line) => !test(line);
    }
    case "text":
    case "regex": {
      const has = query.kind === "text" ? textTest(query.text, options) : regexTest(query.source, options);
      return ({ text }) => has(text);
    }
    case "field":
      return fieldTest(query, options);
  }
}

function fieldTest(term: FieldTerm, options: CompileOptions): Test {
  const { name } = term;
  if (!isBuiltIn(name)) return ownFieldTest(term, options);
  if (name === "level") return levelTest(term);
  if (name === "time") return timeTest(term, options.now);
  if (name === "pattern") return patternTest(term, options);
  const holdsFor = valuesTest(term, options);
  return (line) => {
    const value = line[name];
    return value !== undefined && holdsFor([value]);
  };
}

function patternTest({ operator, value }: FieldTerm, { formTest }: CompileOptions): Test {
  if (operator === "exists") return () => true;
  const has = formTest(value);
  return ({ text }) => has(text) === (operator === "=");
}

function ownFieldTest(term: FieldTerm, options: CompileOptions): Test {
  const { name, typed } = term;
  const segment = name.slice(name.lastIndexOf(".") + 1);
  // What JSON may write in another way is looked for by reading it.
  const look = /^[\w@$-]+$/.test(segment) ? segment : "";
  const holdsFor = valuesTest(term, options);
  const stands = term.operator === "=" ? tokenTest(typed, options) : textTest(typed, options);
  return ({ text }) => (text.includes(look) && holdsFor(valuesOf(text, name))) || stands(text);
}

/** Whether the values that a line has of a name are what a term asks for: one of them, but for `!=` all. */
function valuesTest(term: FieldTerm, options: CompileOptions): (values: string[]) => boolean {
  const { name, operator, value: wanted } = term;
  switch (operator) {
    case "exists":
      return (values) => values.length > 0;
    case ":":
    case "~": {
      const has = operator === ":" ? textTest(wanted, options) : regexTest(wanted, options);
      return (values) => values.some(has);
    }
    case "=":
    case "!=": {
      const same = equalityTest(name, wanted, options);
      return operator === "="
        ? (values) => values.some(same)
        : (values) => values.length > 0 && !values.some(same);
    }
    default: {
      const compare = comparisonWith(name, wanted);
      return (values) =>
        values.some((value) => {
          const order = compare(value);
          return order !== undefined && holds(operator, order);
        });
    }
  }
}

function equalityTest(name: string, wanted: string, options: CompileOptions): (value: string) => boolean {
  const compare = comparisonWith(name, wanted);
  const whole = patternExpression({ text: wanted, regex: false, ...options });
  const folded = new RegExp(`^(?:${whole.source})$`, whole.flags.replace(/[gm]/g, ""));
  return (value) =>
    value === wanted ||
    compare(value) === 0 ||
    (!options.caseSensitive && value.length === wanted.length && folded.test(value));
}

function textTest(text: string, { caseSensitive }: CompileOptions): (text: string) => boolean {
  if (caseSensitive) return (line) => line.includes(text);
  return expressionTest(patternExpression({ text, regex: false, caseSensitive }));
}

function regexTest(text: string, { caseSensitive }: CompileOptions): (text: string) => boolean {
  return expressionTest(patternExpression({ text, regex: true, caseSensitive }));
}

/** Whether a text is there, and is no part of a longer name or value. */
function tokenTest(text: string, options: CompileOptions): (text: string) => boolean {
  const has = textTest(text, options); // looking behind costs more than all of this does
  const { source, flags } = patternExpression({ text, regex: false, ...options });
  const token = expressionTest(new RegExp(`(?<![\\w.-])${source}(?![\\w-]|\\.\\w)`, flags));
  return (line) => has(line) && token(line);
}

/** Without the place where the last hit was. */
function expressionTest({ source, flags }: RegExp): (text: string) => boolean {
  const expression = new RegExp(source, flags.replace("g", ""));
  return (text) => expression.test(text);
}
