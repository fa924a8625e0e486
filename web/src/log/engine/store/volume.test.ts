import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Level, VOLUME_CLASSES } from "../protocol";
import { type StoredRow, storedLine } from "./stored-row";
import { volumeOf } from "./volume";

const line = (at: number, level?: Level): StoredRow =>
  storedLine(0, {
    source: 0,
    at,
    timed: "backend",
    toldAt: undefined,
    stream: undefined,
    level,
    cursor: undefined,
    text: "",
  });

describe("volumeOf", () => {
  it("counts by class: fatal as error, trace as debug", () => {
    const levels = ["fatal", "error", "warn", "info", undefined, "debug", "trace"] as const;
    const rows = [...levels.map((level) => line(0, level)), line(3, "warn")];
    expect(volumeOf(rows)).toEqual({
      from: 0,
      to: 4,
      // error, warn, info, debug, other
      counts: Uint32Array.of(...[2, 1, 1, 2, 1], ...[0, 0, 0, 0, 0], ...[0, 0, 0, 0, 0], ...[0, 1, 0, 0, 0]),
    });
  });

  it("begins its columns at round times, so that a line stays in its column while the log grows", () => {
    const begin = Date.UTC(2026, 2, 1, 12, 0, 7);
    const volume = volumeOf([line(begin), line(begin + 30 * 60_000)])!;
    expect(new Date(volume.from).toISOString()).toBe("2026-03-01T12:00:00.000Z");
    expect((volume.to - volume.from) / (volume.counts.length / VOLUME_CLASSES.length)).toBe(10_000);
  });

  it("has nothing to show without a line", () => {
    const gap: StoredRow = {
      kind: "gap",
      key: 0,
      source: 0,
      at: 5,
      missed: 1,
      state: "lost",
      after: undefined,
    };
    expect(volumeOf([gap])).toBeUndefined();
  });

  it("has every line in one of at most 240 columns", () => {
    const times = fc.array(fc.integer({ min: 0, max: 2 ** 42 }), { minLength: 1 });
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 1e9 }), (times, unit) => {
        const rows = times.map((time) => line(time % unit));
        const { counts, from, to } = volumeOf(rows)!;
        expect(counts.length / VOLUME_CLASSES.length).toBeLessThanOrEqual(240);
        expect(counts.reduce((sum, count) => sum + count)).toBe(times.length);
        expect(from).toBeLessThanOrEqual(Math.min(...rows.map(({ at }) => at)));
        expect(to).toBeGreaterThan(Math.max(...rows.map(({ at }) => at)));
      }),
    );
  });
});
