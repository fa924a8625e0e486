/** Answers with event streams, and ends those that are open when the server closes. */
export class EventStreams {
  readonly #open = new Set<AbortController>();

  /**
   * An answer with the events that `events` yields as text. It asks for more only when the socket has taken what came
   * before: a client that does not read costs one piece of text, and a HEAD request, whose body nobody reads, starts
   * nothing.
   * @param events gets a signal that aborts when the client has left or the server closes, and then returns.
   */
  respond(events: (signal: AbortSignal) => AsyncGenerator<string, void>): Response {
    const ended = new AbortController();
    const source = events(ended.signal);
    const encoder = new TextEncoder();
    let left = false;
    const body = new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          this.#open.add(ended);
          const { done, value } = await source.next();
          if (left) return;
          if (!done) return controller.enqueue(encoder.encode(value));
          this.#open.delete(ended);
          controller.close();
        },
        cancel: () => {
          left = true;
          this.#open.delete(ended);
          ended.abort();
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body, {
      headers: {
        "content-type": "text/event-stream",
        "cache-control": "no-cache, no-transform",
        connection: "close", // Else the socket outlives its stream by the keep-alive time, and the server's close waits.
      },
    });
  }

  /** Ends all open streams cleanly and without an `end` event: their clients shall come again. */
  close(): void {
    for (const stream of this.#open) stream.abort();
  }
}
