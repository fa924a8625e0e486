import { createParser, type EventSourceMessage, type ParseError } from "eventsource-parser";
import { type LogLine, parseEnd, parseGap, parseLine } from "./log-event.ts"; // ".ts": Node runs this file too
import type { Connection } from "./protocol";
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
}

// A line of 1 MiB, the longest that the embedded backend sends, with each character as \u0000 in its JSON.
const MAX_EVENT_CHARACTERS = 8 * 1024 * 1024;
// A connection that has held this long was a good one: what breaks sooner, again and again, is asked ever less often.
const STEADY_MS = 5_000;
// An answer usually takes milliseconds; none for so long, and a fresh connection is likelier to bring one. Doubled after
// each failure, for a backend that does take its time.
const FIRST_PATIENCE_MS = 5_000;

type Ended = Extract<Connection, { kind: "ended" }>;
type Refused = Extract<Connection, { kind: "refused" }>;

interface Failure {
  kind: "failed";
  reason: string;
  retryAfterMs?: number;
}

/**
 * Follows one log over Server-Sent Events, from connection to connection, until it ends, is refused or is stopped. With a
 * backend that gives its lines ids, a new connection goes on right after the last line; with another one, `onGap` says
 * that lines may be missing. Knows nothing of the page: needs `fetch` only.
 */
export class LogStream {
  readonly #options: LogStreamOptions;
  readonly #schedule = new RetrySchedule();
  /** The id of the last event. */
  #cursor: string | undefined;
  #hasLines = false;
  /** Set from `start` to the end. */
  #running: AbortController | undefined;
  #hurry: (() => void) | undefined;

  constructor(options: LogStreamOptions) {
    this.#options = options;
  }

  /** Connects now: for the first time, instead of waiting for the next attempt, or once more after the end. */
  start(): void {
    if (!this.#running) void this.#follow();
    else this.#hurry?.();
  }

  /** Ends the connection; `start` takes it up again where it was. */
  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
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

  /** Waits until the attempt after `failure` is due, or somebody has called `start` and one more is allowed. */
  async #waitAfter({ reason, retryAfterMs }: Failure, signal: AbortSignal): Promise<void> {
    const delay = this.#schedule.fail(Date.now(), retryAfterMs);
    const attempt = this.#schedule.failures;
    const report = (inMs?: number) => {
      const retryAt = inMs === undefined ? undefined : Date.now() + inMs;
      if (!signal.aborted) this.#options.onState({ kind: "reconnecting", reason, attempt, retryAt });
    };
    report(delay);
    await this.#wait(delay, signal, true);
    const cooldown = this.#schedule.cooldown(Date.now());
    if (cooldown > 0) report(cooldown);
    await this.#wait(cooldown, signal);
    report();
  }

  async #connect(stop: AbortSignal): Promise<Ended | Refused | Failure> {
    const { url, tail, silenceLimitMs, answerLimitMs, onState, onGap } = this.#options;
    const connection = new AbortController();
    const abort = () => connection.abort();
    stop.addEventListener("abort", abort);
    let overdue: string | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const expectNext = (ms: number, otherwise: string) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        overdue = otherwise;
        abort();
      }, ms);
    };
    let liveAt: number | undefined;
    try {
      const resumedBlindly = this.#hasLines && this.#cursor === undefined;
      const patience = FIRST_PATIENCE_MS * 2 ** this.#schedule.failures;
      expectNext(Math.min(patience, answerLimitMs), "There was no answer in time.");
      const response = await fetch(`${url}?tail=${resumedBlindly ? 0 : tail}`, {
        headers: this.#cursor === undefined ? {} : { "last-event-id": headerValue(this.#cursor) },
        cache: "no-store",
        signal: connection.signal,
      });
      const refusal = await refusalOf(response);
      if (refusal) return refusal;

      liveAt = Date.now();
      onState({ kind: "live" });
      if (resumedBlindly) onGap(null);

      let end: Ended | Refused | undefined;
      const parser = createParser({
        maxBufferSize: MAX_EVENT_CHARACTERS,
        onId: (id) => (this.#cursor = id || undefined),
        onRetry: (ms) => this.#schedule.setBase(ms),
        onEvent: (event) => (end ??= this.#take(event)),
        onError: (error) => (end ??= tooLong(error)),
      });
      const decoder = new TextDecoder();
      const reader = response.body!.getReader(); // Safari cannot iterate over a body.
      for (;;) {
        expectNext(silenceLimitMs, "The connection has gone silent.");
        const { done, value } = await reader.read();
        if (done) return { kind: "failed", reason: "The connection was closed." };
        parser.feed(decoder.decode(value, { stream: true }));
        if (end) return end;
      }
    } catch {
      const reason = liveAt === undefined ? "The server cannot be reached." : "The connection broke off.";
      return { kind: "failed", reason: overdue ?? reason };
    } finally {
      clearTimeout(timer);
      stop.removeEventListener("abort", abort);
      abort();
      if (liveAt !== undefined && Date.now() - liveAt >= STEADY_MS) this.#schedule.steady();
    }
  }

  /** Hands on one event. Returns the end if it says that no more will come. */
  #take({ event = "message", data, id }: EventSourceMessage): Ended | undefined {
    if (event === "end") return { kind: "ended", exitCode: parseEnd(data) };
    if (event === "gap") this.#options.onGap(parseGap(data));
    if (event === "message") {
      this.#hasLines = true;
      this.#options.onLine(parseLine(data, id));
    }
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

/** Undefined for an open event stream. */
async function refusalOf(response: Response): Promise<Refused | Failure | undefined> {
  const { status, headers } = response;
  const type = headers.get("content-type") ?? "";
  if (status === 200) {
    if (/^text\/event-stream\s*(;|$)/i.test(type)) return undefined;
    return { kind: "refused", reason: `The answer is ${type || "of no type"} instead of an event stream.` };
  }
  const isProblem = type.startsWith("application/problem+json");
  const { title, detail }: { title?: unknown; detail?: unknown } =
    (isProblem && (await response.json().catch(() => null))) || {};
  const what = `${status} ${typeof title === "string" ? title : response.statusText}`.trim();
  const reason = typeof detail === "string" && detail ? `${what}: ${detail}` : `${what}.`;
  // Request Timeout and Too Many Requests are the client errors that pass (RFC 9110, 15.5.9; RFC 6585, 4).
  if (status < 500 && status !== 408 && status !== 429) return { kind: "refused", reason, status };
  return { kind: "failed", reason, retryAfterMs: retryAfter(headers.get("retry-after")) };
}

/** Milliseconds; the header has seconds or a date (RFC 9110, 10.2.3). */
function retryAfter(value: string | null): number | undefined {
  if (value === null) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : ms;
}

/** A header has bytes, and JavaScript wants each as one character. */
function headerValue(cursor: string): string {
  return String.fromCharCode(...new TextEncoder().encode(cursor));
}

function tooLong({ type }: ParseError): Refused | undefined {
  if (type !== "max-buffer-size-exceeded") return undefined;
  return { kind: "refused", reason: `A line is longer than ${MAX_EVENT_CHARACTERS} characters.` };
}
