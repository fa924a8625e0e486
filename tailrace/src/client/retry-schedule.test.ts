import { describe, expect, it } from "vitest";
import { RetrySchedule } from "./retry-schedule.ts";

describe("RetrySchedule", () => {
  it("waits longer after each failure, up to 10 s and its jitter", () => {
    const schedule = new RetrySchedule();
    const delays = Array.from({ length: 9 }, () => schedule.fail(0));
    delays.forEach((delay, failures) => {
      const backoff = Math.min(500 * 1.5 ** failures, 10_000);
      expect(delay).toBeGreaterThanOrEqual(backoff);
      expect(delay).toBeLessThanOrEqual(backoff * 1.5);
    });
    expect(schedule.failures).toBe(9);
  });

  it("is quicker at first where the server is well and its backend is away", () => {
    const schedule = new RetrySchedule();
    const delays = Array.from({ length: 4 }, () => schedule.fail(0, 0, true));
    delays.forEach((delay, failures) => {
      const backoff = (failures < 3 ? 250 : 500) * 1.5 ** failures;
      expect(delay).toBeGreaterThanOrEqual(backoff);
      expect(delay).toBeLessThanOrEqual(backoff * 1.5);
    });
  });

  it("spreads those who fail together", () => {
    const delays = new Set(Array.from({ length: 20 }, () => new RetrySchedule().fail(0)));
    expect(delays.size).toBeGreaterThan(10);
  });

  it("starts anew after a connection that held", () => {
    const schedule = new RetrySchedule();
    for (let i = 0; i < 6; i++) schedule.fail(0);
    schedule.steady();
    expect(schedule.failures).toBe(0);
    expect(schedule.fail(0)).toBeLessThanOrEqual(750);
  });

  it("is back soon after an outage, and leaves room for an urgent attempt after a long one", () => {
    const schedule = new RetrySchedule();
    const times: number[] = [];
    for (let now = 0; now < 600_000; now += schedule.fail(now)) {
      schedule.attempt(now);
      times.push(now);
    }
    // Of the outage so far; and the first delay.
    times.slice(1).forEach((time, index) => expect(time - times[index]!).toBeLessThan(0.75 * time + 751));
    expect(times.filter((time) => time >= 540_000).length).toBeLessThanOrEqual(7);
  });

  it("never comes sooner than the server's retry or Retry-After say, as far as they are sensible", () => {
    const schedule = new RetrySchedule();
    schedule.setBase(1_700);
    expect(schedule.fail(0)).toBeGreaterThanOrEqual(1_700);
    expect(schedule.fail(0, 20_000)).toBeGreaterThanOrEqual(20_000);
    schedule.setBase(86_400_000);
    expect(schedule.fail(0, 86_400_000)).toBeLessThanOrEqual(90_000);
  });

  it("makes at most ten attempts in any minute, even if connections hold for a moment and retry is 0", () => {
    const schedule = new RetrySchedule();
    schedule.setBase(0);
    const times: number[] = [];
    for (let now = 0; now < 600_000; now += schedule.fail(now)) {
      schedule.attempt(now);
      schedule.steady();
      times.push(now);
    }
    for (const time of times) {
      expect(times.filter((other) => other >= time && other < time + 60_000).length).toBeLessThanOrEqual(10);
    }
    expect(times.length).toBeGreaterThan(90);
  });
});
