import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS, parseSettings, type Settings } from "./settings-store";

describe("parseSettings", () => {
  it("reads what was saved", () => {
    const settings: Settings = {
      time: "utc",
      clock: "line",
      events: false,
      wrap: false,
      limits: { lines: 10_000, bytes: 25_000_000 },
    };
    expect(parseSettings(JSON.stringify(settings))).toEqual(settings);
  });

  it.each([
    null,
    "",
    "nonsense",
    "null",
    "7",
    '{"time":"noon","clock":"sun","events":"all","wrap":1,"limits":{"lines":-1,"bytes":"x"}}',
  ])("takes the defaults for %j", (saved) => {
    expect(parseSettings(saved)).toEqual(DEFAULT_SETTINGS);
  });
});
