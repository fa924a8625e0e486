import { describe, expect, it } from "vitest";
import { logFileName } from "./use-download";

const AT = Date.parse("2026-03-01T12:00:08.093Z");

describe("logFileName", () => {
  it.each([
    [["api"], "api-2026-03-01T12-00-08.log"],
    [["api", "worker"], "api+worker-2026-03-01T12-00-08.log"],
    [['a/b\\c: "d"\n?'], "a-b-c-d-2026-03-01T12-00-08.log"],
    [["../../.bashrc"], "bashrc-2026-03-01T12-00-08.log"],
    [["Zahlungen ä"], "Zahlungen-ä-2026-03-01T12-00-08.log"],
    [["…"], "…-2026-03-01T12-00-08.log"],
    [["//"], "log-2026-03-01T12-00-08.log"],
  ])("makes of %j a name that any file system takes", (names, name) => {
    expect(logFileName(names, AT)).toBe(name);
  });

  it("cuts what is too long", () => {
    expect(logFileName(["x".repeat(500)], AT)).toHaveLength(124);
  });
});
