/** Text of whole events in, an event stream out. `signal` aborts when the client has left or the server closes. */
export type EventSourceOf = (signal: AbortSignal) => AsyncGenerator<string, void>;

/** Answers with event streams, and ends those that are open when the server closes. */
export class EventStreams {
  readonly #open = new Set<AbortController>();

  /**
   * An answer that asks `events` for more only when the socket has taken what came before: a client that does not read
   * costs one piece of text, and a HEAD request, whose body nobody reads, starts nothing.
   */
  respond(events: EventSourceOf): Response {
    const ended = new AbortController();
    const source = events(ended.signal);
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          this.#open.add(ended);
          const { done, value } = await source.next();
          if (!done) return controller.enqueue(encoder.encode(value));
          this.#open.delete(ended);
          if (!ended.signal.aborted || !left) controller.close();
        },
        cancel: () => {
          left = true;
          this.#open.delete(ended);
          ended.abort();
        },
      },
      { highWaterMark: 0 },
    );
    let left = false;
    return new Response(body, {
      headers: {
        "content-type": "text/event-stream",
        "cache-control": "no-cache, no-transform",
        connection: "close", // Else the socket outlives its stream for the keep-alive time, and `close` waits for it.
      },
    });
  }

  /** Ends all open streams cleanly, without an `end` event: their clients shall come again. */
  close(): void {
    for (const stream of this.#open) stream.abort();
  }
}
