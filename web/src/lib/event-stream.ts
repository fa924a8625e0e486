import { BackendBody } from "./backend-body";
import { BackendError } from "./backend-error";
import { bodyFor } from "./event-stream-body";
import { forward } from "./forward";

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
  return forward(toPath, { bodyFor: eventStreamBodyFor, endless: true });
}

function eventStreamBodyFor(method: string, status: number, headers: Headers): typeof BackendBody {
  if (status === 200 && !headers.has("content-type")) headers.set("content-type", "text/event-stream");
  const body = bodyFor(method, status, headers);
  if (status === 200 && body === BackendBody) {
    throw new BackendError(
      "backend_invalid_response",
      `The backend answered ${headers.get("content-type")} instead of text/event-stream.`,
    );
  }
  return body;
}
