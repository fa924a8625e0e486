import { type Form, formOf } from "./form.ts";
import { Pattern } from "./pattern.ts";

const MOST_PATTERNS = 1_000; // more than anybody reads
const AT_ONCE = 100; // to look for the rarest costs as much as some thousand lines
const MOST_IN_LEAF = 20; // a line of a new form is compared with each: 5 µs
// A hundred first words, and further ones are taken for something that varies, such as a name: as He et al. have it.
const MOST_WORDS = 100;
const ANY_WORD = "*";
const MOST_KNOWN = 5_000; // forms; 10 MB if each is as long as can be
// Two lines of one pattern have more than this part of their words in common: as in Drain3.
const UNLIKE = 0.4;

/** What leads to a pattern. */
type Way = Pick<Form, "key" | "word">;

/**
 * Groups lines by their form, as they come: Drain (He, Zhu, Zheng, Lyu: An Online Log Parsing Approach with Fixed Depth Tree, ICWS
 * 2017). What surely varies in a line is taken out first. A tree of two steps, by what lines of one form surely have in common and
 * by their first word, leads to a few patterns; the likest takes the line in, and has a place where the line differs.
 *
 * Keeps at most 1,000 patterns: the rarest go. 200,000 lines take about a second.
 */
export class PatternTree {
  readonly #ways = new Map<Pattern, Way>();
  /** By key and word. */
  readonly #words = new Map<string, Map<string, Pattern[]>>();
  /** Pattern of each form that has come: most lines are of one that has. */
  readonly #known = new Map<string, Pattern>();
  #lastId = 0;

  /** Patterns that are no longer kept, and how many lines they had. */
  readonly leftOut = { patterns: 0, lines: 0 };

  /** The pattern of a line, which counts it. `key`: the line's, greater than that of a line before it. */
  add(text: string, key: number): Pattern {
    const form = formOf(text);
    const name = nameOf(form);
    const pattern = this.#known.get(name) ?? this.#likest(form) ?? this.#create(form);
    if (this.#known.size === MOST_KNOWN) this.#known.clear();
    this.#known.set(name, pattern);
    pattern.add(form, key);
    return pattern;
  }

  /** The pattern of a text, if there is one; counts nothing. */
  patternOf(text: string): Pattern | undefined {
    const form = formOf(text);
    return this.#known.get(nameOf(form)) ?? this.#leaf(form).find((pattern) => pattern.fits(form));
  }

  /** The most frequent first. */
  patterns(): Pattern[] {
    return [...this.#ways.keys()].sort((a, b) => b.count - a.count);
  }

  #leaf({ key, word }: Form): Pattern[] {
    const words = this.#words.get(key);
    return words?.get(word) ?? words?.get(ANY_WORD) ?? [];
  }

  /** The one that has the form already, or is like enough and made wide enough. */
  #likest(form: Form): Pattern | undefined {
    let [likest, most]: [Pattern | undefined, number] = [undefined, UNLIKE];
    for (const pattern of this.#leaf(form)) {
      if (pattern.fits(form)) return pattern;
      const likeness = pattern.likeness(form);
      if (likeness > most) [likest, most] = [pattern, likeness];
    }
    likest?.widen(form);
    return likest;
  }

  #create(form: Form): Pattern {
    if (this.#ways.size === MOST_PATTERNS) this.#drop([...this.#ways.keys()].sort(byCount).slice(0, AT_ONCE));
    const leaf = this.#leaf(form);
    if (leaf.length === MOST_IN_LEAF) this.#drop(leaf.toSorted(byCount).slice(0, 1));
    const words = this.#words.get(form.key) ?? new Map<string, Pattern[]>();
    this.#words.set(form.key, words);
    const word = words.has(form.word) || words.size < MOST_WORDS ? form.word : ANY_WORD;
    const pattern = new Pattern(++this.#lastId, form);
    words.set(word, [...(words.get(word) ?? []), pattern]);
    this.#ways.set(pattern, { key: form.key, word });
    return pattern;
  }

  #drop(patterns: Pattern[]): void {
    this.#known.clear();
    for (const pattern of patterns) {
      const { key, word } = this.#ways.get(pattern)!;
      this.#ways.delete(pattern);
      this.leftOut.patterns += 1;
      this.leftOut.lines += pattern.count;
      const words = this.#words.get(key)!;
      const others = words.get(word)!.filter((other) => other !== pattern);
      if (others.length > 0) words.set(word, others);
      else words.delete(word);
      if (words.size === 0) this.#words.delete(key);
    }
  }
}

/** The rarest first, and of these the one that has not come for longest. */
function byCount(a: Pattern, b: Pattern): number {
  return a.count - b.count || a.last - b.last;
}

function nameOf({ tokens, key, word }: Form): string {
  let name = `${key} ${word}`;
  for (const { form } of tokens) name += ` ${form}`;
  return name;
}
