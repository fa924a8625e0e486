import { describe, expect, it } from "vitest";
import type { Workload } from "@/kit/workload";
import { newRun } from "./use-runs";

const workload = (more: Partial<Workload>): Workload => ({ id: "w", name: "W", status: "running", ...more });
const FIRST = workload({ startedAt: "2026-03-01T12:00:00Z", labels: { version: "1.2" } });
const at = Date.UTC(2026, 2, 1, 12, 5);
const SECOND = { ...FIRST, startedAt: "2026-03-01T12:05:00Z" };

describe("a run", () => {
  it("is the one that is there first, and each with another begin", () => {
    expect(newRun(undefined, FIRST)).toEqual({ at: Date.UTC(2026, 2, 1, 12) });
    expect(newRun(FIRST, { ...FIRST, status: "failed" })).toBeUndefined();
    expect(newRun(FIRST, SECOND)).toEqual({ at });
    expect(newRun(undefined, workload({}))).toBeUndefined();
    expect(newRun(undefined, workload({ startedAt: "yesterday" }))).toBeUndefined();
  });

  it("says how the one before has ended", () => {
    const ended = { ...FIRST, finishedAt: "2026-03-01T12:04:00Z", exitCode: 3 };
    expect(newRun(ended, SECOND)).toEqual({ at, ended: { at: Date.UTC(2026, 2, 1, 12, 4), exitCode: 3 } });
  });

  it("says what runs now where that has changed, by the label that tells most", () => {
    expect(newRun(FIRST, { ...SECOND, labels: { version: "1.3" } })).toMatchObject({
      changed: ["1.2", "1.3"],
    });
    expect(newRun(FIRST, { ...SECOND, labels: {} })).not.toHaveProperty("changed");
    const image = (tag: string) => ({ image: `app:${tag}`, "app.kubernetes.io/version": tag });
    expect(newRun({ ...FIRST, labels: image("a") }, { ...SECOND, labels: image("b") })).toMatchObject({
      changed: ["a", "b"],
    });
  });
});
