import { env } from "@/env";
import { currentAccess, requestIdFrom } from "./access";
import { backendFetch, type BackendRequest, browserLocation } from "./backend";
import { BackendError } from "./backend-error";
import { assertStraightPath } from "./backend-path";
import { assertSameOrigin } from "./cross-origin";
import { bodyFor } from "./event-stream-body";
import { assertAllowedHost } from "./request-host";
import { requestTarget } from "./request-target";

/** Headers that concern one connection only (RFC 9110, 7.6.1) and cross in neither direction. */
const HOP_BY_HOP = [
  "connection", // names further ones, which are dropped too
  "keep-alive",
  "proxy-connection", // never standard, still sent
  "proxy-authenticate", // RFC 9110, 11.7.1: for the next client only
  "proxy-authentication-info", // RFC 9110, 11.7.3
  "proxy-authorization", // RFC 9110, 11.7.2
  "te", // see requestHeaders
  "trailer", // Next writes no trailers
  "transfer-encoding", // each side frames its own messages
  "upgrade", // a route handler cannot upgrade
];

/** What else stays behind on the way to the backend. */
const NOT_TO_BACKEND = [
  "host", // the backend's own is sent
  "accept-encoding", // see requestHeaders
  "expect", // Node has answered it with 100 already
  "next-url", // from here on: Next's own
  "next-action",
  "rsc",
];
const NOT_TO_BACKEND_PREFIXES = ["next-router-", "x-middleware-", "x-invoke-", "x-nextjs-", "x-prerender-"];

/** What a client can claim about where it comes from; only a trusted proxy in front makes it true. */
const FORWARDED = ["forwarded", "x-real-ip"];
const FORWARDED_PREFIX = "x-forwarded-";

/** What else stays behind on the way to the client. */
const NOT_TO_CLIENT = [
  "content-encoding", // the body is passed on decoded: Next drops this header
  "x-middleware-next", // a backend that is a Next app sends these two, and Next answers 500 for a handler that does
  "x-middleware-rewrite",
];

const DECODERS = new Map<string, CompressionFormat>([
  ["gzip", "gzip"],
  ["x-gzip", "gzip"], // RFC 9110, 8.4.1.3
  ["deflate", "deflate"],
  ["br", "brotli" as CompressionFormat], // Node's since 24.7; not yet in TypeScript's DOM types
]);

// RFC 9110, 5.6.2.
const TOKENS = /[!#$%&'*+.^_`|~\w-]+/g;

const EVENT_STREAM = /\btext\/event-stream\b/i;

/**
 * A route handler that sends the request to the path on the backend that `toPath` makes of it, and answers with the
 * backend's answer. The query goes along. An event stream is streamed as `eventStream` does it. A request that gets no
 * answer from the backend is answered with a problem (RFC 9457) whose cause is in the log under the same request id.
 */
export function forward<Params>(
  toPath: (params: Params, request: Request) => string,
  options: Pick<BackendRequest, "bodyFor" | "endless"> = { bodyFor },
) {
  return async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    const access = currentAccess();
    const requestId = access?.requestId ?? requestIdFrom(request.headers.get("x-request-id"));
    const failed = (error: BackendError) => {
      if (access) access.error = error;
    };
    try {
      assertAllowedHost(request);
      assertSameOrigin(request);
      const path = assertStraightPath(toPath(await context.params, request)) + requestTarget(request).query;
      let complete = false;
      const response = await backendFetch(path, {
        endless: EVENT_STREAM.test(request.headers.get("accept") ?? ""),
        ...options,
        method: request.method,
        headers: requestHeaders(request, requestId),
        body: bodyOf(request),
        signal: request.signal,
        onBody: (body) => {
          if (access) access.passage = body;
        },
        onBreak: failed,
        onEnd: () => (complete = true),
      });
      const answer = toClient(response, path, requestId);
      access?.answered();
      // A small answer mostly comes with its headers, in one read: Next writes head, body and end one by one, and each
      // write would be a system call and a packet.
      if (complete) access?.response.cork();
      return answer;
    } catch (error) {
      if (request.signal.aborted) {
        // The client has left, and nobody reads this.
        return new Response(null, { status: 499 });
      }
      if (!(error instanceof BackendError)) throw error;
      failed(error);
      return error.toResponse(requestId);
    }
  };
}

function requestHeaders(request: Request, requestId: string): string[] {
  const dropped = new Set([...HOP_BY_HOP, ...NOT_TO_BACKEND, ...namedInConnection(request.headers)]);
  const headers: string[] = [];
  for (const [name, value] of request.headers) {
    if (dropped.has(name) || NOT_TO_BACKEND_PREFIXES.some((prefix) => name.startsWith(prefix))) continue;
    if (!env.TRUST_FORWARDED_HEADERS && (FORWARDED.includes(name) || name.startsWith(FORWARDED_PREFIX)))
      continue;
    if (name !== "x-request-id") headers.push(name, value);
  }
  headers.push("x-request-id", requestId);
  // Next drops Content-Encoding from what a handler returns, so only an uncompressed body arrives as it was sent.
  headers.push("accept-encoding", "identity");
  // The only part of TE that speaks for the whole way (RFC 9110, 10.1.4).
  if (/(?:^|,)\s*trailers\s*(?:,|$)/i.test(request.headers.get("te") ?? "")) headers.push("te", "trailers");
  return headers;
}

/** RFC 9110, 7.6.1: an intermediary drops every header that Connection names. */
function namedInConnection(headers: Headers): string[] {
  return headers.get("connection")?.toLowerCase().match(TOKENS) ?? [];
}

/**
 * The request's body as it comes, null if it announces none. Next hands no body of a GET or HEAD to a handler, so one
 * that has a body is refused rather than passed on without it.
 */
function bodyOf(request: Request): AsyncIterable<Uint8Array> | null {
  const announced =
    request.headers.has("transfer-encoding") || Number(request.headers.get("content-length") ?? 0) > 0;
  if (!announced) return null;
  if (request.body) return request.body;
  throw new BackendError("invalid_request", `A ${request.method} with a body cannot be passed on.`);
}

/** Makes of the backend's response the one for the client, in place: the body is passed on as it comes. */
function toClient(response: Response, path: string, requestId: string): Response {
  const { headers } = response;
  const encoding = headers.get("content-encoding");
  for (const name of [...HOP_BY_HOP, ...NOT_TO_CLIENT, ...namedInConnection(headers)]) headers.delete(name);
  headers.set("x-request-id", requestId);
  // Next would compress a part as if it were a whole; Content-Range counts in the bytes that are here.
  if (response.status === 206) headers.append("cache-control", "no-transform");
  for (const name of ["location", "content-location"]) {
    const location = headers.get(name);
    if (location === null) continue;
    const mapped = browserLocation(location, path);
    if (mapped !== undefined) headers.set(name, mapped);
    else if (name === "content-location") headers.delete(name);
    else {
      void response.body?.cancel();
      throw new BackendError(
        "backend_invalid_response",
        "The backend redirects to a place outside its base path, which no browser can reach.",
        { cause: new Error(`Location: ${location.replace(/[?#].*/s, "")}`) },
      );
    }
  }
  return encoding && response.body ? decoded(response, encoding) : response;
}

/** A backend may compress although it was asked not to. Codings are undone last to first (RFC 9110, 8.4). */
function decoded(response: Response, encoding: string): Response {
  let body = response.body!;
  for (const coding of encoding
    .toLowerCase()
    .split(/[,\s]+/)
    .reverse()) {
    if (coding === "identity") continue;
    const format = DECODERS.get(coding);
    // A part of a compressed body cannot be decoded.
    if (!format || response.status === 206) {
      void body.cancel();
      throw new BackendError(
        "backend_invalid_response",
        `The backend's answer is in the content coding ${coding} although identity was asked for.`,
      );
    }
    body = body.pipeThrough(new DecompressionStream(format));
  }
  return new Response(body, response);
}
