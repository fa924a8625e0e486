import { env } from "@/env";
import { BackendError } from "./backend-error";

export interface OpenStream {
  /** Called `BEATS` times in `STREAM_HEARTBEAT_MS`. */
  beat(): void;
  /** Tells the reader to come back in `retryMs` and ends the stream properly. */
  drain(retryMs: number): void;
}

/** Beats in one `STREAM_HEARTBEAT_MS`: a quiet stream's comment comes at most an eighth of that early, never late. */
export const BEATS = 8;

// Drained readers come back spread over this time, so that thousands of them do not meet the next replica at once.
const RETRY_MIN_MS = 200;
const RETRY_SPREAD_MS = 1_800;

// Next loads instrumentation.ts and route handlers as separate module graphs; only globalThis is common to both.
const key = Symbol.for("tailrace.open-streams");
const shared = globalThis as {
  [key]?: { streams: Set<OpenStream>; draining: boolean; cut: boolean; pulse?: NodeJS.Timeout };
};
const state = (shared[key] ??= { streams: new Set(), draining: false, cut: false });

/**
 * The streams that are open in this process: one pulse for all of them instead of a timer each, and the list of what a
 * shutdown must end.
 */
export const openStreams = {
  add(stream: OpenStream): void {
    state.streams.add(stream);
    state.pulse ??= setInterval(() => {
      for (const open of state.streams) open.beat();
    }, env.STREAM_HEARTBEAT_MS / BEATS);
  },

  delete(stream: OpenStream): void {
    state.streams.delete(stream);
    if (state.streams.size > 0) return;
    clearInterval(state.pulse);
    state.pulse = undefined;
  },

  /** Whether a shutdown is under way. */
  get draining(): boolean {
    return state.draining;
  },

  /** Open streams. */
  get size(): number {
    return state.streams.size;
  },

  /** Whether a shutdown has cut, or is about to cut, all connections that were left. */
  get cut(): boolean {
    return state.cut;
  },
  set cut(cut: boolean) {
    state.cut = cut;
  },

  /** Throws a `BackendError` (`shutting_down`) from the start of a shutdown on. */
  assertAccepting(): void {
    if (state.draining)
      throw new BackendError("shutting_down", "This server is shutting down; connect again.");
  },

  /** Ends every open stream and accepts no new one. */
  drain(): void {
    state.draining = true;
    for (const stream of state.streams) {
      stream.drain(Math.round(RETRY_MIN_MS + Math.random() * RETRY_SPREAD_MS));
    }
  },
};
