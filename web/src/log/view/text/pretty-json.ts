import { shownValue } from "@/log/engine/store/json-source";

export interface JsonToken {
  kind: "name" | "string" | "literal" | "punctuation";
  text: string;
  /** Where it is in the source, from its begin to its end; of punctuation of no use. */
  from: number;
  to: number;
  /** Of a value: the name of the field that it is, as `fieldsOf` has it. */
  field?: string;
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const INDENT = "  ";
const DEEPEST = 40; // levels indented: with each a little more, 30,000 brackets would be a gigabyte of spaces

/**
 * The source of a JSON value, indented. From the source, not from the parsed value, which would lose the digits of large numbers
 * and names that occur twice. Line breaks in strings (stack traces) become line breaks.
 */
export function prettyJson(source: string): JsonToken[] {
  const tokens: JsonToken[] = [];
  const punctuation = (text: string) => {
    const last = tokens.at(-1);
    if (last?.kind === "punctuation") last.text += text;
    else tokens.push({ kind: "punctuation", text, from: 0, to: 0 });
  };
  let depth = 0;
  /** Of what is open around: the name that it is the value of. An element of an array has the array's. */
  const path: string[] = [];
  let name = "";
  const field = () => [...path, name].filter((part) => part !== "").join(".");
  const indent = (levels: number) => INDENT.repeat(Math.min(levels, DEEPEST));
  const line = () => punctuation(`\n${indent(depth)}`);
  const parts = [...source.matchAll(TOKEN)];
  parts.forEach(({ 0: part, index: from }, index) => {
    const [next] = parts[index + 1] ?? [];
    const place = { from, to: from + part.length };
    if (part === "{" || part === "[") {
      punctuation(part);
      path.push(name);
      name = "";
      if (next === "}" || next === "]") return;
      depth++;
      line();
    } else if (part === "}" || part === "]") {
      path.pop();
      name = "";
      const [opened] = parts[index - 1] ?? [];
      if (opened !== "{" && opened !== "[") {
        depth--;
        line();
      }
      punctuation(part);
    } else if (part === ",") {
      punctuation(part);
      line();
    } else if (part === ":") punctuation(": ");
    else if (!part.startsWith('"')) tokens.push({ kind: "literal", text: part, ...place, field: field() });
    else if (next === ":") {
      name = shownValue(part);
      tokens.push({ kind: "name", text: part, ...place });
    } else {
      const text = withLineBreaks(part, indent(depth + 1));
      tokens.push({ kind: "string", text, ...place, field: field() });
    }
  });
  return tokens;
}

function withLineBreaks(literal: string, indent: string): string {
  if (!literal.includes("\\n")) return literal;
  // An escaped backslash before an n is no line break.
  return literal.replace(/\\(.)/g, (escape, letter) =>
    letter === "n" ? `\n${indent}` : letter === "t" ? "\t" : escape,
  );
}
