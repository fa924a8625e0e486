import { describe, expect, it } from "vitest";
import type { Workload } from "@/kit/workload";
import { filterOf, filterWorkloads, withFilter, type WorkloadFilter } from "./workload-filter";

const list: Workload[] = [
  { id: "api-1", name: "Public API", status: "running", labels: { team: "web", tier: "front" } },
  { id: "etl-7", name: "Nightly import", status: "failed", labels: { team: "data" } },
  { id: "etl-8", name: "Öffentliche Kopie", status: "running" },
];
const ids = (filter: Partial<WorkloadFilter>) =>
  filterWorkloads(list, { query: "", statuses: [], ...filter }).shown.map(({ id }) => id);

describe("filterWorkloads", () => {
  it("shows everything when nothing is asked for", () => {
    expect(ids({})).toEqual(["api-1", "etl-7", "etl-8"]);
    expect(ids({ query: "  " })).toEqual(["api-1", "etl-7", "etl-8"]);
  });

  it.each([
    ["a part of the name", "night", ["etl-7"]],
    ["a part of the id", "etl", ["etl-7", "etl-8"]],
    ["a label's value", "front", ["api-1"]],
    ["a label with its key", "team=data", ["etl-7"]],
    ["another case", "öFF", ["etl-8"]],
    ["words of several fields, in any order", "web public", ["api-1"]],
    ["words that are never in one workload", "public data", []],
    ["a text that only two fields together have", "apiapi", []],
  ])("finds by %s", (_, query, found) => {
    expect(ids({ query })).toEqual(found);
  });

  it("shows any of the chosen statuses, of what the query finds", () => {
    expect(ids({ statuses: ["failed"] })).toEqual(["etl-7"]);
    expect(ids({ statuses: ["failed", "running"], query: "etl" })).toEqual(["etl-7", "etl-8"]);
    expect(ids({ statuses: ["stopped"] })).toEqual([]);
  });

  it("counts by status what the query finds, also what is not shown", () => {
    const { counts } = filterWorkloads(list, { query: "etl", statuses: ["failed"] });
    expect(counts).toEqual({ running: 1, pending: 0, failed: 1, succeeded: 0, stopped: 0 });
  });
});

describe("the filter in the address", () => {
  it("comes back as it was written, and leaves the rest of the address alone", () => {
    const filter: WorkloadFilter = { query: "a b&c=d", statuses: ["running", "failed"] };
    const params = withFilter(new URLSearchParams("q=old&other=1&status=stopped"), filter);
    expect(filterOf(params)).toEqual(filter);
    expect(params.get("other")).toBe("1");
  });

  it("is not written when it is empty", () => {
    const params = withFilter(new URLSearchParams("q=a&status=failed"), { query: "", statuses: [] });
    expect(params.toString()).toBe("");
  });

  it("has no status that there is not", () => {
    expect(filterOf(new URLSearchParams("status=asleep&status=failed")).statuses).toEqual(["failed"]);
  });
});
