import { expect, it } from "vitest";
import { OVERVIEW } from "../protocol";
import { type StoredRow, storedLine } from "../store/stored-row";
import { overviewOf } from "./overview";

const line = (key: number, level?: "error" | "info"): StoredRow =>
  storedLine(key, {
    ...{ source: 0, at: 0, timed: false, toldAt: undefined, stream: undefined, level, cursor: undefined },
    text: "",
  });

it("overviewOf tells in which part of the view errors and hits are", () => {
  const rows = Array.from({ length: 500 }, (_, key) => line(key, key === 499 ? "error" : "info"));
  const view = { count: 500, forEach: (take: (row: StoredRow) => void) => rows.forEach(take) };
  const parts = overviewOf(view, ({ key }) => key === 100 || key === 498);
  expect([...parts.entries()].filter(([, part]) => part > 0)).toEqual([
    [50, OVERVIEW.hit],
    [249, OVERVIEW.error | OVERVIEW.hit],
  ]);
});
