import type { EventSourceMessage } from "eventsource-parser";
import { type Failed, OFFLINE, readEvents } from "@/log/log-connection";
import { RetrySchedule } from "@/log/retry-schedule";
import { parseWorkloadEvent, type WorkloadEvent } from "./workload-event";

/** How it stands with the connection. */
export type Connection =
  | { kind: "connecting" }
  /** The whole picture is there, and each change is told. */
  | { kind: "live" }
  /** `retryAt` by `Date.now()`; undefined while the attempt is under way. */
  | { kind: "reconnecting"; reason: string; retryAt?: number }
  /** Stopped by whoever started it. */
  | { kind: "paused" }
  | Off;

/** There is no live status here, and asking again would not help. Without a `reason` the backend just has none. */
export interface Off {
  kind: "off";
  reason?: string;
}

export interface StatusStreamOptions {
  /** The address of the event stream. */
  url: string;
  /** Milliseconds without a byte after which a connection is taken for dead. */
  silenceLimitMs: number;
  /** Milliseconds without an answer to the request after which it is given up; the first attempts wait less long. */
  answerLimitMs: number;
  onConnection(connection: Connection): void;
  /** The first of each connection is a snapshot. */
  onEvent(event: WorkloadEvent): void;
}

// A connection that has held this long was a good one: what breaks sooner, again and again, is asked ever less often.
const STEADY_MS = 5_000;
// An answer usually takes milliseconds; none for so long, and a fresh connection is likelier to bring one. Doubled after
// each failure, for a backend that does take its time.
const FIRST_PATIENCE_MS = 5_000;

interface Failure extends Failed {
  /** The connection was dropped to be made anew. */
  atOnce: boolean;
}

/**
 * Follows `/v1/events` from connection to connection until it is stopped, or there turns out to be none. Needs no cursor:
 * each connection begins with the whole picture. Knows nothing of the page: needs `fetch` only.
 */
export class StatusStream {
  readonly #options: StatusStreamOptions;
  readonly #schedule = new RetrySchedule();
  /** Set from `start` to the end. */
  #running: AbortController | undefined;
  /** Set while there is a connection. */
  #dropped: AbortController | undefined;
  /** Set while it waits for the next attempt. */
  #hurry: (() => void) | undefined;

  constructor(options: StatusStreamOptions) {
    this.#options = options;
  }

  /** Connects now: for the first time, after a stop, or instead of waiting for the next attempt. */
  start(): void {
    if (!this.#running) void this.#follow();
    else this.#hurry?.();
  }

  stop(): void {
    if (!this.#running) return;
    this.#running.abort();
    this.#running = undefined;
    this.#options.onConnection({ kind: "paused" });
  }

  /**
   * The network is said to be gone: a connection that has gone with it would never say so. So it is dropped and asked for
   * again at once, and the reader knows within moments.
   */
  doubt(): void {
    this.#dropped?.abort(OFFLINE);
  }

  async #follow(): Promise<void> {
    const running = new AbortController();
    const { signal } = running;
    const report = (connection: Connection) => {
      if (!signal.aborted) this.#options.onConnection(connection);
    };
    this.#running = running;
    report({ kind: "connecting" });
    await this.#wait(this.#schedule.cooldown(Date.now()), signal);
    while (!signal.aborted) {
      this.#schedule.attempt(Date.now());
      const outcome = await this.#connect(signal);
      if (signal.aborted) return;
      if (outcome.kind === "off") {
        this.#running = undefined;
        return this.#options.onConnection(outcome);
      }
      const { reason, retryAfterMs, atOnce } = outcome;
      const delay = this.#schedule.fail(Date.now(), retryAfterMs);
      if (!atOnce) {
        report({ kind: "reconnecting", reason, retryAt: Date.now() + delay });
        await this.#wait(delay, signal, true);
      }
      const cooldown = this.#schedule.cooldown(Date.now());
      if (cooldown > 0) report({ kind: "reconnecting", reason, retryAt: Date.now() + cooldown });
      await this.#wait(cooldown, signal);
      report({ kind: "reconnecting", reason });
    }
  }

  async #connect(stop: AbortSignal): Promise<Off | Failure> {
    const { url, silenceLimitMs, answerLimitMs } = this.#options;
    const dropped = (this.#dropped = new AbortController());
    let openedAt: number | undefined;
    let fault: Off | undefined;
    const outcome = await readEvents({
      address: url,
      answerLimitMs: Math.min(FIRST_PATIENCE_MS * 2 ** this.#schedule.failures, answerLimitMs),
      silenceLimitMs,
      signal: AbortSignal.any([stop, dropped.signal]),
      onOpen: () => (openedAt = Date.now()),
      onRetry: (ms) => this.#schedule.setBase(ms),
      onEvent: (event) => (fault = this.#take(event)) !== undefined,
    });
    if (!stop.aborted) this.#dropped = undefined;
    if (openedAt !== undefined && Date.now() - openedAt >= STEADY_MS) this.#schedule.steady();
    switch (outcome.kind) {
      case "enough":
        return fault!;
      case "refused":
        return outcome.status === 404 ? { kind: "off" } : { kind: "off", reason: outcome.reason };
      case "failed":
        return { ...outcome, atOnce: dropped.signal.aborted };
      case "closed": {
        const reason = outcome.drained ? "The server is shutting down." : "The connection was closed.";
        return { kind: "failed", reason, atOnce: false };
      }
    }
  }

  /** Hands on one event. Returns why no more can be taken, if so: what it cannot read, the page would show wrongly. */
  #take({ event = "message", data }: EventSourceMessage): Off | undefined {
    const parsed = parseWorkloadEvent(event, data);
    if (parsed === "unknown") return undefined;
    if (!parsed) return { kind: "off", reason: "The backend's event is not what was expected." };
    this.#options.onEvent(parsed);
    if (parsed.kind === "snapshot") this.#options.onConnection({ kind: "live" });
  }

  /** Resolves after `ms`, or when stopped, or, if `canHurry`, when started. */
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
