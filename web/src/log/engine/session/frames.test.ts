import { describe, expect, it } from "vitest";
import { Frames } from "./frames";

/** A receiver that takes a frame when it is told to. */
function receiver() {
  const frames: number[] = [];
  let arrived = Promise.withResolvers<void>();
  let taken = Promise.withResolvers<void>();
  return {
    frames,
    send(frame: number): Promise<void> {
      frames.push(frame);
      arrived.resolve();
      arrived = Promise.withResolvers();
      return taken.promise;
    },
    next: () => arrived.promise,
    take() {
      const before = taken;
      taken = Promise.withResolvers();
      before.resolve();
    },
  };
}

const nextTask = () => new Promise((resolve) => setTimeout(resolve));

describe("Frames", () => {
  it("sends what is new when the last frame was taken, in one frame, and nothing when nothing is", async () => {
    let now = 0;
    const { frames, send, next, take } = receiver();
    const pump = new Frames(() => now, send);
    for (now = 1; now < 1_000; now++) pump.change();
    await next();
    expect(frames).toEqual([1_000]);

    for (; now < 2_000; now++) pump.change();
    await nextTask();
    expect(frames).toEqual([1_000]);
    take();
    await next();
    expect(frames).toEqual([1_000, 2_000]);

    take();
    await nextTask();
    await nextTask();
    expect(frames).toEqual([1_000, 2_000]);
  });

  it("sends nothing while it is held, and then what is new", async () => {
    const { frames, send, next } = receiver();
    const pump = new Frames(() => 1, send);
    pump.hold(true);
    pump.change();
    await nextTask();
    expect(frames).toEqual([]);
    pump.hold(false);
    await next();
    expect(frames).toEqual([1]);
  });
});
