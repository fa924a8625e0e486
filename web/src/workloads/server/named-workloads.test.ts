import { describe, expect, it } from "vitest";
import { MOST_LOGS, namedIds } from "./named-workloads";

describe("namedIds", () => {
  it.each<[string | string[] | undefined, string[]]>([
    [undefined, []],
    ["", []],
    ["a", ["a"]],
    [
      ["b", "a", "b", "", "a/ä"],
      ["b", "a", "a/ä"],
    ],
  ])("has each id of %j once, in its order", (value, ids) => {
    expect(namedIds(value)).toEqual({ ids, more: 0 });
  });

  it("says how many it leaves out", () => {
    const all = Array.from({ length: MOST_LOGS + 3 }, (_, index) => `w${index}`);
    expect(namedIds(all)).toEqual({ ids: all.slice(0, MOST_LOGS), more: 3 });
  });
});
