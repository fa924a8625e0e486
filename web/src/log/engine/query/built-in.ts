import { type Level, LEVELS, type StreamName } from "../protocol.ts";
import { levelOfWord } from "../store/level-words.ts";
import { COMPARING, type FieldTerm, type Operator } from "./query.ts";
import { timeSpan } from "./times.ts";

/** A line, as a query looks at it. */
export interface Candidate {
  /** Without escape sequences; of an event all its lines. */
  text: string;
  level?: Level;
  stream?: StreamName;
  /** The name of its workload. */
  workload: string;
  /** Milliseconds since the epoch. */
  at?: number;
}

/** What is known of a line besides its text. A field of the line's own that is called so is not asked. */
export const BUILT_IN = {
  level: "trace < debug < info < warn < error < fatal, or other",
  stream: "stdout or stderr",
  workload: "the name of what wrote it",
  time: "14:32, 2026-11-27T14:32, or -15m for a quarter of an hour ago",
  pattern: "lines of one form, as the list of patterns has it",
} as const;
export type BuiltIn = keyof typeof BUILT_IN;

export function isBuiltIn(name: string): name is BuiltIn {
  return Object.hasOwn(BUILT_IN, name);
}

/** What of `OPERATORS` can be asked of it. */
export const BUILT_IN_OPERATORS: Record<BuiltIn, readonly Operator[]> = {
  level: ["=", "!=", ":", ...COMPARING],
  stream: ["=", "!=", ":"],
  workload: ["=", "!=", ":", "~"],
  pattern: ["=", "!="],
  time: ["=", "!=", ...COMPARING],
};

/** What is wrong with a term of a built-in name, as a sentence; undefined: nothing. */
export function builtInProblem({ name, operator, value }: FieldTerm): string | undefined {
  if (!isBuiltIn(name) || operator === "exists") return undefined;
  const operators = BUILT_IN_OPERATORS[name];
  if (!operators.includes(operator)) return `a ${name} is compared by ${listed(operators)}`;
  if (name === "level" && value === "other" && COMPARING.some((one) => one === operator))
    return "other is above and below no level; level=other finds the lines without one";
  if (name === "level" && value !== "other" && !levelOfWord(value))
    return `a level is one of ${LEVELS.join(", ")}`;
  if (name === "stream" && value !== "stdout" && value !== "stderr") return "a stream is stdout or stderr";
  if (name === "time" && !timeSpan(value, 0)) return `a time is written as ${BUILT_IN.time}`;
  return undefined;
}

/**
 * The level of a line without one is `other`, which is in no order. A time that is written stands for its begin, but `=` is all
 * of the minute, or the day.
 */
export function levelTest({ operator, value }: FieldTerm): (line: Candidate) => boolean {
  if (operator === "exists") return ({ level }) => level !== undefined;
  const wanted = value === "other" ? undefined : levelOfWord(value);
  if (operator === "!=") return ({ level }) => level !== wanted;
  const rank = wanted && LEVELS.indexOf(wanted);
  if (rank === undefined) return ({ level }) => level === undefined;
  return ({ level }) => level !== undefined && holds(operator, LEVELS.indexOf(level) - rank);
}

export function timeTest({ operator, value }: FieldTerm, now: number): (line: Candidate) => boolean {
  if (operator === "exists") return ({ at }) => at !== undefined;
  const { from, to } = timeSpan(value, now)!;
  return ({ at }) => {
    if (at === undefined) return false;
    const during = at >= from && at < to;
    if (operator === "=" || operator === "!=") return during === (operator === "=");
    return holds(operator, at - from);
  };
}

/** Whether a comparison's result is what an operator asks for; `:` of what is a word of a few is `=`. */
export function holds(operator: Operator, order: number): boolean {
  switch (operator) {
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case "!=":
      return order !== 0;
    default:
      return order === 0;
  }
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
