import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { QuietWatch } from "./quiet-watch.ts";

const NOW = Date.parse("2026-01-02T03:04:05Z");

describe("QuietWatch", () => {
  let told: unknown[];
  let watch: QuietWatch;
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW });
    told = [];
    watch = new QuietWatch((state) => told.push(state));
    watch.open();
  });
  afterEach(() => vi.useRealTimers());

  it("is live at first, and quiet since then when no line comes", () => {
    vi.advanceTimersByTime(4_999);
    expect(told).toEqual([{ kind: "live" }]);
    vi.advanceTimersByTime(1);
    expect(told).toEqual([{ kind: "live" }, { kind: "quiet", since: NOW }]);
    vi.advanceTimersByTime(60_000);
    expect(told.length).toBe(2);
  });

  it("stays live while lines come, and says it once", () => {
    for (let second = 0; second < 60; second++) {
      vi.advanceTimersByTime(1_000);
      watch.lines(undefined);
    }
    expect(told).toEqual([{ kind: "live" }]);
  });

  it("is quiet since the last line was written, by the clock that is behind", () => {
    watch.lines(NOW - 3_600_000);
    vi.advanceTimersByTime(5_000);
    expect(told.at(-1)).toEqual({ kind: "quiet", since: NOW - 3_600_000 });
    watch.lines(NOW + 3_600_000);
    expect(told.at(-1)).toEqual({ kind: "live" });
    vi.advanceTimersByTime(5_000);
    expect(told.at(-1)).toEqual({ kind: "quiet", since: NOW + 5_000 });
  });

  it("says nothing when closed, and knows when opened again how long it has been quiet", () => {
    watch.lines(undefined);
    watch.close();
    vi.advanceTimersByTime(10_000);
    expect(told).toEqual([{ kind: "live" }]);
    watch.open();
    vi.advanceTimersByTime(5_000);
    expect(told.slice(1)).toEqual([{ kind: "live" }, { kind: "quiet", since: NOW }]);
  });
});
