import { formOf } from "./form.ts";
import { PLACE, type Token } from "./tokens.ts";

/** What the lines of a pattern have in common. */
export interface Template {
  /** The words, with `PLACE` where something varies. */
  tokens: string[];
  /** Names of the fields of their JSON, sorted. */
  fields: string[];
  /** The type of the exception below the first line. */
  exception?: string;
  /** What the words do not show besides: number of words, level, and so on. */
  key: string;
}

/** What a place is written as. */
const ANY = "*";

/** For people, and for `pattern=…` in a query: `GET /api/* 200 in * ms`. */
export function templateText(template: Template): string {
  return parts(template).join(" ");
}

function parts({ tokens, exception, fields }: Pick<Template, "tokens" | "exception" | "fields">): string[] {
  return [
    ...tokens.map((token) => token.replaceAll(PLACE, ANY)),
    exception ?? "",
    fields.length > 0 ? `{${fields.join(", ")}}` : "",
  ].filter(Boolean);
}

/** What tells whether a text has the form that `templateText` has written: a pattern that is muted, or the only one shown. */
export function formMatcher(written: string): (text: string) => boolean {
  return (text) => {
    const { tokens, ...form } = formOf(text);
    let rest = written;
    for (const part of parts({ tokens: tokens.map(({ form }) => form), ...form })) {
      const begin = begins(rest, part) ? part : ANY;
      if (!begins(rest, begin)) return false;
      rest = rest.slice(begin.length + 1);
    }
    return rest === "";
  };
}

/** Whether a text begins with a part that ends there, or before a space. */
function begins(text: string, part: string): boolean {
  return text.startsWith(part) && (text.length === part.length || text[part.length] === " ");
}

/** Whether words are those of a template of as many, or stand where it has a place. */
export function fits(template: Template, tokens: Token[]): boolean {
  return template.tokens.every((own, index) => own === PLACE || own === tokens[index]!.form);
}
