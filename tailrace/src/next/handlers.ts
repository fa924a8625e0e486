import { hasBody, toResponse } from "../exchange/backend-fetch.ts";
import type { BodyStream } from "../exchange/body-stream.ts";
import { type AnswerHead, type Backend, type BackendRequest, exchange } from "../exchange/exchange.ts";
import { currentAccess } from "../observe/access.ts";
import { BackendError, Problem, Refusal } from "../problem.ts";
import { toClient } from "../rules/answer-headers.ts";
import { assertSameOrigin } from "../rules/cross-origin.ts";
import { type AllowedHosts, assertAllowedHost } from "../rules/hosts.ts";
import { browserLocation } from "../rules/location.ts";
import { assertStraightPath } from "../rules/path.ts";
import { toBackend } from "../rules/request-headers.ts";
import { requestIdFrom } from "../rules/request-id.ts";
import { splitTarget } from "../rules/request-target.ts";
import { EventStream, isEventStream } from "../stream/event-stream.ts";
import { eventStreamHead } from "../stream/event-stream-head.ts";
import { openStreams } from "../stream/open-streams.ts";
import { EventTransformer, type EventTransform } from "../stream/transform.ts";
import { HandlerBody } from "./handler-body.ts";
import { releaseRequest } from "./release-request.ts";
import { repeatHeader } from "./repeat-header.ts";
import { clientSignal, requestBody, targetOf } from "./request.ts";
import { writeAtOnce } from "./write-at-once.ts";

/** A backend as the browser sees it. */
export interface HopConfig extends Backend {
  /** The path under which browsers reach the backend. */
  prefix: string;
  /** Milliseconds of silence after which an event stream has a comment. */
  heartbeatMs: number;
  /** Whether the client's `Forwarded`, `X-Forwarded-*` and `X-Real-IP` are believed, and reach the backend. */
  trustForwarded: boolean;
  /** The names that requests may be for. */
  allowedHosts: AllowedHosts;
}

/** A client's request, as it was sent. */
export interface HopRequest {
  method: string;
  /** Raw, without the query. */
  path: string;
  /** Raw; empty, or from its question mark on. */
  query: string;
  headers: Headers;
}

/**
 * Returns the path on the backend for a request to a route with these params. The client's query goes along, unless the path
 * has one of its own. May throw a `Refusal`.
 */
export type ToPath<Params> = (params: Params, request: HopRequest) => string;

export interface ForwardOptions {
  /** Given the headers that go to the backend, to change them in place. */
  headers?: (headers: Headers, request: HopRequest) => void | Promise<void>;
}

export interface EventStreamOptions extends ForwardOptions {
  /** Replaces events one by one, or leaves them out; without it the backend's bytes pass as they are. */
  transform?: EventTransform;
}

/** What Next calls for a request. */
export type Handler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

/** Headers with which a backend that is a Next app speaks to its own server; Next answers 500 for a handler that has them. */
const NOT_THROUGH_NEXT = ["x-middleware-next", "x-middleware-rewrite"];

const EVENT_STREAM = /\btext\/event-stream\b/i;

/** How a handler differs from one that passes on whatever comes. */
interface Kind extends EventStreamOptions {
  /** Whether a 200 has to be an event stream. */
  stream?: boolean;
  /** The name of the route, where it is not Next's. */
  route?: string;
}

/** A route handler that passes requests on to the path on the backend that `toPath` makes of them. */
export function handler<Params>(hop: HopConfig, toPath: ToPath<Params>, kind: Kind = {}): Handler<Params> {
  return async (request, context) => {
    const access = currentAccess();
    const requestId = access?.requestId ?? requestIdFrom(request.headers.get("x-request-id"));
    const failed = (error: Problem) => {
      if (access) access.error = error;
    };
    if (access && kind.route) access.hopRoute = kind.route;
    const signal = clientSignal(request, access);
    try {
      const { method } = request;
      const host = hostOf(request.headers, hop);
      assertAllowedHost(host, hop.allowedHosts);
      assertSameOrigin(method, request.headers, host);
      const asked = { method, headers: request.headers, ...targetOf(request, access) };
      const made = splitTarget(toPath(await context.params, asked));
      const path = assertStraightPath(made.path) + (made.query || asked.query);
      const endless = kind.stream ?? EVENT_STREAM.test(request.headers.get("accept") ?? "");
      // Before the backend has done anything, so that whoever asks may ask again.
      if (endless) openStreams.assertAccepting();
      const headers = toBackend(request.headers, requestId, hop.trustForwarded);
      const body = await requestBody(request, headers);
      await kind.headers?.(headers, asked);

      const sent = { method, path, headers: [...headers].flat(), body, signal, endless };
      const { response, passage } = await answer(hop, kind, sent, requestId, failed);
      if (access) {
        access.passage = passage;
        access.answered();
        if (!(passage instanceof EventStream) && passage?.ended !== false) writeAtOnce(access.response);
      }
      return response;
    } catch (error) {
      if (signal.aborted) return new Response(null, { status: 499 }); // the client has left, and nobody reads this
      if (!(error instanceof Problem)) throw error;
      failed(error);
      return error.toResponse(requestId);
    }
  };
}

interface Answer {
  response: Response;
  /** What carries its body, if it has one. */
  passage?: HandlerBody | EventStream;
}

/** Sends `request`, and resolves with the answer for the client. An event stream is one wherever it comes from. */
function answer(
  hop: HopConfig,
  { stream, transform }: Kind,
  request: BackendRequest,
  requestId: string,
  failed: (error: Problem) => void,
): Promise<Answer> {
  const { method, path } = request;
  const resumable = method === "GET" || method === "HEAD";
  const toBrowser = (location: string) => browserLocation(location, path, hop.address(), hop.prefix);
  return new Promise((resolve, reject) => {
    exchange(hop, request, {
      failed: reject,
      answered(head, upstream) {
        const { status } = head;
        const headers = toClient(head.headers, requestId, toBrowser);
        if (!hasBody(method, status)) {
          resolve({ response: toNextResponse({ ...head, headers }, null) });
          return null;
        }
        const body = new HandlerBody(upstream, failed);
        const [type] = fields(headers, "content-type");
        if (!isEventStream(status, type ?? (stream ? "text/event-stream" : undefined))) {
          if (stream && status === 200) throw noEventStream(type!);
          resolve({ response: toNextResponse({ ...head, headers }, body), passage: body });
          return body;
        }
        if (resumable) openStreams.assertAccepting();
        const response = toNextResponse({ ...head, headers: eventStreamHead(headers) }, body);
        releaseRequest(body.stream);
        const events = new EventStream(body, upstream, { heartbeatMs: hop.heartbeatMs, resumable }).open();
        resolve({ response, passage: events });
        return transform ? new EventTransformer(events, upstream, transform) : events;
      },
    });
  });
}

function noEventStream(type: string): BackendError {
  return new BackendError(
    "backend_invalid_response",
    `The backend answered ${type} instead of text/event-stream.`,
  );
}

function toNextResponse(head: AnswerHead, body: BodyStream | null): Response {
  const response = toResponse(head, body);
  const { headers } = response;
  for (const name of NOT_THROUGH_NEXT) headers.delete(name);
  // Next would compress a part as if it were a whole; Content-Range counts in the bytes that are here.
  if (head.status === 206) headers.append("cache-control", "no-transform");
  const challenges = fields(head.headers, "www-authenticate");
  if (challenges.length > 1) repeatHeader(headers, "www-authenticate", challenges);
  return response;
}

/** The values of the fields of this name. */
function fields(headers: readonly string[], name: string): string[] {
  return headers.filter((_, i) => i % 2 === 1 && headers[i - 1] === name);
}

/** Host and port as the visitor's browser has them, or a list of such; null if the request has none. */
function hostOf(headers: Headers, { trustForwarded }: HopConfig): string | null {
  const forwarded = trustForwarded && headers.get("x-forwarded-host");
  return forwarded || headers.get("host");
}

/** The answer to a request for a name that is not the server's; undefined for any other. */
export function refusalOfHost(hop: HopConfig, request: Request): Response | undefined {
  try {
    assertAllowedHost(hostOf(request.headers, hop), hop.allowedHosts);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const access = currentAccess();
    if (access) access.error = error;
    return error.toResponse(access?.requestId ?? requestIdFrom(request.headers.get("x-request-id")));
  }
}
