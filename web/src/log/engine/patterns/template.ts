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

/** For people: `GET /api/* 200 in * ms`. */
export function templateText({ tokens, fields, exception }: Template): string {
  const parts = [tokens.join(" ").replaceAll(PLACE, "*")];
  if (exception !== undefined) parts.push(exception);
  if (fields.length > 0) parts.push(`{${fields.join(", ")}}`);
  return parts.filter(Boolean).join(" ");
}

/** What tells whether a text has the form of a template, also of one that was made elsewhere: a pattern that is muted. */
export function matcher(template: Template): (text: string) => boolean {
  return (text) => {
    const { key, tokens } = formOf(text);
    return key === template.key && fits(template, tokens);
  };
}

/** Whether words are those of a template of as many, or stand where it has a place. */
export function fits(template: Template, tokens: Token[]): boolean {
  return template.tokens.every((own, index) => own === PLACE || own === tokens[index]!.form);
}
