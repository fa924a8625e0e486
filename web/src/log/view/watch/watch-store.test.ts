import { expect, it } from "vitest";
import { parseWatch } from "./watch-store";

it("a watch is read as it was saved", () => {
  const saved = { rules: ["level>=error", "a=1"], hidden: true, notify: true };
  expect(parseWatch(JSON.stringify(saved))).toEqual(saved);
});

it.each([null, "", "nonsense", "null", '{"rules":"x","hidden":1}', '{"rules":[1," "],"notify":"yes"}'])(
  "nothing is watched for by %j",
  (saved) => {
    expect(parseWatch(saved)).toEqual({ rules: [], hidden: false, notify: false });
  },
);

it("a rule is there once, and there are twenty at most", () => {
  const rules = Array.from({ length: 30 }, (_, n) => `a=${n >> 1}`);
  expect(parseWatch(JSON.stringify({ rules })).rules).toHaveLength(15);
  expect(parseWatch(JSON.stringify({ rules: rules.map((rule, n) => rule + n) })).rules).toHaveLength(20);
});
