import { createParser, type EventSourceMessage } from "eventsource-parser";
import type { Sink, Upstream } from "../exchange/exchange.ts";
import { BackendError } from "../problem.ts";

/** Returns the event that is sent on in place of the one that came, or nothing for one that is left out. */
export type EventTransform = (event: EventSourceMessage) => EventSourceMessage | null | undefined;

// Characters of one event. A backend that never ends its event would fill the memory.
const MAX_EVENT_CHARACTERS = 16 * 2 ** 20;

const encoder = new TextEncoder();

/**
 * Has each event of a stream replaced by what `transform` makes of it, on its way to `next`. A `retry:` and ids pass, also
 * those of events that are left out, so that the reader's cursor moves (WHATWG HTML, 9.2.6); comments do not.
 *
 * An error that `transform` throws breaks the stream, as does an event that is too long.
 */
export class EventTransformer implements Sink {
  readonly #next: Sink;
  readonly #decoder = new TextDecoder();
  readonly #parser: ReturnType<typeof createParser>;
  #failed = false;
  /** The id of a block of which it is not known yet whether it has an event: that comes in the same turn, if it does. */
  #id: string | undefined;

  constructor(next: Sink, upstream: Upstream, transform: EventTransform) {
    this.#next = next;
    const send = (text: string) => next.write(encoder.encode(text));
    const fail = (reason: unknown) => {
      if (this.#failed) return;
      this.#failed = true;
      next.fail(reason);
      upstream.cancel();
    };
    this.#parser = createParser({
      maxBufferSize: MAX_EVENT_CHARACTERS,
      onRetry: (ms) => send(`retry: ${ms}\n`),
      onId: (id) => {
        this.#sendId();
        this.#id = id;
      },
      onEvent: (event) => {
        if (this.#failed) return;
        this.#id = undefined;
        try {
          const replaced = transform(event);
          if (replaced) send(serialized(replaced));
          else if (event.id !== undefined) send(`id: ${event.id}\n\n`);
        } catch (error) {
          fail(error);
        }
      },
      onError: ({ type }) => {
        if (type !== "max-buffer-size-exceeded") return;
        const text = `The backend's event is longer than ${MAX_EVENT_CHARACTERS} characters.`;
        fail(new BackendError("backend_invalid_response", text));
      },
    });
  }

  write(chunk: Uint8Array): void {
    if (this.#failed) return;
    this.#parser.feed(this.#decoder.decode(chunk, { stream: true }));
    this.#sendId();
  }

  /** Sends the id of a block without an event. */
  #sendId(): void {
    if (this.#id === undefined) return;
    this.#next.write(encoder.encode(`id: ${this.#id}\n\n`));
    this.#id = undefined;
  }

  end(trailers?: string[]): void {
    if (!this.#failed) this.#next.end(trailers);
  }

  fail(reason: unknown): void {
    if (!this.#failed) this.#next.fail(reason);
  }

  close(): void {
    this.#next.close?.();
  }
}

function serialized({ id, event, data }: EventSourceMessage): string {
  const fields = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  if (event !== undefined) fields.unshift(`event: ${event}\n`);
  if (id !== undefined) fields.unshift(`id: ${id}\n`);
  return `${fields.join("")}\n`;
}
