import { describe, expect, it } from "vitest";
import type { Source } from "@/log/engine/protocol";
import { fragmentOf, sharedLine } from "./share-link";

const sources = (...ids: string[]): Source[] => ids.map((id) => ({ id, name: id, url: id }));
const ONE = sources("api");
const TWO = sources("api", "team/ä b%2f");

describe("a link to a line", () => {
  it.each([
    [ONE, { source: 0, cursor: "eccbc43e-46" }, "#eccbc43e-46"],
    [ONE, { source: 0, cursor: "a/b#c %" }, "#a%2Fb%23c%20%25"],
    [TWO, { source: 1, cursor: "x/1" }, "#team%2F%C3%A4%20b%252f/x%2F1"],
  ])("of %j is read as it was made", (sources, line, fragment) => {
    expect(fragmentOf(line, sources)).toBe(fragment);
    expect(sharedLine(fragment, sources)).toEqual(line);
  });

  it("that names its workload is good on a page of that one only", () => {
    expect(sharedLine("#api/c", ONE)).toEqual({ source: 0, cursor: "c" });
  });

  it.each(["", "#", "#other/c", "#api/", "#a/b/c", "#%"])("is not what %j is", (fragment) => {
    expect(sharedLine(fragment, TWO)).toBeUndefined();
  });
});
