import { describe, expect, it } from "vitest";
import type { Workload } from "@/kit/workload";
import { applyEvent, applyToActivities } from "./apply-event";

const workload = (id: string, status: Workload["status"] = "running"): Workload => ({ id, name: id, status });
const [a, b, c] = [workload("a"), workload("b"), workload("c")];

describe("applyEvent", () => {
  it("forgets everything for a snapshot", () => {
    expect(applyEvent([a, b], { kind: "snapshot", workloads: [c] })).toEqual([c]);
  });

  it("puts a changed workload in the place that it had, and leaves the others as they were", () => {
    const changed = workload("b", "failed");
    const list = applyEvent([a, b, c], { kind: "workload", workload: changed });
    expect(list).toEqual([a, changed, c]);
    expect(list[0]).toBe(a);
  });

  it("keeps nothing of what a workload was before", () => {
    const ended: Workload = { ...a, status: "succeeded", exitCode: 0 };
    expect(applyEvent([ended], { kind: "workload", workload: a })).toEqual([a]);
  });

  it("puts a new workload last", () => {
    expect(applyEvent([a], { kind: "workload", workload: b })).toEqual([a, b]);
  });

  it("takes a removed workload out, and does not mind one that is not there", () => {
    expect(applyEvent([a, b, c], { kind: "removed", id: "b" })).toEqual([a, c]);
    const list = [a, c];
    expect(applyEvent(list, { kind: "removed", id: "b" })).toBe(list);
  });
});

describe("applyToActivities", () => {
  const told = { kind: "activity", workloads: [{ id: "a", errorsPerMinute: 1 }, { id: "b" }] } as const;
  const known = applyToActivities(new Map(), { ...told, workloads: [...told.workloads] });

  it("knows of each log what was told last, and of none that is gone", () => {
    const next = applyToActivities(known, { kind: "activity", workloads: [{ id: "a", errorsPerMinute: 0 }] });
    expect([...next.values()]).toEqual([{ id: "a", errorsPerMinute: 0 }, { id: "b" }]);
    expect([...applyToActivities(next, { kind: "removed", id: "a" }).keys()]).toEqual(["b"]);
  });

  it("forgets everything for a snapshot, and nothing for a status", () => {
    expect(applyToActivities(known, { kind: "snapshot", workloads: [a] }).size).toBe(0);
    expect(applyToActivities(known, { kind: "workload", workload: a })).toBe(known);
  });
});
