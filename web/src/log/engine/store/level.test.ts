import { describe, expect, it } from "vitest";
import type { Level } from "../protocol";
import { levelOf } from "./level";

describe("levelOf", () => {
  it.each<[Level | undefined, string]>([
    ["info", "2026-03-01 12:00:00,123 INFO  [main] o.e.App - started, ERROR pages are on"],
    ["error", "2026-03-01T12:00:00Z ERROR failed to connect"],
    ["error", "\x1b[31mERROR\x1b[0m failed to connect"],
    ["warn", "[WARN] disk is almost full"],
    ["warn", "[Server thread/WARN]: Can't keep up!"],
    ["error", "2026/03/01 12:00:00 [error] 31#31: *1 open() failed"],
    ["debug", "12:00:00 | DEBUG    | app:main:12 - hello"],
    ["info", 'time=2026-03-01T12:00:00Z level=info msg="error budget is fine"'],
    ["warn", 'ts=1 lvl="warning" msg=x'],
    ["info", "I0102 12:00:00.000001       1 server.go:12] ERROR is only mentioned"],
    ["error", "E0102 12:00:00.000001       1 server.go:12] no leader"],
    ["error", "<11>Mar  1 12:00:00 host app: x"],
    ["info", "<134>1 2026-03-01T12:00:00Z host app - - - ERROR is only mentioned"],
    ["error", "main.c:3:5: error: expected ';'"],
    ["fatal", "fatal: not a git repository"],
    ["fatal", "panic: runtime error: index out of range"],
    ["error", "Uncaught TypeError: x is not a function"],
    ["error", "java.lang.IllegalStateException: closed"],
    ["error", "Traceback (most recent call last):"],
    ["error", 'Exception in thread "main" x'],
    ["warn", "(node:12) Warning: something is deprecated"],
    ["error", "npm ERR! code 1"],
    ["warn", "npm warn deprecated x"],
    ["fatal", "2026-03-01 12:00:00 UTC [12] FATAL:  the database system is starting up"],
    ["info", "info: Microsoft.Hosting.Lifetime[0]"],
    ["error", "fail: Microsoft.AspNetCore.Server[13]"],
    ["info", '{"level":"info","message":"\\"level\\":\\"error\\""}'],
    ["error", '{"time":1,"severity": "ERROR"}'],
    ["warn", '{"level":40,"msg":"x"}'],
    ["error", '{"PRIORITY":"3","MESSAGE":"x"}'],
    ["error", '{"log.level":"error","message":"x"}'],
    ["error", '{"log":{"level":"error"},"message":"x"}'],
    [undefined, '{"battery":{"level":55}}'],
    [undefined, '{"message":"ERROR"}'],
    [undefined, "Compiled with 0 errors and 0 warnings"],
    [undefined, "Done. 0 ERROR, NO WARN"],
    [undefined, "Errors: 0, Warning: 0, error: none"],
    [undefined, "no error: all is well"],
    [undefined, "GET /errors?level=1 200"],
    [undefined, "information about warnings, and an error handler"],
    [undefined, "TERROR INFORMED DEBUGGER"],
    [undefined, `${"x ".repeat(100)} ERROR far behind`],
    [undefined, ""],
  ])("is %s for %j", (level, text) => {
    expect(levelOf(text)).toBe(level);
  });

  it("takes a hostile line in time that grows with its length, not with its square", () => {
    // With the square, the runner's own time limit ends this.
    for (const unit of ["A", "[", '{"level":', " ", "level=", "x.Error"]) levelOf(unit.repeat(1_000_000));
  });
});
