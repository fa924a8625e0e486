import { type Entry, OpenList } from "../open-list.ts";
import { Refusal } from "../problem.ts";
import { shared } from "../shared.ts";

export interface OpenStream {
  /** Whether it can be ended: its reader asks for the rest again. */
  readonly resumable: boolean;
  /** Whether its reader goes on over another connection when it is told to. */
  readonly movable: boolean;
  /** Called `BEATS` times in a heartbeat's time. */
  beat(): void;
  /** Tells the reader to go on over another connection, and sends on until it does. */
  move(): void;
  /** Tells the reader to come back in `retryMs` and ends the stream properly. */
  drain(retryMs: number): void;
}

/** Beats in the time of a heartbeat: a quiet stream's comment comes at most an eighth of that early, never late. */
export const BEATS = 8;

// Nobody comes back sooner: by then the connections that a balancer keeps are closed (`IDLE_MS`), and it chooses anew.
const FIRST_MS = 200;
// Readers come back one after the other, 50 a second, so that thousands of them do not meet the next replica at once. Those that
// move are in no hurry; the others are silent meanwhile, and all have come in this time.
const PACE_MS = 20;
const RETRY_SPREAD_MS = 1_800;
// Of the time that a shutdown has for streams: until all have been told to move. The rest is for the last ones' moves.
const TOLD_AT = 0.7;

/**
 * The streams that are open in this process: one pulse for all of them instead of a timer each, and the list of what a
 * shutdown must end.
 */
export const openStreams = {
  /** `heartbeatMs`: milliseconds of silence after which `stream` has a comment. */
  add(stream: OpenStream, heartbeatMs: number): Entry<OpenStream> {
    const { streams: pulses } = shared();
    let pulse = pulses.get(heartbeatMs);
    if (!pulse) {
      const streams = new OpenList<OpenStream>();
      const beat = () => {
        for (const open of streams) open.beat();
      };
      pulses.set(heartbeatMs, (pulse = { streams, timer: setInterval(beat, heartbeatMs / BEATS) }));
    }
    return pulse.streams.add(stream);
  },

  delete(entry: Entry<OpenStream>, heartbeatMs: number): void {
    const { streams: pulses } = shared();
    const pulse = pulses.get(heartbeatMs);
    if (!pulse?.streams.delete(entry) || pulse.streams.size > 0) return;
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

  /**
   * Accepts no new stream, ends every one that cannot move and can be ended, and tells the others, one after the other, to
   * move. What of them is still there after `withinMs` is ended, too.
   */
  drain(withinMs: number): void {
    shared().draining = true;
    const open = [...shared().streams.values()].flatMap(({ streams }) => [...streams]);
    const moving = open.filter(({ movable }) => movable);
    end(open.filter(({ movable, resumable }) => resumable && !movable));
    const paceMs = paceOf(moving, withinMs * TOLD_AT - FIRST_MS);
    moving.forEach((stream, i) => setTimeout(() => stream.move(), FIRST_MS + i * paceMs).unref());
    if (moving.length > 0) setTimeout(() => end(moving), withinMs).unref();
  },
};

function end(streams: OpenStream[]): void {
  const paceMs = paceOf(streams, RETRY_SPREAD_MS);
  streams.forEach((stream, i) => stream.drain(Math.round(FIRST_MS + i * paceMs)));
}

/** Milliseconds between one stream and the next, so that all have had their turn in `spreadMs`. */
const paceOf = (streams: OpenStream[], spreadMs: number) =>
  Math.max(0, Math.min(PACE_MS, spreadMs / streams.length));
