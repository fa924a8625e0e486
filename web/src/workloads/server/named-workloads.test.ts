import { describe, expect, it } from "vitest";
import { allIds, MOST_LOGS, namedIds } from "./named-workloads";

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

describe("allIds", () => {
  it("has those that run before the others, and as many as can be followed", () => {
    const workload = (id: string, status: "running" | "failed") => ({ id, name: id, status });
    const ended = Array.from({ length: MOST_LOGS }, (_, index) => workload(`e${index}`, "failed"));
    const { ids, more } = allIds([...ended, workload("a", "running"), workload("b", "running")]);
    expect(ids.slice(0, 3)).toEqual(["a", "b", "e0"]);
    expect({ length: ids.length, more }).toEqual({ length: MOST_LOGS, more: 2 });
  });
});
