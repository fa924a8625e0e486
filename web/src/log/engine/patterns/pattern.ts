import type { Form } from "./form.ts";
import type { PlaceSpread } from "../protocol.ts";
import { Spread } from "./spread.ts";
import { fits, type Template } from "./template.ts";
import { PLACE } from "./tokens.ts";

/** Lines of one form. */
export class Pattern {
  /** Unique in its tree. */
  readonly id: number;
  readonly template: Template;
  count = 0;
  /** Keys of the first and the last of its lines: the least and the greatest. */
  first = Infinity;
  last = -Infinity;
  /** For each word those of its places. */
  readonly #spreads: Spread[][];

  constructor(id: number, { tokens, fields, exception, key }: Form) {
    this.id = id;
    this.template = { key, tokens: tokens.map(({ form }) => form), fields };
    if (exception !== undefined) this.template.exception = exception;
    this.#spreads = tokens.map(({ values }) => values.map(() => new Spread()));
  }

  /** What its places have been, from left to right. */
  places(): PlaceSpread[] {
    return this.#spreads.flatMap((spreads) => spreads.map((spread) => spread.result()));
  }

  /** Whether it has each word of a form, or a place for it. */
  fits({ tokens }: Form): boolean {
    return fits(this.template, tokens);
  }

  /**
   * Which part of the words a form has in common with it, from 0 to 1. What surely varies does not count, nor does what heads have in
   * common: it is the same in most lines of a program.
   */
  likeness({ tokens, head }: Form): number {
    let [same, words] = [0, 0];
    for (let index = 0; index < tokens.length; index++) {
      const own = this.template.tokens[index]!;
      const { form } = tokens[index]!;
      if (own === form && (form === PLACE || index < head)) continue;
      words += 1;
      if (own === form) same += 1;
    }
    return words === 0 ? 1 : same / words;
  }

  /** Makes of the words that a form has not a place. */
  widen({ tokens }: Form): void {
    const own = this.template.tokens;
    for (let index = 0; index < tokens.length; index++) {
      const form = own[index]!;
      if (form === PLACE || form === tokens[index]!.form) continue;
      own[index] = PLACE;
      const spread = new Spread();
      // A word that had places itself: what stood in these is lost for the whole.
      if (!form.includes(PLACE)) spread.add(form, this.count);
      this.#spreads[index] = [spread];
    }
  }

  /** Counts a line whose form it has. */
  add({ tokens }: Form, key: number): void {
    this.count += 1;
    if (key < this.first) this.first = key;
    if (key > this.last) this.last = key;
    for (let index = 0; index < tokens.length; index++) {
      const spreads = this.#spreads[index]!;
      if (spreads.length === 0) continue;
      const { text, form, values } = tokens[index]!;
      if (this.template.tokens[index] === PLACE) spreads[0]!.add(form === PLACE ? values[0]! : text);
      else for (let place = 0; place < spreads.length; place++) spreads[place]!.add(values[place]!);
    }
  }
}
