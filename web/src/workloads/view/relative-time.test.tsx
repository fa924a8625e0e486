import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { RelativeTime } from "./relative-time";

const time = "2026-01-02T03:04:05.000Z";

describe("RelativeTime", () => {
  it.each([
    [0, "just now"],
    [-900, "just now"],
    [1_000, "1 s ago"],
    [59_999, "59 s ago"],
    [60_000, "1 min ago"],
    [7_300_000, "2 h ago"],
    [900_000_000, "10 d ago"],
    [-5_000, "in 5 s"],
  ])("says %d ms after the time: %s", (ms, text) => {
    expect(renderToStaticMarkup(<RelativeTime time={time} now={Date.parse(time) + ms} />)).toBe(
      `<time dateTime="${time}" title="${time}">${text}</time>`,
    );
  });
});
