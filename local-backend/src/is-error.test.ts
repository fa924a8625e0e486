import { expect, test } from "vitest";
import { isError } from "./is-error.ts";

test.each([
  "ERROR: no such table",
  "2026-03-01 12:00:00 [FATAL] out of memory",
  '{"level":"error","msg":"x"}',
  '{"msg":"x","severity":"CRITICAL"}',
  '{"level":50,"msg":"x"}',
])("an error: %s", (line) => expect(isError(line)).toBe(true));

test.each([
  "0 errors",
  "GET /?level=error 200",
  '{"level":"info","msg":"ERROR is a word"}',
  '{"level":500}',
  `${"x".repeat(200)} ERROR`,
])("none: %s", (line) => expect(isError(line)).toBe(false));
