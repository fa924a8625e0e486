import { createParser } from "eventsource-parser";
import { describe, textOf } from "./body.ts";
import { CannotCheck } from "./cannot-check.ts";
import { type Answer, get } from "./request.ts";

// Enough for any tail; who sends more in the time is a load test.
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_EVENTS = 20_000;
// A problem's text, out of a body that may never end.
const MAX_PROBLEM_BYTES = 64 * 1024;
const PROBLEM_TIMEOUT_MS = 2_000;

/** Names by which streams send their heartbeats as events. */
const HEARTBEAT_NAME = /^(ping|heartbeat|keep-?alive)$/i;

export interface SeenEvent {
  /** When it was there whole: `performance.now()`. */
  at: number;
  id?: string;
  event?: string;
  data: string;
  /** Its own `time` or `timestamp`, in milliseconds of the clock that made it. */
  time?: number;
}

export interface Recording {
  sentAt?: number;
  answer?: Answer;
  /** Why there is no stream although there is an answer. */
  refusal?: string;
  firstByteAt?: number;
  events: SeenEvent[];
  /** When comments, and events that are heartbeats by their name, came. */
  heartbeats: number[];
  /** How it ended, unless by us. */
  end?: { at: number; how: "properly" | "broken" | "too much" };
  /** Where the watching stopped. */
  until: number;
}

export interface Watch {
  headers: Record<string, string>;
  signal: AbortSignal;
  onChange?: () => void;
}

/**
 * A stream, written down as it comes. `recording` is there at once and grows; `done` resolves when the stream has ended or
 * the signal has fired, and rejects with a `CannotCheck` when there was no way to it.
 */
export function record(url: URL, { headers, signal, onChange = () => {} }: Watch) {
  const recording: Recording = {
    events: [],
    heartbeats: [],
    until: 0,
  };
  const done = run().finally(() => {
    recording.until = performance.now();
    onChange();
  });
  return { recording, done };

  async function run(): Promise<void> {
    try {
      const answer = await get(url, {
        headers: { accept: "text/event-stream", ...headers },
        signal,
        onSent: (at) => (recording.sentAt = at),
      });
      recording.answer = answer;
      onChange();
      if (answer.status !== 200 || !isEventStream(answer)) {
        recording.refusal = describe(answer, await beginning(answer));
      } else {
        await read(answer);
      }
    } catch (error) {
      if (signal.aborted) return;
      throw error instanceof CannotCheck ? error : new CannotCheck((error as Error).message);
    }
  }

  async function read(answer: Answer): Promise<void> {
    const parser = createParser({
      onEvent({ id, event, data }) {
        const at = performance.now();
        if (event !== undefined && HEARTBEAT_NAME.test(event)) recording.heartbeats.push(at);
        else recording.events.push({ at, id, event, data, time: timeOf(data) });
      },
      onComment: () => void recording.heartbeats.push(performance.now()),
    });
    const decoder = new TextDecoder();
    let bytes = 0;
    let how: NonNullable<Recording["end"]>["how"] = "properly";
    try {
      for await (const chunk of answer.body as AsyncIterable<Buffer>) {
        recording.firstByteAt ??= performance.now();
        bytes += chunk.length;
        parser.feed(decoder.decode(chunk, { stream: true }));
        onChange();
        if (bytes > MAX_BYTES || recording.events.length > MAX_EVENTS) {
          how = "too much";
          break;
        }
      }
    } catch {
      how = "broken";
    }
    if (!signal.aborted) recording.end = { at: performance.now(), how };
  }
}

export function isEventStream({ headers }: Answer): boolean {
  return /^text\/event-stream\s*(;|$)/i.test(headers["content-type"] ?? "");
}

async function beginning(answer: Answer): Promise<string> {
  const timer = setTimeout(() => answer.body.destroy(), PROBLEM_TIMEOUT_MS);
  try {
    return await textOf(answer, MAX_PROBLEM_BYTES);
  } catch {
    return ""; // the status and the type say enough
  } finally {
    clearTimeout(timer);
    answer.body.destroy();
  }
}

/** The `time` or `timestamp` of an event whose data is JSON, in milliseconds. */
export function timeOf(data: string): number | undefined {
  if (!data.startsWith("{")) return undefined;
  try {
    const { time, timestamp = time } = JSON.parse(data) as { time?: unknown; timestamp?: unknown };
    const ms = typeof timestamp === "string" ? Date.parse(timestamp) : NaN;
    return Number.isNaN(ms) ? undefined : ms;
  } catch {
    return undefined;
  }
}
