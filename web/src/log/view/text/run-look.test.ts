import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Rgb } from "@/log/engine/store/ansi-style";
import { contrast, readableOn, runLook } from "./run-look";

const CSS = readFileSync(path.join(import.meta.dirname, "../../../app/globals.css"), "utf8");
/** The values of a colour of the theme, in the light scheme and in the dark one. */
const theme = (name: string) =>
  [...CSS.matchAll(new RegExp(`^ *--${name}: #(\\w{6});`, "gm"))].map(([, hex]) => rgb(hex!));
const rgb = (hex: string): Rgb =>
  [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;

const THEME = ["text", "muted", "bad", "good", "warn", "accent", "magenta", "cyan"];

/** One colour of each region of the RGB cube. */
const COLORS: Rgb[] = [0, 51, 102, 153, 204, 255].flatMap((r) =>
  [0, 51, 102, 153, 204, 255].flatMap((g) => [0, 51, 102, 153, 204, 255].map((b) => [r, g, b] as const)),
);

describe("runLook", () => {
  it("gives every colour of a program enough contrast with everything behind a row, in both schemes", () => {
    const behind = ["page", "raised", "stderr", "current-row"].map(theme);
    for (const color of COLORS) {
      const shown = runLook({ color }).style!.color!.match(/light-dark\(#(\w{6}), #(\w{6})\)/)!;
      for (const [light, dark] of behind) {
        expect(contrast(rgb(shown[1]!), light!)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(rgb(shown[2]!), dark!)).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it("gives text on a program's background enough contrast, and leaves the background", () => {
    for (const background of COLORS) {
      const { color, backgroundColor } = runLook({ color: [120, 120, 120], background }).style!;
      expect(rgb(backgroundColor!.slice(1))).toEqual(background);
      expect(contrast(rgb(color!.slice(1)), background)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("gives the sixteen colours, hits and the names of workloads enough contrast", () => {
    const pairs = [
      ["on-hit", "hit"],
      ["on-hit-current", "hit-current"],
      ...[...[0, 1, 2, 3, 4, 5, 6, 7].map((source) => `source-${source}`), ...THEME].flatMap((front) =>
        ["page", "raised", "stderr", "current-row"].map((behind) => [front, behind]),
      ),
    ] as [string, string][];
    for (const [front, behind] of pairs) {
      for (const scheme of [0, 1]) {
        expect(
          contrast(theme(front)[scheme]!, theme(behind)[scheme]!),
          `${front} on ${behind}`,
        ).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it("takes the sixteen colours from the theme", () => {
    expect(runLook({ color: 1, bold: true })).toEqual({ className: "font-bold text-bad", style: undefined });
    expect(runLook({ color: 9 }).className).toBe("text-bad");
  });

  it("turns colours around for inverse text", () => {
    expect(runLook({ color: [255, 0, 0], inverse: true }).style!.backgroundColor).toBe("#ff0000");
    expect(runLook({ inverse: true }).className).toBe("log-inverse");
  });
});

describe("readableOn", () => {
  it("leaves a colour alone that can be read", () => {
    expect(readableOn([255, 255, 255], [120, 0, 0])).toEqual([120, 0, 0]);
  });

  it("moves another only as far as it must", () => {
    const shown = readableOn([255, 255, 255], [255, 255, 0]);
    expect(contrast(shown, [255, 255, 255])).toBeLessThan(4.8);
    expect(shown[2]).toBe(0); // still a yellow
  });
});
