import type { EventSourceMessage } from "eventsource-parser";
import { type Failed, NO_ANSWER, OFFLINE, readEvents, type Refused, SILENT } from "./log-connection.ts"; // ".ts": Node runs this file too
import { type LogLine, parseEnd, parseGap, parseLine } from "./log-event.ts";
import type { Connection } from "./protocol";
import { QuietWatch } from "./quiet-watch.ts";
import { Repeats, REPEATS_KNOWN } from "./repeats.ts";
import { RetrySchedule } from "./retry-schedule.ts";

export interface LogStreamOptions {
  /** The log's address, without a query. */
  url: string;
  /** Lines to begin with. */
  tail: number;
  /** Milliseconds without a byte after which a connection is taken for dead. */
  silenceLimitMs: number;
  /** Milliseconds without an answer to the request after which it is given up; the first attempts wait less long. */
  answerLimitMs: number;
  onState(state: Connection): void;
  onLine(line: LogLine): void;
  /** Lines are missing here: so many, or, with null, nobody knows whether and how many. */
  onGap(missed: number | null): void;
  /** The lines of one read have been handed on. Reads on when what it returns has resolved. */
  onRead?(): void | Promise<void>;
}

// A connection that has held this long was a good one: what breaks sooner, again and again, is asked ever less often.
const STEADY_MS = 5_000;
// An answer usually takes milliseconds; none for so long, and a fresh connection is likelier to bring one. Doubled after
// each failure, for a backend that does take its time.
const FIRST_PATIENCE_MS = 5_000;
// So long, when there is a new reason to hope: the attempt's packets may have been lost before the network came back, and
// TCP sends them again ever later (RFC 6298, 5.5).
const HOPEFUL_PATIENCE_MS = 1_000;

type Ended = Extract<Connection, { kind: "ended" }>;

/** A connection from the request on. */
interface Attempt {
  /** When the last byte came; at first, when it was asked. By `Date.now()`, which goes on while the device sleeps. */
  heardAt: number;
  open: boolean;
  /** Ends it, and has it tried again at once. */
  drop(reason: string): void;
}

/**
 * Follows one log over Server-Sent Events, from connection to connection, until it ends, is refused or is stopped. With a
 * backend that gives its lines ids, a new connection goes on right after the last line; with another one, `onGap` says
 * that lines may be missing. Knows nothing of the page: needs `fetch` only.
 */
export class LogStream {
  readonly #options: LogStreamOptions;
  readonly #schedule = new RetrySchedule();
  readonly #quiet: QuietWatch;
  /** The id of the last event. */
  #cursor: string | undefined;
  #hasLines = false;
  readonly #repeats = new Repeats();
  /** Set from `start` to the end. */
  #running: AbortController | undefined;
  #paused = false;
  #attempt: Attempt | undefined;
  /** Set while it waits for the next attempt. */
  #hurry: (() => void) | undefined;

  constructor(options: LogStreamOptions) {
    this.#options = options;
    this.#quiet = new QuietWatch(options.onState);
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
    this.#quiet.close();
  }

  /** Gives the connection up until `resume`, unless the log has ended anyway. */
  pause(): void {
    if (!this.#running) return;
    this.stop();
    this.#paused = true;
    this.#options.onState({ kind: "paused" });
  }

  /** Takes the log up where `pause` has left it. */
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
    if (attempt.open && silentMs > this.#options.silenceLimitMs) return attempt.drop(SILENT);
    const dropUnanswered = () => {
      const urgent = this.#attempt === attempt && !attempt.open;
      if (urgent && this.#schedule.cooldown(Date.now()) === 0) attempt.drop(NO_ANSWER);
    };
    setTimeout(dropUnanswered, Math.max(0, HOPEFUL_PATIENCE_MS - silentMs));
  }

  /**
   * The network is said to be gone. Nothing tells whether the connection is too: one within this device is not, and of
   * others no byte will ever say so. So it is given up, and asked for again at once; where it works it goes on with the next
   * line some milliseconds later, and where it does not the reader knows.
   */
  doubt(): void {
    if (this.#attempt?.open) this.#attempt.drop(OFFLINE);
  }

  async #follow(): Promise<void> {
    const { onState } = this.#options;
    this.#running = new AbortController();
    const { signal } = this.#running;
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
  async #waitAfter({ reason, retryAfterMs, atOnce }: Failure, signal: AbortSignal): Promise<void> {
    const delay = this.#schedule.fail(Date.now(), retryAfterMs);
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

  async #connect(stop: AbortSignal): Promise<Ended | Refused | Failure> {
    const { url, tail, silenceLimitMs, answerLimitMs, onGap } = this.#options;
    const cursor = this.#cursor;
    const blind = this.#hasLines && cursor === undefined;
    this.#repeats.connect();
    const dropped = new AbortController();
    const attempt: Attempt = {
      heardAt: Date.now(),
      open: false,
      drop: (reason) => dropped.abort(reason),
    };
    this.#attempt = attempt;
    let liveAt: number | undefined;
    let end: Ended | undefined;
    let newest: LogLine | undefined;
    const lines = blind ? 0 : cursor === undefined ? tail : Math.min(tail, REPEATS_KNOWN);
    const outcome = await readEvents({
      address: `${url}?tail=${lines}`,
      cursor,
      answerLimitMs: Math.min(FIRST_PATIENCE_MS * 2 ** this.#schedule.failures, answerLimitMs),
      silenceLimitMs,
      signal: AbortSignal.any([stop, dropped.signal]),
      onOpen: () => {
        attempt.open = true;
        attempt.heardAt = liveAt = Date.now();
        this.#quiet.open();
        if (blind) onGap(null);
      },
      onId: (id) => (this.#cursor = id || undefined),
      onRetry: (ms) => this.#schedule.setBase(ms),
      onEvent: (event) => {
        if (event.event === undefined || event.event === "message") newest = this.#takeLine(event) ?? newest;
        else if (event.event === "gap") onGap(parseGap(event.data));
        else if (event.event === "end") end = { kind: "ended", exitCode: parseEnd(event.data) };
        return end !== undefined;
      },
      onChunk: () => {
        attempt.heardAt = Date.now();
        if (newest) this.#quiet.lines(newest.time);
        newest = undefined;
        return this.#options.onRead?.();
      },
    });
    if (stop.aborted) return { kind: "failed", reason: "" };
    this.#attempt = undefined;
    this.#quiet.close();
    if (liveAt !== undefined && Date.now() - liveAt >= STEADY_MS) this.#schedule.steady();
    switch (outcome.kind) {
      case "enough":
        return end!;
      case "closed":
        return {
          kind: "failed",
          reason: outcome.drained ? "The server is shutting down." : "The connection was closed.",
        };
      case "failed":
        return { ...outcome, atOnce: dropped.signal.aborted };
      case "refused":
        return outcome;
    }
  }

  /** Hands on a line, unless it is one that the connection repeats. */
  #takeLine({ id, data }: EventSourceMessage): LogLine | undefined {
    if (id && this.#repeats.has(id)) return undefined;
    const line = parseLine(data, id || undefined);
    this.#hasLines = true;
    this.#options.onLine(line);
    return line;
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

interface Failure extends Failed {
  /** The connection was dropped to be made anew. */
  atOnce?: boolean;
}
