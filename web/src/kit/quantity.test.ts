import { expect, it } from "vitest";
import { count } from "./quantity";

it("a number has a comma before each three digits from its end", () => {
  const numbers = [0, 999, 1_000, 12_345, 123_456, 1_234_567];
  expect(numbers.map(count)).toEqual(["0", "999", "1,000", "12,345", "123,456", "1,234,567"]);
});
