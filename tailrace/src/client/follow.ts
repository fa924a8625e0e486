import type { EventSourceMessage } from "eventsource-parser";
import {
  type Failed,
  NO_ANSWER,
  OFFLINE,
  type Outcome,
  readEvents,
  type Refused,
  SILENT,
} from "./read-events.ts";
import { RetrySchedule } from "./retry-schedule.ts";

/** How it stands with an event stream. Times are by `Date.now()`. */
export type FollowState =
  | { kind: "connecting" }
  /** The server has answered with an event stream, and a byte has come within the silence limit. */
  | { kind: "open" }
  | Reconnecting
  /** Given up by `pause`, until `resume`. */
  | { kind: "paused" }
  /** Its last event has come, or the server says that there is nothing more (204). */
  | { kind: "ended" }
  | Refused;

export interface Reconnecting {
  kind: "reconnecting";
  /** Why the last connection, or attempt, is no more: a sentence for whoever looks at the page. */
  reason: string;
  /** Counted since the last connection that held. */
  attempt: number;
  /** When the attempt begins; undefined while it is under way. */
  retryAt?: number;
}

export interface FollowOptions {
  /** The address; or what tells it for each attempt, given the cursor, if there is one. */
  url: string | ((cursor: string | undefined) => string);
  /** The id of the last event that is known already: the first connection, too, goes on after it. */
  cursor?: string;
  /**
   * Milliseconds without a byte after which a connection is taken for dead. The default is for the heartbeat that the hop
   * sends after 15 s without an event. `Infinity` for a server that sends none.
   * @default 17_000
   */
  silenceLimitMs?: number;
  /**
   * Milliseconds without an answer to the request after which it is given up; the first attempts wait less long. The default
   * is beyond the hop's own limits, whose answer says more.
   * @default 40_000
   */
  answerLimitMs?: number;
  onState(state: FollowState): void;
  /** Returns true for the stream's last event. */
  onEvent(event: EventSourceMessage): boolean;
  /**
   * The stream goes on over another connection, as the server has asked; it was open all the time, and what has come already is
   * not handed on again, as far as its ids tell.
   */
  onMove?(): void;
  /**
   * Whether each connection begins with all there is to know, so that a stream without ids, too, misses nothing when it moves.
   * @default false
   */
  startsWhole?: boolean;
  /** The events of one read have been handed on. Reads on when what it returns has resolved. */
  onRead?(): void | Promise<void>;
}

const SILENCE_LIMIT_MS = 17_000; // a heartbeat, and 2 s for a timer or a packet that is late
const ANSWER_LIMIT_MS = 40_000; // 5 s to connect and 30 s for headers are the hop's, and 5 s for the way

// A connection that has held this long was a good one: what breaks sooner, again and again, is asked ever less often.
const STEADY_MS = 5_000;
// An answer usually takes milliseconds; none for so long, and a fresh connection is likelier to bring one. 2 s more than the hop
// waits for a backend that is being restarted. Doubled after each failure, for a backend that does take its time.
const FIRST_PATIENCE_MS = 7_000;
// So long, when there is a new reason to hope: the attempt's packets may have been lost before the network came back, and
// TCP sends them again ever later (RFC 6298, 5.5).
const HOPEFUL_PATIENCE_MS = 1_000;
// Before each request of a move. A balancer that still leads to the server that is going knows better in a moment; where nobody
// else is there, that server does not have to wait for long.
const MOVE_PAUSES_MS = [0, 200, 400, 800];
// Ids that are remembered while a stream moves, some megabytes. Who reads a backlog that fast connects anew instead.
const MAX_SEEN = 100_000;

/** A connection from the request on. */
interface Attempt {
  /**
   * When the last byte came; at first, when it was asked. By `Date.now()`, which goes on while the device sleeps. Infinity
   * while what has come is not taken yet: that nothing more is read is not the connection's silence.
   */
  heardAt: number;
  open: boolean;
  openedAt?: number;
  dropped: boolean;
  /** Set while the stream moves to another connection: what ends that one, and the ids that have come since it was asked for. */
  move?: { readonly over: AbortController; readonly seen: Set<string> };
  /** How it has ended. */
  readonly outcome: Promise<Outcome>;
  /** Ends it, and has it tried again at once. */
  drop(reason: string): void;
  /** Ends it as if `outcome` had been its own. */
  end(outcome: Outcome): void;
}

interface RequestOptions {
  /** The answer is an event stream. */
  onOpen?(): void;
  /** The first bytes have come; before their events are handed on. */
  onFirstBytes?(): void;
  /** Ids of events that have been handed on, which are passed over until another one comes. */
  seen?: Set<string>;
}

const ASKED = "The server has asked for a new connection.";
const DRAINED: Outcome = { kind: "closed", drained: true };

interface Failure extends Failed {
  /** The connection was dropped to be made anew. */
  atOnce: boolean;
}

/**
 * Follows one event stream from connection to connection, until it ends, is refused or is stopped. A new connection goes on
 * after the last event that had an id (`Last-Event-ID`: WHATWG HTML, 9.2.4); what a server without ids has sent in between is
 * missing, which whoever asks for `cursor` when it is open again can tell. Nothing happens before `start`.
 *
 * Where the server asks for it (`docs/streaming.md`), the stream moves: it is asked for over another connection while this one is
 * read, and goes on there from that one's first byte. `onState` has nothing to tell then. What has no id cannot move, and
 * connects anew.
 */
export class Follower {
  readonly #options: FollowOptions;
  readonly #silenceLimitMs: number;
  readonly #schedule = new RetrySchedule();
  #cursor: string | undefined;
  /** Set from `start` to the end. */
  #running: AbortController | undefined;
  #paused = false;
  #attempt: Attempt | undefined;
  /** Set while it waits for the next attempt. */
  #hurry: (() => void) | undefined;

  constructor(options: FollowOptions) {
    this.#options = options;
    this.#cursor = options.cursor || undefined;
    // A timer takes 31 bits, and fires at once beyond.
    this.#silenceLimitMs = Math.min(options.silenceLimitMs ?? SILENCE_LIMIT_MS, 2 ** 31 - 1);
  }

  /** The id of the last event that had one; undefined if none had, or an empty one has taken it back. */
  get cursor(): string | undefined {
    return this.#cursor;
  }

  /** Whether it has a connection, or does all to get one. */
  get running(): boolean {
    return this.#running !== undefined;
  }

  /** Connects now: for the first time, instead of waiting for the next attempt, or once more after the end. */
  start(): void {
    if (this.#running) return this.hope();
    this.#paused = false;
    void this.#follow();
  }

  /** Ends the connection and says nothing more; `start` takes it up again where it was. */
  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#attempt = undefined;
    this.#paused = false;
  }

  /** Gives the connection up until `resume`, unless the stream has ended anyway. */
  pause(): void {
    if (!this.#running) return;
    this.stop();
    this.#paused = true;
    this.#options.onState({ kind: "paused" });
  }

  /** Takes the stream up where `pause` has left it. */
  resume(): void {
    if (this.#paused) this.start();
  }

  /**
   * There is a reason why it may work now. Connects instead of waiting, also where an attempt is under way that has begun
   * before and a connection that was silent too long while the device slept.
   */
  hope(): void {
    if (this.#hurry) return this.#hurry();
    const attempt = this.#attempt;
    if (!attempt) return;
    const silentMs = Date.now() - attempt.heardAt;
    if (attempt.open && silentMs > this.#silenceLimitMs) return attempt.drop(SILENT);
    const dropUnanswered = () => {
      const urgent = this.#attempt === attempt && !attempt.open;
      if (urgent && this.#schedule.cooldown(Date.now()) === 0) attempt.drop(NO_ANSWER);
    };
    setTimeout(dropUnanswered, Math.max(0, HOPEFUL_PATIENCE_MS - silentMs));
  }

  /**
   * The network is said to be gone. Nothing tells whether the connection is too: one within this device is not, and of
   * others no byte will ever say so. So it is given up, and asked for again at once; where it works it goes on with the next
   * event some milliseconds later, and where it does not the reader knows.
   */
  doubt(): void {
    if (this.#attempt?.open) this.#attempt.drop(OFFLINE);
  }

  async #follow(): Promise<void> {
    const { onState } = this.#options;
    this.#running = new AbortController();
    const { signal } = this.#running;
    try {
      await this.#attempts(signal);
    } catch (error) {
      // Of a callback, whose bug is to be seen as one. The connection is closed, though, and must not be said to be open.
      if (!signal.aborted) {
        this.stop();
        onState({ kind: "refused", reason: "This page has failed at an event." });
      }
      throw error;
    }
  }

  async #attempts(signal: AbortSignal): Promise<void> {
    const { onState } = this.#options;
    onState({ kind: "connecting" });
    await this.#wait(this.#schedule.cooldown(Date.now()), signal);
    while (!signal.aborted) {
      this.#schedule.attempt(Date.now());
      const outcome = await this.#connect(signal);
      if (signal.aborted) return;
      if (outcome.kind !== "failed") {
        this.#running = undefined;
        return onState(outcome);
      }
      await this.#waitAfter(outcome, signal);
    }
  }

  /** Waits until the attempt after `failure` is due, or there is `hope` and one more is allowed. */
  async #waitAfter(failure: Failure, signal: AbortSignal): Promise<void> {
    const { reason, retryAfterMs, ofBackend, atOnce } = failure;
    const delay = this.#schedule.fail(Date.now(), retryAfterMs, ofBackend);
    const attempt = this.#schedule.failures;
    const report = (inMs?: number) => {
      const retryAt = inMs === undefined ? undefined : Date.now() + inMs;
      if (!signal.aborted) this.#options.onState({ kind: "reconnecting", reason, attempt, retryAt });
    };
    if (!atOnce) {
      report(delay);
      await this.#wait(delay, signal, true);
    }
    const cooldown = this.#schedule.cooldown(Date.now());
    if (cooldown > 0) report(cooldown);
    await this.#wait(cooldown, signal);
    report();
  }

  /** Follows the stream over one connection, and over those that it moves to. */
  async #connect(stop: AbortSignal): Promise<{ kind: "ended" } | Refused | Failure> {
    let attempt = this.#request(stop, FIRST_PATIENCE_MS * 2 ** this.#schedule.failures, {
      onOpen: () => this.#options.onState({ kind: "open" }),
    });
    this.#attempt = attempt;
    let outcome = await attempt.outcome;
    while (!stop.aborted && this.#attempt !== attempt) {
      attempt = this.#attempt; // it has moved
      outcome = await attempt.outcome;
    }
    attempt.move?.over.abort();
    if (stop.aborted) return { kind: "failed", reason: "", atOnce: false };
    this.#attempt = undefined;
    if (attempt.openedAt !== undefined && Date.now() - attempt.openedAt >= STEADY_MS) this.#schedule.steady();
    switch (outcome.kind) {
      case "enough":
        return { kind: "ended" };
      case "closed":
        return {
          kind: "failed",
          reason: outcome.drained ? ASKED : "The connection was closed.",
          atOnce: false,
        };
      case "failed":
        return { ...outcome, atOnce: attempt.dropped };
      case "ended":
      case "refused":
        return outcome;
    }
  }

  /** Asks for the stream from the cursor on. */
  #request(signal: AbortSignal, patienceMs: number, { onOpen, onFirstBytes, seen }: RequestOptions): Attempt {
    const { url, answerLimitMs = ANSWER_LIMIT_MS, onEvent, onRead } = this.#options;
    const ending = new AbortController();
    let ended: Outcome | undefined;
    const isRepeat = (id: string | undefined): boolean => {
      if (!id || !seen?.size) return false;
      if (!seen.has(id)) seen.clear(); // after what has been seen comes what is new
      return seen.has(id);
    };
    const outcome = readEvents({
      url: typeof url === "string" ? url : url(this.#cursor),
      cursor: this.#cursor,
      answerLimitMs: Math.min(patienceMs, answerLimitMs),
      silenceLimitMs: this.#silenceLimitMs,
      signal: AbortSignal.any([signal, ending.signal]),
      onOpen() {
        attempt.open = true;
        attempt.heardAt = attempt.openedAt = Date.now();
        onOpen?.();
      },
      onFirstBytes,
      onMove: () => void this.#move(attempt, signal),
      onId: (id) => {
        if (isRepeat(id)) return;
        this.#cursor = id || undefined;
        if (attempt.move && attempt.move.seen.add(id).size > MAX_SEEN) attempt.end(DRAINED);
      },
      onRetry: (ms) => this.#schedule.setBase(ms),
      onEvent: (event) => !isRepeat(event.id) && onEvent(event),
      async onChunk() {
        attempt.heardAt = Infinity;
        await onRead?.();
        attempt.heardAt = Date.now();
      },
    });
    const attempt: Attempt = {
      heardAt: Date.now(),
      open: false,
      dropped: false,
      outcome: outcome.then((outcome) => ended ?? outcome),
      drop(reason) {
        attempt.dropped = true;
        ending.abort(reason);
      },
      end(outcome) {
        ended = outcome;
        ending.abort();
      },
    };
    return attempt;
  }

  /**
   * Asks for the stream over another connection while `from` is read, and goes on there when its first bytes have come. Where none
   * comes, or the stream has no ids, it ends `from`, to be connected to anew.
   */
  async #move(from: Attempt, stop: AbortSignal): Promise<void> {
    if (from.move) return;
    if (this.#cursor === undefined && !this.#options.startsWhole) return from.end(DRAINED);
    const over = new AbortController();
    const signal = AbortSignal.any([stop, over.signal]);
    let outcome: Outcome | undefined;
    for (const pauseMs of MOVE_PAUSES_MS) {
      const seen = new Set<string>();
      from.move = { seen, over };
      await this.#wait(Math.max(pauseMs, this.#schedule.cooldown(Date.now())), signal);
      if (signal.aborted) return;
      seen.clear(); // the request is for what comes after them
      this.#schedule.attempt(Date.now());
      outcome = await new Promise<Outcome | undefined>((resolve) => {
        const takeOver = () => {
          this.#attempt = next;
          from.drop("");
          this.#options.onMove?.();
          resolve(undefined);
        };
        const next = this.#request(signal, FIRST_PATIENCE_MS, { onFirstBytes: takeOver, seen });
        next.outcome.then(resolve, () => {}); // an error of a callback's comes after the first bytes: `#connect` has it
      });
      if (!outcome || signal.aborted) return;
      if (outcome.kind !== "failed" && outcome.kind !== "closed") break;
    }
    from.end(outcome!);
  }

  /** Resolves after `ms`, or when stopped, or, if `canHurry`, when there is `hope`. */
  #wait(ms: number, signal: AbortSignal, canHurry = false): Promise<void> {
    if (ms <= 0 || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", wake);
        this.#hurry = undefined;
        resolve();
      };
      const timer = setTimeout(wake, ms);
      signal.addEventListener("abort", wake);
      if (canHurry) this.#hurry = wake;
    });
  }
}
