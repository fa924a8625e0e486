import { expect, it } from "vitest";
import { runs } from "./overview";

it("runs tells where there is something of a kind, parts beside each other as one", () => {
  expect(runs(Uint8Array.of(1, 3, 2, 0, 1), 1)).toEqual([
    [0, 2],
    [4, 5],
  ]);
  expect(runs(Uint8Array.of(1, 3, 2, 0, 1), 2)).toEqual([[1, 3]]);
});
