import { hasBody } from "./exchange/backend-fetch.ts";
import type { AnswerHead, Backend, BackendRequest, Sink, Upstream } from "./exchange/exchange.ts";
import { BackendError } from "./problem.ts";
import { toClient } from "./rules/answer-headers.ts";
import { corsHeaders, preflightHeaders } from "./rules/cors.ts";
import { assertSameOrigin } from "./rules/cross-origin.ts";
import { fieldOf } from "./exchange/fields.ts";
import type { Peer } from "./rules/forwarded.ts";
import { type AllowedHosts, assertAllowedHost } from "./rules/hosts.ts";
import type { Place } from "./rules/location.ts";
import { assertStraightPath } from "./rules/path.ts";
import { toBackend } from "./rules/request-headers.ts";
import { splitTarget } from "./rules/request-target.ts";
import { shared } from "./shared.ts";
import { EventStream, isEventStream, type Way } from "./stream/event-stream.ts";
import { eventStreamHead } from "./stream/event-stream-head.ts";
import { openStreams } from "./stream/open-streams.ts";
import { EventTransformer, type EventTransform } from "./stream/transform.ts";

/** A backend as the browser sees it. */
export interface HopConfig extends Backend {
  /** The path under which browsers reach the backend. */
  prefix: string;
  /** Milliseconds of silence after which an event stream has a comment. */
  heartbeatMs: number;
  /** Milliseconds after which an event stream moves, or ends, so that its reader is looked at again; never if left out. */
  maxStreamAgeMs: number | undefined;
  /** Whether the client's `Forwarded`, `X-Forwarded-*` and `X-Real-IP` are believed, and reach the backend. */
  trustForwarded: boolean;
  /** The names that requests may be for. */
  allowedHosts: AllowedHosts;
  /** Other origins whose pages may do what the app's own may. */
  allowedOrigins: readonly string[];
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

/** A route's params, as Next hands them out. */
export type AnyParams = Record<string, string | string[] | undefined>;

/** Where a route leads to, which is all that the two ways in, a route handler and the front door, have to know of it. */
export interface Declaration<Params = AnyParams> extends EventStreamOptions {
  hop: HopConfig;
  toPath: ToPath<Params>;
  /** Whether a 200 has to be an event stream. */
  stream?: boolean;
  /** The name of the route, where it is not Next's. */
  route?: string;
}

/** A client's request as a way in has it. */
export interface Asked extends HopRequest {
  requestId: string;
  /** The value of the header of this name, in lower case. */
  field(name: string): string | null | undefined;
  /** All headers, names and values in turn. */
  fields(): readonly string[];
  /** Who is at the other end of the connection. */
  peer: Omit<Peer, "host">;
  /** The protocol that the client wants to change to. */
  upgrade?: string;
  /** Whether a content coding of the backend's reaches the client. */
  coded: boolean;
}

const EVENT_STREAM = /\btext\/event-stream\b/i;

/** What of a request to the backend does not depend on how its body comes. */
export interface BackendHead extends Omit<BackendRequest, "body"> {
  /** From where its answer is seen; few answers speak of places. */
  place: () => Place;
  /** The origin of the page that asks, if it is not a page's own. */
  origin: string | undefined;
  /** Whether the client says that it moves when it is told to. */
  movable: boolean;
}

/** By which a client says so: a Boolean (RFC 9651, 3.3.6). It goes along, as a backend may tell its reader to move, too. */
const MOVE_HEADER = "tailrace-move";

/** The request that goes to the backend. Throws a `Refusal` for one that is not sent; the backend has done nothing then. */
export function backendRequest<Params>(
  { hop, toPath, stream }: Declaration<Params>,
  params: Params,
  asked: Asked,
): BackendHead {
  const { method, upgrade } = asked;
  const host = hostOf(asked, hop);
  assertAllowedHost(host, hop.allowedHosts);
  const site = asked.field("sec-fetch-site") ?? undefined;
  const origin = asked.field("origin") ?? undefined;
  assertSameOrigin(method, { site, origin, host, allowed: hop.allowedOrigins }, upgrade !== undefined);
  const made = splitTarget(toPath(params, asked));
  const path = assertStraightPath(made.path) + (made.query || asked.query);
  const streamed = stream ?? EVENT_STREAM.test(asked.field("accept") ?? "");
  // So that whoever asks may ask again.
  if (streamed || upgrade !== undefined) openStreams.assertAccepting();
  const headers = toBackend(asked.fields(), {
    requestId: asked.requestId,
    trustForwarded: hop.trustForwarded,
    peer: { ...asked.peer, host: asked.field("host") ?? undefined },
    coded: asked.coded && !streamed, // comments keep a stream alive
  });
  const endless = streamed || upgrade !== undefined;
  const movable = asked.field(MOVE_HEADER) === "?1";
  const place = () => placeOf(hop, path, asked, host);
  return { method, path, headers, endless, upgrade, origin, movable, place };
}

function placeOf(hop: HopConfig, path: string, asked: Asked, host: string | undefined): Place {
  const { prefix, trustForwarded: believes } = hop;
  const proto = (believes && asked.field("x-forwarded-proto")) || asked.peer.proto;
  const first = (list: string) => list.split(",", 1)[0]!.trim();
  return {
    address: hop.address(),
    prefix,
    path: splitTarget(path).path,
    visitor: { host: host && first(host), proto: first(proto) },
    believes,
    isApps: (at) => shared().door?.routes?.at(at) !== undefined,
  };
}

/**
 * The headers of the answer to a browser's question whether a page of another origin may send what it wants to (WHATWG Fetch, 3.2.2:
 * CORS-preflight request), which no backend is asked; undefined for any other request, or if the answer is not yes. Throws a
 * `Refusal` as `backendRequest` does.
 */
export function preflight({ hop }: Pick<Declaration, "hop">, asked: Asked): string[] | undefined {
  const headers = preflightHeaders(asked.method, asked.field.bind(asked), hop.allowedOrigins);
  if (headers) assertAllowedHost(hostOf(asked, hop), hop.allowedHosts);
  return headers && [...headers, "x-request-id", asked.requestId];
}

/** Host and port as the visitor's browser has them, or a list of such; undefined if the request has none. */
export function hostOf(asked: Pick<Asked, "field">, { trustForwarded }: HopConfig): string | undefined {
  const forwarded = trustForwarded && asked.field("x-forwarded-host");
  return forwarded || asked.field("host") || undefined;
}

/** `headers`, names and values in turn, after the app's own function has changed them. */
export async function changed(
  headers: readonly string[],
  change: NonNullable<ForwardOptions["headers"]>,
  asked: HopRequest,
): Promise<string[]> {
  const own = new Headers();
  for (let i = 0; i < headers.length; i += 2) own.append(headers[i]!, headers[i + 1]!);
  await change(own, asked);
  return [...own].flat();
}

export interface Answer extends AnswerHead {
  /** `none`: it has no content (RFC 9110, 6.4.1). */
  body: "none" | "bytes" | "events";
}

/** An answer as the client gets it. Throws a `BackendError` for one that no client may get. */
export function clientAnswer(
  { hop, stream }: Pick<Declaration, "hop" | "stream">,
  { method, place, origin }: BackendHead,
  head: AnswerHead,
  requestId: string,
): Answer {
  const { status } = head;
  const headers = toClient(head.headers, requestId, place);
  headers.push(...corsHeaders(origin, hop.allowedOrigins, headers));
  const isEmpty = !hasBody(method, status);
  const type = fieldOf(headers, "content-type");
  if (isEventStream(status, type ?? (stream ? "text/event-stream" : undefined))) {
    if (!isEmpty && isResumable(method)) openStreams.assertAccepting();
    // No comment has a place in a stream that is compressed.
    const coded = fieldOf(headers, "content-encoding") !== undefined;
    const body = isEmpty ? "none" : coded ? "bytes" : "events";
    return { ...head, headers: eventStreamHead(headers, coded), body };
  }
  if (isEmpty) return { ...head, headers, body: "none" };
  if (!stream || status !== 200) return { ...head, headers, body: "bytes" };
  const text = `The backend answered ${type} instead of text/event-stream.`;
  throw new BackendError("backend_invalid_response", text);
}

/** Whether a request can be made again without doing anything twice, so that its stream may be ended. */
const isResumable = (method: string) => method === "GET" || method === "HEAD";

/** Opens an event stream on `way`; returns it, and what takes the backend's bytes towards it. */
export function openEvents(
  { hop, transform }: Pick<Declaration, "hop" | "transform">,
  { method, movable }: BackendHead,
  way: Way,
  upstream: Upstream,
): { events: EventStream; sink: Sink } {
  const { heartbeatMs, maxStreamAgeMs: maxAgeMs } = hop;
  const options = { heartbeatMs, resumable: isResumable(method), movable, maxAgeMs };
  const events = new EventStream(way, upstream, options).open();
  return { events, sink: transform ? new EventTransformer(events, upstream, transform) : events };
}
