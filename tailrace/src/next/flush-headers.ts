import type { ServerResponse } from "node:http";
import type { HandlerBody } from "./handler-body.ts";

/**
 * Has the headers of an answer whose body takes its time go out before it. Next sends them with the body's first byte (15.5 and 16,
 * pipe-readable.js); when it pipes the body it has set them.
 */
export function flushHeaders(body: HandlerBody, response: ServerResponse): void {
  const { stream } = body;
  stream.pipeTo = (...destination) => {
    setImmediate(() => {
      if (!response.headersSent && !body.ended) response.flushHeaders();
    });
    return ReadableStream.prototype.pipeTo.apply(stream, destination);
  };
}
