import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Facet, Facets } from "./facets";

const counted = (lines: string[]) => {
  const facets = new Facets();
  for (const line of lines) facets.add(line);
  return facets;
};

describe("Facets", () => {
  it("counts the lines that have a field, and how often each value occurs", () => {
    const facets = counted([
      '{"status":200,"tags":["a","b"]}',
      '{"status":500,"tags":["a","a"]}',
      "done status=200",
      "nothing",
    ]);
    expect(facets.all()).toEqual([
      {
        name: "status",
        count: 3,
        distinct: 2,
        more: false,
        top: [
          { value: "200", count: 2 },
          { value: "500", count: 1 },
        ],
      },
      {
        name: "tags",
        count: 2,
        distinct: 2,
        more: false,
        top: [
          { value: "a", count: 3 },
          { value: "b", count: 1 },
        ],
      },
    ]);
    expect(facets.of("status")!.count).toBe(3);
    expect(facets.of("user")).toBeUndefined();
  });

  it("has the ten most frequent values, the first the most", () => {
    const lines = Array.from({ length: 20 }, (_, value) =>
      Array<string>(value + 1).fill(`n=${value}`),
    ).flat();
    const { top, distinct } = counted(lines).of("n")!;
    expect(top[0]).toEqual({ value: "19", count: 20 });
    expect(top).toHaveLength(10);
    expect(distinct).toBe(20);
  });

  it("tells 1,000 values apart and says that there are more", () => {
    const { count, distinct, more, top } = counted(
      Array.from({ length: 5_000 }, (_, index) => `id=${index} `).concat("id=7"),
    ).of("id")!;
    expect([count, distinct, more, top[0]]).toEqual([5_001, 1_000, true, { value: "7", count: 2 }]);
  });

  it("counts lines with a long text in a field, and keeps none of it", () => {
    expect(counted([`{"stack":"${"x".repeat(201)}"}`]).of("stack")).toEqual({
      name: "stack",
      count: 1,
      distinct: 0,
      more: true,
      top: [],
    });
  });

  it("counts 200 fields and says that there are more", () => {
    const facets = counted(Array.from({ length: 300 }, (_, index) => `f${index}=1`));
    expect([facets.all().length, facets.more]).toEqual([200, true]);
    expect(counted(["a=1"]).more).toBe(false);
  });
});

it("Facet counts of one field what Facets counts of it among others", () => {
  const line = fc
    .array(fc.tuple(fc.constantFrom("a", "b", "a.b"), fc.constantFrom("1", "2")), { maxLength: 4 })
    .map((fields) => `{${fields.map(([name, value]) => `"${name}":${value}`).join()}}`);
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const facet = new Facet("a");
      for (const line of lines) facet.add(line);
      const { count } = facet.result();
      if (count > 0) expect(facet.result()).toEqual(counted(lines).of("a"));
      else expect(counted(lines).of("a")).toBeUndefined();
    }),
  );
});
