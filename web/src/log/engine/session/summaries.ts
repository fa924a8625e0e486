import type { View } from "../find/view";
import type { FieldFacet } from "../protocol";
import { Facet, Facets } from "../query/facets";
import { plainText } from "../store/plain-text";
import type { StoredLine } from "../store/stored-row";

const SAMPLE_LINES = 5_000; // enough that a field of one line in a thousand is among them; some 30 ms
const SLICE_LINES = 2_000; // some 10 ms, in which no line can come in

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

  /** Hands over the last lines of the view as it is now, in their order. */
  async #eachLine(most: number, take: (line: StoredLine) => void): Promise<void> {
    this.#view.refresh();
    const { count } = this.#view;
    const rows = this.#view.rows(Math.max(0, count - most), count);
    for (let from = 0; from < rows.length; from += SLICE_LINES) {
      if (from > 0) await new Promise((resolve) => setTimeout(resolve));
      for (const row of rows.slice(from, from + SLICE_LINES)) if (row.kind === "line") take(row);
    }
  }
}
