import { createParser, type EventSourceMessage, type ParseError } from "eventsource-parser";
import type { Connection } from "./protocol";

export interface LogRequest {
  /** The log's address with its query. */
  address: string;
  /** The cursor of the line to go on after. */
  cursor?: string;
  /** Milliseconds without an answer after which the request is given up. */
  answerLimitMs: number;
  /** Milliseconds without a byte after which the connection is taken for dead. */
  silenceLimitMs: number;
  /** Ends the connection; if its reason is a text, that is the reason of the failure. */
  signal: AbortSignal;
  /** The answer is an event stream. */
  onOpen?(): void;
  /** Returns true for the last event that is wanted. */
  onEvent(event: EventSourceMessage): boolean;
  /** The last event's id, empty for none. As an event is dispatched, and not before (WHATWG HTML, 9.2.6). */
  onId?(id: string): void;
  onRetry?(ms: number): void;
  /** Bytes have come, and the events in them have been handed on: so many. Reads on when what it returns has resolved. */
  onChunk?(events: number): void | Promise<void>;
}

/** How a connection has ended. */
export type Outcome = Closed | { kind: "enough" } | Refused | Failed;

/** The server has closed it properly. */
interface Closed {
  kind: "closed";
  /** Because it shuts down: it has more, and said when to ask for it (web/src/lib/event-stream-body.ts). */
  drained: boolean;
}

export type Refused = Extract<Connection, { kind: "refused" }>;

/** Asking again may help. */
export interface Failed {
  kind: "failed";
  reason: string;
  retryAfterMs?: number;
}

// A line of 1 MiB, the longest that the embedded backend sends, with each character as \u0000 in its JSON.
const MAX_EVENT_CHARACTERS = 8 * 1024 * 1024;

// No event goes without a blank line after it, so this is none of the backend's fields.
const DRAINED = /(?:^|\n)retry: \d{1,9}\n$/;
const DRAINED_LENGTH = 18;

// Of a backlog megabytes come at once, and the first rows of it are on the page before the others are even parsed.
const PIECE_BYTES = 65_536;

// Attempts are few a minute, and the event that the network is back comes sooner: this is for a device that is wrong about it.
const OFFLINE_RETRY_MS = 10_000;

/** Opens one connection to a log and hands on its events until it ends. Rejects with what a callback throws, never else. */
export async function readEvents(request: LogRequest): Promise<Outcome> {
  const overdue = new AbortController();
  const signal = AbortSignal.any([request.signal, overdue.signal]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expectNext = (ms: number, otherwise: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => overdue.abort(otherwise), ms);
  };
  const failed = (reason: string): Failed => {
    if (typeof signal.reason === "string") return { kind: "failed", reason: signal.reason };
    return isOffline()
      ? { kind: "failed", reason: OFFLINE, retryAfterMs: OFFLINE_RETRY_MS }
      : { kind: "failed", reason };
  };
  try {
    expectNext(request.answerLimitMs, NO_ANSWER);
    const headers = new Headers();
    if (request.cursor !== undefined) headers.set("last-event-id", headerValue(request.cursor));
    const response = await fetch(request.address, { headers, cache: "no-store", signal }).catch(() => {});
    if (!response) return failed("The server cannot be reached.");
    const refusal = await refusalOf(response);
    if (refusal) return refusal;
    if (signal.aborted) return failed("");
    request.onOpen?.();

    let outcome: Outcome | undefined;
    let events = 0;
    const over = () => outcome !== undefined || signal.aborted;
    const parser = createParser({
      maxBufferSize: MAX_EVENT_CHARACTERS,
      onId: (id) => over() || request.onId?.(id),
      onRetry: request.onRetry?.bind(request),
      onEvent(event) {
        events += 1;
        if (!over() && request.onEvent(event)) outcome = { kind: "enough" };
      },
      onError: (error) => (outcome ??= tooLong(error)),
    });
    const decoder = new TextDecoder();
    const reader = response.body!.getReader(); // Safari cannot iterate over a body.
    let last = "";
    for (;;) {
      expectNext(request.silenceLimitMs, SILENT);
      const chunk = await reader.read().catch(() => {});
      if (!chunk || signal.aborted) return failed("The connection broke off.");
      if (chunk.done) return { kind: "closed", drained: DRAINED.test(last) };
      for (let from = 0; from < chunk.value.length; from += PIECE_BYTES) {
        const text = decoder.decode(chunk.value.subarray(from, from + PIECE_BYTES), { stream: true });
        parser.feed(text);
        const handled = request.onChunk?.(events);
        events = 0;
        if (outcome) return outcome;
        await handled;
        last = (last + text.slice(-DRAINED_LENGTH)).slice(-DRAINED_LENGTH);
      }
    }
  } finally {
    clearTimeout(timer);
    overdue.abort();
  }
}

export const OFFLINE = "This device is offline.";
export const NO_ANSWER = "There was no answer in time.";
export const SILENT = "The connection has gone silent.";

function isOffline(): boolean {
  const navigator: object = globalThis.navigator ?? {};
  return "onLine" in navigator && navigator.onLine === false; // Node's has none
}

/** Undefined for an open event stream. */
async function refusalOf(response: Response): Promise<Refused | Failed | undefined> {
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
