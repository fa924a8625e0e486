import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Refusal } from "../problem.ts";
import { assertStraightPath, path } from "./path.ts";

describe("path", () => {
  test("a value becomes one segment, whatever it holds", () => {
    expect(path`/v1/workloads/${"a/b?c#d e%é"}/logs`).toBe("/v1/workloads/a%2Fb%3Fc%23d%20e%25%C3%A9/logs");
  });

  test.for(["", ".", "..", "../x", "a/../b", "a\\b", "a\0b", "%2e%2e", "%252e", "..;x", "..%2f", "\ud800"])(
    "the value %j, which could climb out of its segment or is none, is refused",
    (value) => {
      expect(() => path`/v1/workloads/${value}/logs`).toThrow(Refusal);
    },
  );

  test("every value that is not refused comes back when the path is taken apart and decoded", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        let made: string;
        try {
          made = path`/v1/workloads/${value}/logs`;
        } catch (error) {
          expect(error).toMatchObject({ code: "invalid_path" });
          return;
        }
        const segments = new URL(`http://backend/base${made}`).pathname.split("/");
        expect(segments.slice(0, 4)).toEqual(["", "base", "v1", "workloads"]);
        expect(segments.slice(5)).toEqual(["logs"]);
        expect(decodeURIComponent(segments[4]!)).toBe(value);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe("assertStraightPath", () => {
  // What paths that try to climb are made of, in every depth of encoding, between harmless characters.
  const climbing = fc.string({
    unit: fc.constantFrom(
      "/",
      ".",
      "..",
      ";",
      "%2e",
      "%2E",
      "%252e",
      "%2f",
      "%252F",
      "%5c",
      "\\",
      "%00",
      "%",
      "25",
      "32",
      "%32",
      "%65",
      "%252565",
      "e",
      "a",
    ),
    maxLength: 12,
  });

  test("a path that passes is the same after any number of decodings and removals of dot segments", () => {
    fc.assert(
      fc.property(climbing, (tail) => {
        const path = `/${tail}`;
        try {
          expect(assertStraightPath(path)).toBe(path);
        } catch (error) {
          expect(error).toMatchObject({ code: "invalid_path" });
          return;
        }
        for (let seen = path, next = ""; seen !== next;) {
          expect(seen).not.toMatch(/[\\\0]/);
          expect(seen.split("/").map((segment) => segment.split(";")[0])).not.toEqual(
            expect.arrayContaining([expect.stringMatching(/^\.\.?$/)]),
          );
          next = seen;
          seen = seen.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
        }
      }),
      { numRuns: 10_000 },
    );
  });

  test.for([
    "/v1/%25%32%65%25%32%65/admin",
    "/v1/%%32%65%%32%65/admin",
    "/v1/%2525252525252e%2e/admin",
    "/v1/a%25%32%66..%25%32%66b",
    "/v1/%25%35%63x",
    "/v1/%2%35%30%30",
  ])("%s is refused, however its dots, slashes, backslashes and NULs are encoded", (path) => {
    expect(() => assertStraightPath(path)).toThrow(Refusal);
  });

  test("a path that is encoded more often than anybody means is refused, and is told so", () => {
    const encoded = (layers: number) => `/v1/%${"25".repeat(layers - 1)}41`;
    expect(assertStraightPath(encoded(8))).toBe(encoded(8));
    expect(() => assertStraightPath(encoded(9))).toThrow(/percent-encoded more than 8 times/);
  });

  test.for([
    "/",
    "/v1/x",
    "/v1/a%2Fb",
    "/v1/100%25",
    "/v1/...",
    "/v1/.hidden",
    "/v1/a..b",
    "/v1/a;b=..",
    "/%zz",
  ])("%s passes as it is", (path) => {
    expect(assertStraightPath(path)).toBe(path);
  });
});
