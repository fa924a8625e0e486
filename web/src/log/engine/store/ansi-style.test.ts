import { expect, it } from "vitest";
import { PLAIN, styleAfter } from "./ansi-style";

it("styleAfter is what a terminal goes on with in the next line", () => {
  expect(styleAfter("\x1b[31mred \x1b[1mbold", PLAIN)).toEqual({ color: 1, bold: true });
  expect(styleAfter("goes on", { color: 1 })).toEqual({ color: 1 });
  expect(styleAfter("ends \x1b[39m", { color: 1 })).toBe(PLAIN);
  expect(styleAfter("\x1b[31mred\x1b[0m", PLAIN)).toBe(PLAIN);
});
