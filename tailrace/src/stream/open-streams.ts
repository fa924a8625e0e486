import { Refusal } from "../problem.ts";
import { shared } from "../shared.ts";

export interface OpenStream {
  /** Called `BEATS` times in a heartbeat's time. */
  beat(): void;
  /** Tells the reader to come back in `retryMs` and ends the stream properly. */
  drain(retryMs: number): void;
}

/** Beats in the time of a heartbeat: a quiet stream's comment comes at most an eighth of that early, never late. */
export const BEATS = 8;

// Drained readers come back spread over this time, so that thousands of them do not meet the next replica at once.
const RETRY_MIN_MS = 200;
const RETRY_SPREAD_MS = 1_800;

/**
 * The streams that are open in this process: one pulse for all of them instead of a timer each, and the list of what a
 * shutdown must end.
 */
export const openStreams = {
  /** `heartbeatMs`: milliseconds of silence after which `stream` has a comment. */
  add(stream: OpenStream, heartbeatMs: number): void {
    const { streams: pulses } = shared();
    let pulse = pulses.get(heartbeatMs);
    if (!pulse) {
      const streams = new Set<OpenStream>();
      const beat = () => {
        for (const open of streams) open.beat();
      };
      pulses.set(heartbeatMs, (pulse = { streams, timer: setInterval(beat, heartbeatMs / BEATS) }));
    }
    pulse.streams.add(stream);
  },

  delete(stream: OpenStream, heartbeatMs: number): void {
    const { streams: pulses } = shared();
    const pulse = pulses.get(heartbeatMs);
    if (!pulse?.streams.delete(stream) || pulse.streams.size > 0) return;
    clearInterval(pulse.timer);
    pulses.delete(heartbeatMs);
  },

  /** How many are open. */
  get size(): number {
    let size = 0;
    for (const { streams } of shared().streams.values()) size += streams.size;
    return size;
  },

  /** Throws a `Refusal` (`shutting_down`) from the start of a shutdown on. */
  assertAccepting(): void {
    if (shared().draining) throw new Refusal("shutting_down", "This server is shutting down; connect again.");
  },

  /** Ends every open stream that can be ended, and accepts no new one. */
  drain(): void {
    shared().draining = true;
    for (const { streams } of shared().streams.values()) {
      for (const stream of streams) stream.drain(Math.round(RETRY_MIN_MS + Math.random() * RETRY_SPREAD_MS));
    }
  },
};
