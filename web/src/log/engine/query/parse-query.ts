import { patternExpression } from "../find/pattern.ts";
import { builtInProblem } from "./built-in.ts";
import type { FieldTerm, Operator, Problem, Query } from "./query.ts";

/** A term at the top of a query, and where it stands in its text. */
export interface Part {
  query: Query;
  from: number;
  to: number;
}

export type ParsedQuery =
  | {
      query: Query;
      /** The terms that must all hold; undefined if there is an OR besides them. */
      parts: Part[] | undefined;
      /** Whether it ends in a quote that is not closed. */
      isOpen: boolean;
      problem?: undefined;
    }
  | { problem: Problem; query?: undefined };

// More than anybody nests, and less than a stack has room for.
const DEEPEST = 50;

/**
 * Reads a query:
 *
 * - `disk is full` — these words, as they are typed. What is no term of another kind is text, and stays one with its neighbours
 * - `"level=info a OR b"` — this text; `\"` and `\\` are a quote and a backslash in it
 * - `/time.*out/` — an expression, as `name~expression` is one on a field's value; in quotes if there is a space in it. A path
 *   is none: `/api/v1`
 * - `name=value`, `name!=value`, `name>value`, `>=`, `<`, `<=` — a field (`user.id`) compared as what it is: see `comparisonWith`.
 *   `!=` asks for the field, too; lines without it are among `-name=value`
 * - `name:text` — a field that contains a text; `name=*` — one that is there
 * - `level`, `stream`, `workload` and `time` are what is known of the line besides its text: see `BUILT_IN`
 * - `-term` — not so; `a b`, `a AND b` — both; `a OR b` — one of them, which binds less; `(a OR b) c`
 *
 * A line in which a term of a field stands as its text matches, too: a reader has typed `localhost:8080`. With a space behind its
 * sign it is text anyway: `error: disk full`. A quote or parenthesis that is not closed yet reaches to the end.
 */
export function parseQuery(text: string): ParsedQuery {
  try {
    return new Parser(text).parse();
  } catch (error) {
    if (error instanceof ProblemError) return { problem: error.problem };
    throw error;
  }
}

class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

const SPACES = /\s*/y;
const KEYWORD = /(OR|AND)(?=\s|\)|$)/y;
const REGEX = /\/(?!\s)((?:[^/\\\n]|\\.)+)\/(?=\s|\)|$)/y;
const SIGN = String.raw`(!=|>=|<=|==|=(?!>)|>|<|~|:(?!//))`;
const NAME = new RegExp(String.raw`([A-Za-z_@$][\w@.$/-]*?)${SIGN}(?=[^\s)])`, "y");
const QUOTED = /"([^"\\]*(?:\\[^]?[^"\\]*)*)("?)/y;
const QUOTED_NAME = new RegExp(String.raw`"([^"\\]*(?:\\[^][^"\\]*)*)"${SIGN}(?=[^\s)])`, "y");

class Parser {
  readonly #text: string;
  #at = 0;
  /** Groups that are open. */
  #groups = 0;
  #isOpen = false;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): ParsedQuery {
    const alternatives = this.#alternatives();
    const [only = [], ...others] = alternatives;
    return {
      query: queryOf(alternatives),
      parts: others.length === 0 ? only : undefined,
      isOpen: this.#isOpen,
    };
  }

  /** What is to be read up to the group's end, cut at each OR. */
  #alternatives(): Part[][] {
    const alternatives: Part[][] = [[]];
    /** The text that the next word goes on. */
    let phrase: Part | undefined;
    for (;;) {
      this.#take(SPACES);
      const from = this.#at;
      if (from >= this.#text.length || this.#isGroupEnd(from)) return alternatives;
      const keyword = this.#take(KEYWORD)?.[1];
      if (keyword === "OR") alternatives.push([]);
      if (keyword !== undefined) {
        phrase = undefined;
        continue;
      }
      const word = this.#word();
      if (word !== undefined && phrase) {
        phrase.to = this.#at;
        phrase.query = { kind: "text", text: this.#text.slice(phrase.from, this.#at) };
        continue;
      }
      const query: Query = word === undefined ? this.#term() : { kind: "text", text: word };
      const part = { query, from, to: this.#at };
      alternatives.at(-1)!.push(part);
      phrase = word === undefined ? undefined : part;
    }
  }

  /** A word that is no other term; undefined: it is one. */
  #word(): string | undefined {
    const [first, second = " "] = this.#text.slice(this.#at, this.#at + 2);
    if (first === '"') return undefined;
    if (first === "-" && !/[\s-]/.test(second) && !this.#isGroupEnd(this.#at + 1)) return undefined;
    if (first === "(" && second !== ")") return undefined;
    for (const term of [REGEX, NAME]) {
      term.lastIndex = this.#at;
      if (term.test(this.#text)) return undefined;
    }
    return this.#untilSpace();
  }

  #term(): Query {
    const from = this.#at;
    if (this.#text[from] === "-") {
      this.#at += 1;
      const word = this.#word();
      return { kind: "not", of: word === undefined ? this.#term() : { kind: "text", text: word } };
    }
    if (this.#text[from] === "(") return this.#group();
    const regex = this.#take(REGEX);
    if (regex) return { kind: "regex", source: this.#checked(regex[1]!, from) };
    const named = this.#take(QUOTED_NAME);
    if (named) return this.#field(unescaped(named[1]!), named[2]!, from);
    const name = this.#take(NAME);
    if (name) return this.#field(name[1]!, name[2]!, from);
    return { kind: "text", text: this.#quoted() };
  }

  #group(): Query {
    if (this.#groups === DEEPEST)
      throw new ProblemError({
        message: `Parentheses are nested more than ${DEEPEST} deep.`,
        at: this.#at,
      });
    this.#groups += 1;
    this.#at += 1;
    const alternatives = this.#alternatives();
    this.#at += 1; // in a text that ends before it, too
    this.#groups -= 1;
    return queryOf(alternatives);
  }

  #field(name: string, sign: string, from: number): Query {
    const operator = sign === "==" ? "=" : (sign as Operator);
    const isBare = this.#text[this.#at] !== '"';
    const value = this.#value(operator);
    const typed = this.#text.slice(from, this.#at);
    if (isBare && value === "*" && (operator === "=" || operator === "!=")) {
      const exists: Query = { kind: "field", name, operator: "exists", value, typed };
      return operator === "=" ? exists : { kind: "not", of: exists };
    }
    if (isBare && value.startsWith("(") && !value.endsWith(")"))
      throw new ProblemError({
        message: `\`${typed}\`: a field has one value; write (${name}${sign}a OR ${name}${sign}b), or quote the value.`,
        at: from,
      });
    const term: FieldTerm = { kind: "field", name, operator, value, typed };
    const problem = builtInProblem(term);
    if (problem) throw new ProblemError({ message: `\`${typed}\`: ${problem}.`, at: from });
    if (operator === "~") this.#checked(value, from);
    return term;
  }

  #value(operator: Operator): string {
    if (this.#text[this.#at] === '"') return this.#quoted();
    const regex = operator === "~" ? this.#take(REGEX) : undefined;
    return regex?.[1] ?? this.#untilSpace();
  }

  #quoted(): string {
    const [, text, end] = this.#take(QUOTED)!;
    this.#isOpen = end === "";
    return unescaped(text!);
  }

  /** Up to the next space, or the parenthesis that closes the group: one that closes one in the word is the word's. */
  #untilSpace(): string {
    const from = this.#at;
    for (let open = 0; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at]!;
      if (/\s/.test(character)) break;
      if (character === "(") open += 1;
      else if (character === ")" && open > 0) open -= 1;
      else if (this.#isGroupEnd(this.#at)) break;
    }
    return this.#text.slice(from, this.#at);
  }

  #checked(source: string, at: number): string {
    try {
      patternExpression({ text: source, regex: true, caseSensitive: true });
      return source;
    } catch (error) {
      const message = `\`${this.#text.slice(at, this.#at)}\`: the expression is not valid. ${(error as Error).message}.`;
      throw new ProblemError({ message, at });
    }
  }

  #isGroupEnd(at: number): boolean {
    return this.#groups > 0 && this.#text[at] === ")";
  }

  #take(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#text);
    if (found) this.#at = expression.lastIndex;
    return found ?? undefined;
  }
}

function queryOf(alternatives: Part[][]): Query {
  const some = alternatives.filter((parts) => parts.length > 0).map(allOf);
  return some.length === 1
    ? some[0]!
    : some.length === 0
      ? { kind: "all", of: [] }
      : { kind: "any", of: some };
}

function allOf(parts: Part[]): Query {
  return parts.length === 1 ? parts[0]!.query : { kind: "all", of: parts.map(({ query }) => query) };
}

function unescaped(text: string): string {
  return text.replace(/\\(["\\])/g, "$1");
}
