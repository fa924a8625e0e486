import { describe, expect, it, vi } from "vitest";
import { LineStore, MAX_ROWS } from "./line-store";

/** A store whose frames come when the test calls `frame`. */
function create() {
  const frames: (() => void)[] = [];
  const store = new LineStore((publish) => frames.push(publish));
  const frame = () => frames.splice(0).forEach((publish) => publish());
  const add = (count: number, message = (n: number) => String(n)) => {
    for (let n = 0; n < count; n++) store.addLine({ message: message(n) });
  };
  const rows = () => store.getSnapshot().blocks.flatMap((block) => block.rows);
  return { store, frame, frames, add, rows };
}

describe("LineStore", () => {
  it("publishes everything that one frame brought at once", () => {
    const { store, frame, frames, add, rows } = create();
    const listener = vi.fn();
    const unsubscribe = store.subscribe(listener);
    add(250);
    expect(rows()).toEqual([]);
    expect(frames).toHaveLength(1);
    frame();
    expect(listener).toHaveBeenCalledTimes(1);
    expect(rows()).toHaveLength(250);

    add(1);
    frame();
    expect(listener).toHaveBeenCalledTimes(2);
    unsubscribe();
    add(1);
    frame();
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it("keeps rows in order, with gaps between them and keys of their own", () => {
    const { store, frame, rows } = create();
    store.addLine({ message: "a" });
    store.addGap(1204);
    store.addLine({ message: "b" });
    store.addGap(null);
    frame();
    expect(rows()).toEqual([
      { key: 0, line: { message: "a" } },
      { key: 1, missed: 1204 },
      { key: 2, line: { message: "b" } },
      { key: 3, missed: null },
    ]);
    expect(store.getSnapshot().received).toBe(2);
  });

  it("leaves an earlier snapshot as it was", () => {
    const { store, frame, add, rows } = create();
    add(150);
    frame();
    const before = store.getSnapshot();
    add(MAX_ROWS);
    frame();
    expect(before.blocks.flatMap((block) => block.rows)).toHaveLength(150);
    expect(rows()).not.toContain(before.blocks[0]!.rows[0]);
  });

  it("hands out the blocks that have not changed as the same objects", () => {
    const { store, frame, add } = create();
    add(250);
    frame();
    const before = store.getSnapshot().blocks;
    add(10);
    frame();
    const after = store.getSnapshot().blocks;
    expect(after.map((block, index) => block === before[index])).toEqual([true, true, false]);
    expect(after[2]!.key).toBe(before[2]!.key);
  });

  it("never holds more rows than its cap, and counts the lines it drops", () => {
    const { store, frame, add, rows } = create();
    store.addGap(null);
    add(12_345);
    frame();
    const { received, dropped } = store.getSnapshot();
    expect(rows().length).toBeLessThanOrEqual(MAX_ROWS);
    expect(rows().length).toBeGreaterThan(MAX_ROWS - 200);
    expect(received).toBe(12_345);
    expect(dropped).toBe(received - rows().length);
    expect(rows().at(-1)).toMatchObject({ line: { message: "12344" } });
    expect(rows()[0]).toMatchObject({ line: { message: String(dropped) } });
  });

  it("holds at most about 32 Mi characters, however few lines they are", () => {
    const { store, frame, add, rows } = create();
    const long = "x".repeat(1024 * 1024);
    add(100, () => long);
    frame();
    const { dropped } = store.getSnapshot();
    expect(rows()).toHaveLength(32);
    expect(dropped).toBe(68);
  });

  it("stays bounded while no frame comes, as in a hidden page", () => {
    const { store, frame, add, rows } = create();
    add(100_000);
    expect(store.getSnapshot().received).toBe(0);
    frame();
    expect(rows().length).toBeLessThanOrEqual(MAX_ROWS);
    expect(store.getSnapshot().received).toBe(100_000);
  });
});
