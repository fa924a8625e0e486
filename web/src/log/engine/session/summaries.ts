import type { View } from "../find/view";
import type { Pattern } from "../patterns/pattern";
import { PatternTree } from "../patterns/pattern-tree";
import { templateText } from "../patterns/template";
import { type FieldFacet, type Level, LEVELS, type PatternSummaries } from "../protocol";
import { Facet, Facets } from "../query/facets";
import { plainText } from "../store/plain-text";
import type { StoredLine } from "../store/stored-row";

const SAMPLE_LINES = 5_000; // enough that a field of one line in a thousand is among them; some 30 ms
const MOST_PATTERNS = 300; // more than anybody reads
const SLICE_MS = 15; // in which no line can come in; after each a browser waits for 4 ms or more

/** What the view's lines have in common: read in slices, so that lines come in meanwhile. */
export class Summaries {
  readonly #view: View;

  constructor(view: View) {
    this.#view = view;
  }

  async fields(): Promise<FieldFacet[]> {
    const facets = new Facets();
    await this.#eachLine(SAMPLE_LINES, ({ text }) => facets.add(plainText(text)));
    return facets.all();
  }

  async facet(name: string): Promise<FieldFacet> {
    const facet = new Facet(name);
    await this.#eachLine(Infinity, ({ text }) => facet.add(plainText(text)));
    return facet.result();
  }

  async patterns(since = -Infinity): Promise<PatternSummaries> {
    const tree = new PatternTree();
    const told = new Map<Pattern, { before: number; level?: Level }>();
    await this.#eachLine(Infinity, ({ text, at, key, level }) => {
      const pattern = tree.add(plainText(text), key);
      const about = told.get(pattern);
      if (!about) told.set(pattern, { before: Number(at < since), level });
      else {
        if (at < since) about.before += 1;
        about.level = higher(about.level, level);
      }
    });
    const all = tree.patterns();
    const rest = all.slice(MOST_PATTERNS);
    return {
      patterns: all.slice(0, MOST_PATTERNS).map((pattern) => ({
        text: templateText(pattern.template),
        count: pattern.count,
        ...told.get(pattern)!,
        first: pattern.first,
        last: pattern.last,
        places: pattern.places(),
      })),
      others: {
        patterns: tree.leftOut.patterns + rest.length,
        lines: rest.reduce((lines, { count }) => lines + count, tree.leftOut.lines),
      },
    };
  }

  /** Hands over the last lines of the view as it is now, in their order. */
  async #eachLine(most: number, take: (line: StoredLine) => void): Promise<void> {
    this.#view.refresh();
    const { count } = this.#view;
    const rows = this.#view.rows(Math.max(0, count - most), count);
    let until = performance.now() + SLICE_MS;
    for (const row of rows) {
      if (performance.now() > until) {
        await new Promise((resolve) => setTimeout(resolve));
        until = performance.now() + SLICE_MS;
      }
      if (row.kind === "line") take(row);
    }
  }
}

function higher(a: Level | undefined, b: Level | undefined): Level | undefined {
  if (!a || !b) return a ?? b;
  return LEVELS.indexOf(a) >= LEVELS.indexOf(b) ? a : b;
}
