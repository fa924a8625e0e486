import { describe, expect, it } from "vitest";
import type { Source } from "@/log/engine/protocol";
import {
  filterOf,
  isFilterOf,
  isFiltering,
  NO_QUERY,
  type Query,
  readQuery,
  withoutFilter,
  writeQuery,
} from "./url-state";

const SOURCES: Source[] = ["a", "b", "c"].map((id) => ({ id, name: id, url: id }));

const EVERYTHING: Query = {
  find: { text: "a b&c=d #?%", regex: true, caseSensitive: true },
  filter: { text: "^\\d+ (x|y)$", regex: true, caseSensitive: true },
  levels: ["error", "warn", "other"],
  stream: "stderr",
  sources: ["a", "c"],
  context: 3,
  from: Date.UTC(2026, 2, 1, 12),
  to: Date.UTC(2026, 2, 1, 12, 0, 5, 250),
  columns: ["status", "user.id"],
  hidden: ["pid", "a&b"],
};

describe("the query in a page's address", () => {
  it("comes back as it was written", () => {
    expect(readQuery(new URLSearchParams(writeQuery(EVERYTHING, new URLSearchParams())))).toEqual(EVERYTHING);
    expect(readQuery(new URLSearchParams(writeQuery(NO_QUERY, new URLSearchParams())))).toEqual(NO_QUERY);
  });

  it("is short and can be read", () => {
    const query = {
      ...NO_QUERY,
      find: { text: "timeout", regex: true, caseSensitive: false },
      levels: ["error", "warn"],
    } as Query;
    expect(writeQuery(query, new URLSearchParams())).toBe("find=timeout&re=1&level=error,warn");
    expect(writeQuery(NO_QUERY, new URLSearchParams())).toBe("");
    expect(writeQuery({ ...NO_QUERY, from: 0, columns: ["status", "took"] }, new URLSearchParams())).toBe(
      "from=1970-01-01T00:00:00.000Z&column=status&column=took",
    );
  });

  it("leaves alone what it knows nothing of, and takes away what no longer holds", () => {
    const before = new URLSearchParams("w=a&w=b&find=old&level=error&source=a");
    expect(writeQuery(NO_QUERY, before)).toBe("w=a&w=b");
  });

  it.each([
    ["level=nonsense,error,fatal", { levels: ["error"] }],
    ["stream=stdin", { stream: undefined }],
    ["from=noon&to=2026-03-01T12:00:00Z", { from: undefined, to: Date.UTC(2026, 2, 1, 12) }],
    [
      "column=1&column=2&column=3&column=4&column=5&column=6&column=7&column=8&column=9",
      { columns: [..."12345678"] },
    ],
    ["context=11", { context: 10 }],
    ["context=-1", { context: 0 }],
    ["context=2.5", { context: 0 }],
    ["context=x", { context: 0 }],
    ["re=yes", { find: NO_QUERY.find }],
  ])("means nothing by %s that there is not", (search, expected) => {
    expect(readQuery(new URLSearchParams(search))).toMatchObject(expected);
  });
});

describe("filterOf", () => {
  it("says in the worker's words what the reader has chosen", () => {
    expect(filterOf(EVERYTHING, SOURCES)).toEqual({
      pattern: EVERYTHING.filter,
      levels: ["error", "fatal", "warn", "other"],
      streams: ["stderr"],
      sources: [0, 2],
      context: 3,
      from: EVERYTHING.from,
      to: EVERYTHING.to,
    });
  });

  it("lets everything through if nothing is chosen, or only workloads that are not there", () => {
    expect(JSON.stringify(filterOf(NO_QUERY, SOURCES))).toBe('{"context":0}');
    expect(filterOf({ ...NO_QUERY, sources: ["gone"] }, SOURCES).sources).toBeUndefined();
  });

  it("asks for no context where there is no hit for it to be around", () => {
    expect(filterOf({ ...NO_QUERY, sources: ["a"], context: 5 }, SOURCES).context).toBe(0);
  });
});

describe("withoutFilter", () => {
  it("shows all lines of the same workloads, and goes on searching", () => {
    const { find, sources, columns, hidden } = EVERYTHING;
    expect(withoutFilter(EVERYTHING)).toEqual({ ...NO_QUERY, find, sources, columns, hidden });
    expect(isFiltering(EVERYTHING)).toBe(true);
    expect(isFiltering(withoutFilter(EVERYTHING))).toBe(false);
  });
});

it("a filter is the query's as the worker tells it, and not when something has been typed since", () => {
  const told = structuredClone(filterOf(EVERYTHING, SOURCES));
  expect(isFilterOf(EVERYTHING, SOURCES, told)).toBe(true);
  expect(isFilterOf({ ...EVERYTHING, find: NO_QUERY.find, hidden: [] }, SOURCES, told)).toBe(true);
  const filter = { ...EVERYTHING.filter, text: "x" };
  for (const change of [{ filter }, { context: 0 }, { sources: [] }, { to: undefined }])
    expect(isFilterOf({ ...EVERYTHING, ...change }, SOURCES, told)).toBe(false);
});
