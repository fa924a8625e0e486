import { BackendBody } from "./backend-body";
import { BackendError } from "./backend-error";
import { EventStreamBody } from "./event-stream-body";
import { forward } from "./forward";
import { openStreams } from "./open-streams";

/**
 * A GET handler that streams Server-Sent Events from the path on the backend that `toPath` makes of the route's params.
 *
 * The bytes of the backend pass as they come. Comments are added where no parser can tell: one at the start, because Next
 * sends the headers with the first byte of the body, and one per `STREAM_HEARTBEAT_MS` of silence. The client's leaving
 * ends the backend's request; a shutdown ends the stream with a `retry:`. An answer that is not a stream passes as it is
 * if its status says so, and is a 502 if it is a 200.
 *
 * @example export const GET = eventStream(({ id }: { id: string }) => backendPath`/v1/workloads/${id}/logs`);
 */
export function eventStream<Params>(toPath: (params: Params) => string) {
  return forward(
    (params: Params) => {
      openStreams.assertAccepting();
      return toPath(params);
    },
    { bodyFor },
  );
}

function bodyFor(status: number, headers: Headers): typeof BackendBody {
  if (status !== 200) return BackendBody;
  const type = headers.get("content-type");
  if (type !== null && !/^text\/event-stream\s*(;|$)/i.test(type)) {
    throw new BackendError(
      "backend_invalid_response",
      `The backend answered ${type} instead of text/event-stream.`,
    );
  }
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding !== "identity") {
    throw new BackendError(
      "backend_invalid_response",
      `The backend compresses its event stream with ${encoding}.`,
    );
  }
  headers.set("content-type", "text/event-stream");
  // no-transform keeps Next's compression, and every well-behaved proxy's, away from the stream (RFC 9111, 5.2.2.6).
  headers.set("cache-control", "no-cache, no-transform");
  headers.set("x-accel-buffering", "no"); // nginx buffers proxied answers unless told otherwise
  return EventStreamBody;
}
