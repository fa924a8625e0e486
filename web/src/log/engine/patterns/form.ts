import { beginOfJson } from "../query/fields.ts";
import { messageOf } from "../store/json-message.ts";
import { members, shownValue } from "../store/json-source.ts";
import { METHOD_ALONE, type Token, tokensOf } from "./tokens.ts";

/** What a text is made of, as far as patterns go by it. */
export interface Form extends Content {
  /** Names of the fields of its JSON, sorted. */
  fields: string[];
  /**
   * What texts of one form have in common, however like each other they are: number of words, status, level, names of fields,
   * exception.
   */
  key: string;
  /** The first word behind the head, or a request's method: mostly in common, too. */
  word: string;
  /** How many words stand before what the line says: time, host, program, level, thread, logger. */
  head: number;
}

interface Content {
  tokens: Token[];
  /** The type of the exception whose stack trace is below its first line. */
  exception?: string;
}

// A line of JSON as long as this takes 1 ms to read.
const MOST_CHARACTERS = 65_536;
const TRACEBACK = "Traceback (most recent call last)";
// A traceback's end is its exception, whose message is seldom longer.
const TRACEBACK_END = 4_000;
const EXCEPTION = /^(?:Caused by: )?((?:[\w$]+\.)*[\w$]*(?:Exception|Error))\b/m;
// What is thrown stands in the first lines, before its stack.
const STACK_BEGIN = 2_000;

/**
 * The form of a line: its words; of JSON those before it and of its message, and the names of its fields. Of an event of several lines that of the
 * first, and the type of the exception below it; of a Python traceback that of the exception at its end.
 */
export function formOf(text: string): Form {
  const read = text.length > MOST_CHARACTERS ? text.slice(0, MOST_CHARACTERS) : text;
  const begin = beginOfJson(read);
  if (begin === undefined || read.lastIndexOf("\n", begin) !== -1) return withKey(contentOf(read), []);
  const all = [...members(read.slice(begin))];
  const message = messageOf(all);
  const content = contentOf(message ? shownValue(message.value) : "");
  if (begin > 0) content.tokens.unshift(...tokensOf(read.slice(0, begin)));
  return withKey(content, [...new Set(all.map(({ name }) => name))].sort());
}

function contentOf(text: string): Content {
  const lineEnd = text.indexOf("\n");
  if (lineEnd === -1) return { tokens: tokensOf(text) };
  const first = text.slice(0, lineEnd);
  if (first.includes(TRACEBACK)) {
    const last = text
      .slice(-TRACEBACK_END)
      .split("\n")
      .findLast((line) => /^\S/.test(line));
    return { tokens: tokensOf(last ?? first) };
  }
  const exception = EXCEPTION.exec(text.slice(lineEnd + 1, lineEnd + STACK_BEGIN))?.[1];
  return { tokens: tokensOf(first), exception };
}

const HEAD_TOKENS = 10; // a longer head nobody writes
const HEAD_END = /^(?:[-|]|.*:)$/; // a separator, or the name of a program or a logger
const LEVEL =
  /^[[(<]?(?:level=)?(?:trace|debug|info|notice|warn|warning|err|error|crit|critical|fatal|panic)[\])>:,|]*$/i;
const LETTERS = /^["']?[A-Za-z]+[:,.]?$/;

function withKey({ tokens, exception }: Content, fields: string[]): Form {
  let [head, status, level] = [0, "", ""];
  let method: string | undefined;
  for (let index = 0; index < tokens.length; index++) {
    const { text, form } = tokens[index]!;
    if (form.length === 3 && /^\d/.test(form)) status ||= form; // any other number is a place
    if (index >= HEAD_TOKENS) continue;
    const isLevel = level === "" && LEVEL.test(text);
    if (isLevel) level = text;
    if (isLevel || HEAD_END.test(text)) head = index + 1;
    if (METHOD_ALONE.test(text)) method ??= text;
  }
  if (head === tokens.length) head = 0;
  let first = head;
  while (first < tokens.length && first < head + HEAD_TOKENS && !LETTERS.test(tokens[first]!.form))
    first += 1;
  const word = method ?? tokens[first]?.form ?? "";
  const key = `${tokens.length} ${status} ${level} ${exception ?? ""} ${fields.join()}`;
  return { tokens, fields, exception, key, word, head };
}
