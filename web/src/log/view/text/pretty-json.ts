export interface JsonToken {
  kind: "name" | "string" | "literal" | "punctuation";
  text: string;
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
    else tokens.push({ kind: "punctuation", text });
  };
  let depth = 0;
  const indent = (levels: number) => INDENT.repeat(Math.min(levels, DEEPEST));
  const line = () => punctuation(`\n${indent(depth)}`);
  const parts = source.match(TOKEN) ?? [];
  parts.forEach((part, index) => {
    const next = parts[index + 1];
    if (part === "{" || part === "[") {
      punctuation(part);
      if (next === "}" || next === "]") return;
      depth++;
      line();
    } else if (part === "}" || part === "]") {
      const opened = parts[index - 1];
      if (opened !== "{" && opened !== "[") {
        depth--;
        line();
      }
      punctuation(part);
    } else if (part === ",") {
      punctuation(part);
      line();
    } else if (part === ":") punctuation(": ");
    else if (!part.startsWith('"')) tokens.push({ kind: "literal", text: part });
    else if (next === ":") tokens.push({ kind: "name", text: part });
    else tokens.push({ kind: "string", text: withLineBreaks(part, indent(depth + 1)) });
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
