import { describe, expect, it } from "vitest";
import type { Workload } from "@/kit/workload";
import { applyEvent } from "./apply-event";

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
