import { describe, expect, it } from "vitest";
import { parseWorkloadEvent } from "./workload-event";

const whole = {
  id: "a",
  name: "A",
  status: "failed",
  startedAt: "2026-01-02T03:04:05Z",
  finishedAt: "2026-01-02T03:04:06.123+02:00",
  exitCode: 7,
  labels: { team: "data" },
};
const parse = (name: string, data: unknown) => parseWorkloadEvent(name, JSON.stringify(data));

describe("parseWorkloadEvent", () => {
  it("reads each of the contract's four events", () => {
    expect(parse("snapshot", { workloads: [whole] })).toEqual({ kind: "snapshot", workloads: [whole] });
    expect(parse("workload", { id: "b", name: "", status: "pending" })).toEqual({
      kind: "workload",
      workload: { id: "b", name: "", status: "pending" },
    });
    expect(parse("removed", { id: "a" })).toEqual({ kind: "removed", id: "a" });
    const lastLine = { time: whole.startedAt, message: "hello" };
    const workloads = [{ id: "a", errorsPerMinute: 2, lastLine }, { id: "b" }];
    expect(parse("activity", { workloads })).toEqual({ kind: "activity", workloads });
  });

  it.each<[string, unknown]>([
    ["no id", {}],
    ["errors that are no number", { id: "a", errorsPerMinute: "many" }],
    ["less than no errors", { id: "a", errorsPerMinute: -1 }],
    ["a last line without a time", { id: "a", lastLine: { message: "hello" } }],
    ["a last line without a text", { id: "a", lastLine: { time: whole.startedAt } }],
  ])("refuses an activity that has %s", (_, activity) => {
    expect(parse("activity", { workloads: [{ id: "b" }, activity] })).toBeUndefined();
  });

  it("knows an event that a later contract may have for unknown, whatever is in it", () => {
    expect(parseWorkloadEvent("paused", "…")).toBe("unknown");
    expect(parseWorkloadEvent("message", "")).toBe("unknown");
  });

  it.each<[string, unknown]>([
    ["no object", [whole]],
    ["no id", { ...whole, id: undefined }],
    ["an empty id", { ...whole, id: "" }],
    ["a name that is no text", { ...whole, name: 1 }],
    ["a status of its own", { ...whole, status: "constructor" }],
    ["a time that is none", { ...whole, startedAt: "yesterday" }],
    ["null for a time", { ...whole, finishedAt: null }],
    ["an exit code with a fraction", { ...whole, exitCode: 0.5 }],
    ["labels in a list", { ...whole, labels: ["a"] }],
    ["a label that is no text", { ...whole, labels: { a: 1 } }],
  ])("refuses a workload that has %s", (_, workload) => {
    expect(parse("workload", workload)).toBeUndefined();
    expect(parse("snapshot", { workloads: [whole, workload] })).toBeUndefined();
  });

  it("refuses data that is not JSON, or no object", () => {
    expect(parseWorkloadEvent("snapshot", "{")).toBeUndefined();
    expect(parse("snapshot", null)).toBeUndefined();
    expect(parse("snapshot", {})).toBeUndefined();
    expect(parse("removed", { id: 1 })).toBeUndefined();
  });
});
