import { describe, expect, it } from "vitest";
import type { Pattern } from "../protocol";
import { LineStore } from "../store/line-store";
import type { StoredLine } from "../store/stored-row";
import { inPlaceFinder } from "../testing/in-place-finder";
import { Finder } from "./finder";
import { MatchIndex } from "./match-index";
import { patternMatcher } from "./matcher";

const plain = (text: string): Pattern => ({ text, regex: false, caseSensitive: true });

function setUp() {
  const store = new LineStore({ lines: Infinity, bytes: Infinity });
  const index = new MatchIndex(store, patternMatcher(new Finder(inPlaceFinder)), "search", () => {});
  const addLines = (count: number, text: string) => {
    for (let number = 0; number < count; number++) {
      store.addLine({
        source: 0,
        at: 0,
        timed: false,
        toldAt: undefined,
        stream: undefined,
        level: undefined,
        cursor: undefined,
        text,
      });
    }
  };
  const lines = () => store.chunks.flatMap(({ rows }) => rows) as StoredLine[];
  const known = () => lines().map((line) => index.matches(line));
  return { store, index, addLines, lines, known };
}

describe("MatchIndex", () => {
  it("looks through the newest lines first", async () => {
    const { index, addLines, known } = setUp();
    addLines(20_000, "hit");
    index.setPattern(plain("hit"));
    await index.progress();
    expect(known().indexOf(true)).toBe(15_000);
    expect(known().lastIndexOf(undefined)).toBe(14_999);
    while (index.searching) await index.progress();
    expect(new Set(known())).toEqual(new Set([true]));
  });

  it("gets to the oldest lines although new ones keep coming", async () => {
    const { index, addLines, known } = setUp();
    addLines(20_000, "old");
    index.setPattern(plain("old"));
    for (let batch = 0; batch < 5; batch++) {
      addLines(500, "new");
      await index.progress();
    }
    expect(known()[0]).toBe(true);
  });

  it("forgets what another pattern has found, also that of a batch which is under way", async () => {
    const { index, addLines, known } = setUp();
    addLines(10, "first");
    addLines(10, "second");
    index.setPattern(plain("first"));
    index.setPattern(plain("second"));
    while (index.searching) await index.progress();
    expect(known()).toEqual([...Array(10).fill(false), ...Array(10).fill(true)]);
    expect(index.problem).toBeUndefined();
  });

  it("matches the text as a terminal shows it", async () => {
    const { index, addLines, known } = setUp();
    addLines(1, "10 %\r\x1b[1mdo\x1b[0mne");
    index.setPattern({ text: "^done$", regex: true, caseSensitive: true });
    while (index.searching) await index.progress();
    expect(known()).toEqual([true]);
  });

  it("gives up a pattern that takes too long, and does what it is asked next", async () => {
    const store = new LineStore({ lines: Infinity, bytes: Infinity });
    let spawned = 0;
    // Stands in for a worker that is busy for ever; the finder's own test has a real one.
    const spawn = () => {
      const finder = inPlaceFinder();
      const never = new Promise<never>(() => {});
      return spawned++ === 0
        ? { ...finder, remote: { ...finder.remote, findLines: () => never } as never }
        : finder;
    };
    const index = new MatchIndex(store, patternMatcher(new Finder(spawn)), "search", () => {});
    const line = {
      source: 0,
      at: 0,
      timed: false as const,
      toldAt: undefined,
      stream: undefined,
      level: undefined,
      cursor: undefined,
    };
    store.addLine({ ...line, text: "aaa" });
    index.setPattern({ text: "(a+)+$", regex: true, caseSensitive: true });
    while (index.problem === undefined) await index.progress();
    expect(index.problem).toBe("The expression takes too long.");
    expect(index.searching).toBe(false);

    index.setPattern(plain("aa"));
    while (index.searching) await index.progress();
    expect(index.problem).toBeUndefined();
    expect(index.matches(store.chunks[0]!.rows[0] as StoredLine)).toBe(true);
  });
});
