import { BodyStream } from "./body-stream.ts";
import { openDecoded } from "./decode.ts";
import { type AnswerHead, type Backend, exchange } from "./exchange.ts";
import { type RequestBody, sendable } from "./request-body.ts";

/** Of `RequestInit` what concerns one request and its answer; nothing is cached, and no redirect followed. */
export interface BackendInit extends Pick<RequestInit, "method" | "headers"> {
  body?: RequestBody | null;
  /** Ends the request at any time: while connecting, while waiting, in the body. */
  signal?: AbortSignal | null;
}

/**
 * Sends a request to `backend` and resolves with its answer, whatever its status, as soon as the headers are here.
 *
 * Rejects with a `BackendError` when no answer comes: `backend_unreachable`, `backend_timeout`, `backend_broke_off`,
 * `backend_invalid_response`; with a `Refusal` (`invalid_request`) for what is no valid request; and with the signal's reason
 * when that was aborted. What happens after the headers breaks the response's body in the same way. Cancelling the body ends
 * the request.
 */
export async function backendFetch(
  backend: Backend,
  path: string,
  init: BackendInit = {},
): Promise<Response> {
  const method = (init.method ?? "GET").toUpperCase();
  const headers = new Headers(init.headers);
  const payload = init.body === null || init.body === undefined ? undefined : await sendable(init.body);
  if (payload?.type && !headers.has("content-type")) headers.set("content-type", payload.type);
  if (payload?.length !== undefined) headers.set("content-length", String(payload.length));
  // Decoded, if it has to be, but nothing between here and the backend is won by it.
  if (!headers.has("accept-encoding")) headers.set("accept-encoding", "identity");
  return new Promise((resolve, reject) => {
    const request = {
      method,
      path,
      headers: [...headers].flat(),
      body: payload?.body ?? null,
      signal: init.signal ?? undefined,
      endless: false,
    };
    exchange(backend, request, {
      answered(head, upstream) {
        if (!hasBody(method, head.status)) {
          resolve(toResponse(head, null));
          return null;
        }
        const { body, sink, ready } = openDecoded(head, upstream, (upstream) => new BodyStream(upstream));
        const response = toResponse(head, body);
        ready.then(() => resolve(response), reject);
        return sink;
      },
      failed: reject,
    });
  });
}

/**
 * The answer as a `Response`, whose body is in no coding any more. Throws what `Response` throws for a status outside 200–599, or a
 * header that is none.
 */
export function toResponse(
  { status, statusText, headers: fields }: AnswerHead,
  body: BodyStream | null,
): Response {
  const headers = new Headers();
  for (let i = 0; i < fields.length; i += 2) headers.append(fields[i]!, fields[i + 1]!);
  if (body && headers.has("content-encoding")) {
    headers.delete("content-encoding");
    headers.delete("content-length");
  }
  return new Response(body?.stream ?? null, { status, statusText, headers });
}

/** Whether an answer to `method` has content (RFC 9110, 6.4.1). */
export function hasBody(method: string, status: number): boolean {
  return method !== "HEAD" && status !== 204 && status !== 205 && status !== 304;
}
