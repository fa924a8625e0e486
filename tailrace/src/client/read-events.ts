import { createParser, type EventSourceMessage, type ParseError } from "eventsource-parser";

export interface ReadEventsOptions {
  /** The address of the event stream. */
  url: string;
  /** Sent as `Last-Event-ID`: the stream goes on after the event of this id (WHATWG HTML, 9.2.4). */
  cursor?: string;
  /** Milliseconds without an answer after which the request is given up. */
  answerLimitMs: number;
  /** Milliseconds without a byte after which the connection is taken for dead. */
  silenceLimitMs: number;
  /** Ends the connection; if its reason is a text, that is the reason of the failure. */
  signal: AbortSignal;
  /** The answer is an event stream. */
  onOpen?(): void;
  /** The first bytes have come; before their events are handed on. */
  onFirstBytes?(): void;
  /**
   * The server asks to go on over another connection, and sends on until that one is there. If left out, the server is not told
   * that this can be, nor is one of another origin, as a browser would have to ask it whether it may be (WHATWG Fetch, 3.2.2).
   */
  onMove?(): void;
  /** Returns true for the last event that is wanted. */
  onEvent(event: EventSourceMessage): boolean;
  /**
   * The id of the last event, empty for none. As an event is dispatched, and not before, but also by one without data,
   * which `onEvent` is not told of (WHATWG HTML, 9.2.6).
   */
  onId?(id: string): void;
  /** The milliseconds of a `retry` field. */
  onRetry?(ms: number): void;
  /**
   * Bytes have come, and the events in them have been handed on: so many. Reads on when what it returns has resolved; time
   * that passes until then is no silence of the connection.
   */
  onChunk?(events: number): void | Promise<void>;
}

/** How a connection has ended. */
export type Outcome = Closed | { kind: "enough" } | { kind: "ended" } | Refused | Failed;

/** The server has closed it properly. */
interface Closed {
  kind: "closed";
  /** It has more, and said when to ask for it: it shuts down, or lets no stream grow older. */
  drained: boolean;
}

/** Asking again would not help. */
export interface Refused {
  kind: "refused";
  /** A sentence for whoever looks at the page. */
  reason: string;
  /** The answer's status, where that was what refused. */
  status?: number;
  /** Whoever is in front wants to know who asks: a 401, or a 403 that has no problem to tell (RFC 9457), as login proxies answer. */
  signedOut?: true;
}

/** Asking again may help. */
export interface Failed {
  kind: "failed";
  reason: string;
  retryAfterMs?: number;
  /** A hop that is well says so of its backend. */
  ofBackend?: true;
}

// A line of 1 MiB, the longest that most things send, with each character as \u0000 in its JSON.
const MAX_EVENT_CHARACTERS = 8 * 1024 * 1024;

// How a client says that it can go on over another connection (a Boolean: RFC 9651, 3.3.6), and the comment that asks it to.
const MOVE_HEADER = ["tailrace-move", "?1"] as const;
const MOVE_COMMENT = "tailrace-move";

// How the hop takes leave of a stream. No event goes without a blank line after it, so this is none of
// the backend's fields.
const DRAINED = /(?:^|[\r\n])retry: \d{1,9}\n$/;
const DRAINED_LENGTH = 18;

// Of a backlog megabytes come at once, and the first events of it are on the page before the others are even parsed.
const PIECE_BYTES = 65_536;

// Attempts are few a minute, and the event that the network is back comes sooner: this is for a device that is wrong about it.
const OFFLINE_RETRY_MS = 10_000;

/**
 * Opens one connection to an event stream and hands on its events until it ends. Needs `fetch` only, so that it can send
 * what `EventSource` cannot, and say what that does not: why. Rejects with what a callback throws, never else.
 *
 * Unlike `EventSource` (WHATWG HTML, 9.2.3), which gives up at any status but 200, it takes a 5xx, 408 and 429 for failures
 * that pass; a 204 ends the stream for both.
 */
export async function readEvents(options: ReadEventsOptions): Promise<Outcome> {
  const overdue = new AbortController();
  const signal = AbortSignal.any([options.signal, overdue.signal]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expectNext = (ms: number, otherwise: string) => {
    timer = setTimeout(() => overdue.abort(otherwise), ms);
  };
  const failed = (reason: string): Failed => {
    if (typeof signal.reason === "string") return { kind: "failed", reason: signal.reason };
    return isOffline()
      ? { kind: "failed", reason: OFFLINE, retryAfterMs: OFFLINE_RETRY_MS }
      : { kind: "failed", reason };
  };
  try {
    expectNext(options.answerLimitMs, NO_ANSWER);
    const headers = new Headers();
    if (options.cursor !== undefined) headers.set("last-event-id", headerValue(options.cursor));
    if (options.onMove && isOwnOrigin(options.url)) headers.set(...MOVE_HEADER);
    const response = await fetch(options.url, { headers, cache: "no-store", signal }).catch(() => {});
    if (!response) return failed("The server cannot be reached.");
    const refusal = await refusalOf(response);
    if (refusal) return refusal;
    if (signal.aborted) return failed("");
    clearTimeout(timer);
    options.onOpen?.();

    let outcome: Outcome | undefined;
    let events = 0;
    const over = () => outcome !== undefined || signal.aborted;
    const parser = createParser({
      maxBufferSize: MAX_EVENT_CHARACTERS,
      onId: (id) => over() || options.onId?.(id),
      onRetry: options.onRetry?.bind(options),
      onEvent(event) {
        events += 1;
        if (!over() && options.onEvent(event)) outcome = { kind: "enough" };
      },
      onComment(comment) {
        if (comment === MOVE_COMMENT && !over()) options.onMove?.();
      },
      onError: (error) => (outcome ??= tooLong(error)),
    });
    const decoder = new TextDecoder();
    const reader = response.body!.getReader(); // Safari cannot iterate over a body.
    let last = "";
    for (let first = true; ; first = false) {
      expectNext(options.silenceLimitMs, SILENT);
      const chunk = await reader.read().catch(() => {});
      clearTimeout(timer);
      if (!chunk || signal.aborted) return failed("The connection broke off.");
      if (chunk.done) return { kind: "closed", drained: DRAINED.test(last) };
      if (first) options.onFirstBytes?.();
      for (let from = 0; from < chunk.value.length; from += PIECE_BYTES) {
        const text = decoder.decode(chunk.value.subarray(from, from + PIECE_BYTES), { stream: true });
        parser.feed(text);
        if (!outcome && signal.aborted) return failed("The connection broke off.");
        const handled = options.onChunk?.(events);
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

function isOwnOrigin(url: string): boolean {
  const { location } = globalThis as { location?: { href: string; origin: string } };
  return !location || new URL(url, location.href).origin === location.origin; // Node has no origin
}

/** Undefined for an open event stream. */
async function refusalOf(response: Response): Promise<Refused | Failed | { kind: "ended" } | undefined> {
  const { status, headers } = response;
  const type = headers.get("content-type") ?? "";
  if (status === 204) return { kind: "ended" }; // "a client can be told to stop reconnecting" (WHATWG HTML, 9.2.1)
  if (status === 200) {
    if (/^text\/event-stream\s*(;|$)/i.test(type)) return undefined;
    return { kind: "refused", reason: `The answer is ${type || "of no type"} instead of an event stream.` };
  }
  const isProblem = type.startsWith("application/problem+json");
  const { title, detail, code }: { title?: unknown; detail?: unknown; code?: unknown } =
    (isProblem && ((await response.json().catch(() => null)) as object | null)) || {};
  const what = `${status} ${typeof title === "string" ? title : response.statusText}`.trim();
  const reason = typeof detail === "string" && detail ? `${what}: ${detail}` : `${what}.`;
  // Request Timeout and Too Many Requests are the client errors that pass (RFC 9110, 15.5.9; RFC 6585, 4).
  if (status < 500 && status !== 408 && status !== 429) {
    const signedOut = status === 401 || (status === 403 && !isProblem);
    return { kind: "refused", reason, status, ...(signedOut && { signedOut }) };
  }
  const ofBackend = typeof code === "string" && code.startsWith("backend_");
  const retryAfterMs = retryAfter(headers.get("retry-after"));
  return { kind: "failed", reason, retryAfterMs, ...(ofBackend && { ofBackend }) };
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
  return { kind: "refused", reason: `An event is longer than ${MAX_EVENT_CHARACTERS} characters.` };
}
