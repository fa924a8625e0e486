import { createParser, type EventSourceMessage } from "eventsource-parser";
import { onTestFinished } from "vitest";

export type Line = { time: string; stream: "stdout" | "stderr"; message: string };

/** A client of an event stream that reads event by event. */
export class EventReader {
  readonly response: Response;
  /** The last id seen, to go on from. */
  cursor = "";
  readonly #leave: AbortController;
  readonly #reader: ReadableStreamDefaultReader<string>;
  readonly #events: EventSourceMessage[] = [];
  readonly #parser = createParser({ onEvent: (event) => this.#events.push(event) });

  constructor(response: Response, leave: AbortController) {
    this.response = response;
    this.#leave = leave;
    this.#reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** The next event, or `undefined` when the stream has ended. Rejects when it has broken off. */
  async next(): Promise<EventSourceMessage | undefined> {
    while (this.#events.length === 0) {
      const { done, value } = await this.#reader.read();
      if (done) return undefined;
      this.#parser.feed(value);
    }
    const event = this.#events.shift()!;
    this.cursor = event.id ?? this.cursor;
    return event;
  }

  /** The next event, without what a line had come to before it ended: that is a matter of when one looked. */
  async #nextSettled(): Promise<EventSourceMessage | undefined> {
    for (;;) {
      const event = await this.next();
      if (event?.event !== "partial") return event;
    }
  }

  /** The messages of the next lines, as they ended; fails on any event that is neither a line nor a part of one. */
  async messages(count: number): Promise<string[]> {
    const messages: string[] = [];
    while (messages.length < count) messages.push(lineOf(await this.#nextSettled()).message);
    return messages;
  }

  /** All events until the stream ends, short: a line is its message as it ended, another event `name data`. */
  async rest(): Promise<string[]> {
    const seen: string[] = [];
    for (let event = await this.#nextSettled(); event; event = await this.#nextSettled()) {
      seen.push(event.event ? `${event.event} ${event.data}` : lineOf(event).message);
    }
    return seen;
  }

  leave(): void {
    this.#leave.abort();
  }
}

/** Opens an event stream; the test's end closes it. */
export async function openEvents(url: string, headers: Record<string, string> = {}): Promise<EventReader> {
  const leave = new AbortController();
  onTestFinished(() => leave.abort());
  return new EventReader(await fetch(url, { headers, signal: leave.signal }), leave);
}

export function lineOf(event: EventSourceMessage | undefined): Line {
  if (!event || event.event) throw new Error(`expected a line, got ${JSON.stringify(event)}`);
  return JSON.parse(event.data) as Line;
}
