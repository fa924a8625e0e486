import { toResponse } from "../exchange/backend-fetch.ts";
import type { BodyStream } from "../exchange/body-stream.ts";
import { openDecoded } from "../exchange/decode.ts";
import { type AnswerHead, type BackendRequest, exchange, type Upstream } from "../exchange/exchange.ts";
import {
  type Asked,
  type BackendHead,
  backendRequest,
  changed,
  clientAnswer,
  type Declaration,
  type HopConfig,
  hostOf,
  openEvents,
  preflight,
} from "../hop.ts";
import { breakUnframed } from "../node/break-unframed.ts";
import { currentAccess, type Passage } from "../observe/access.ts";
import { Problem, Refusal } from "../problem.ts";
import { corsHeaders } from "../rules/cors.ts";
import { assertAllowedHost } from "../rules/hosts.ts";
import { requestIdFrom } from "../rules/request-id.ts";
import { declare } from "./declaration.ts";
import { flushHeaders } from "./flush-headers.ts";
import { HandlerBody } from "./handler-body.ts";
import { releaseRequest } from "./release-request.ts";
import { repeatHeader } from "./repeat-header.ts";
import { clientSignal, fieldsOf, requestBody, targetOf } from "./request.ts";
import { writeAtOnce } from "./write-at-once.ts";

/** What Next calls for a request. */
export type Handler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

/** Headers that no answer may have on its way through Next. */
const NOT_THROUGH_NEXT = [
  "trailer", // Next writes no trailers
  "x-middleware-next", // a backend that is a Next app speaks so to its own server; Next answers 500 for a handler that does
  "x-middleware-rewrite",
];

/** What says something of just the bytes that are here, which Next must not compress then (RFC 9110, 14.4, 8.8.3; RFC 9530). */
const OF_THESE_BYTES = ["content-range", "etag", "content-digest", "repr-digest", "digest"];

/** A route handler that passes requests on as `declaration` says, of which it bears the mark. */
export function handler<Params>(declaration: Declaration<Params>): Handler<Params> {
  const handle: Handler<Params> = async (request, context) => {
    const access = currentAccess();
    const requestId = access?.requestId ?? requestIdFrom(request.headers.get("x-request-id"));
    const failed = (error: Problem) => {
      if (access) access.error = error;
    };
    if (access && declaration.route) access.hopRoute = declaration.route;
    const signal = clientSignal(request, access);
    try {
      const { method, headers } = request;
      const asked: Asked = {
        method,
        headers,
        requestId,
        field: (name) => headers.get(name),
        fields: () => fieldsOf(request, access),
        peer: access?.peer ?? { address: undefined, proto: "http" },
        coded: false, // Next drops Content-Encoding from what a handler returns: only an uncompressed body arrives as it was sent
        ...targetOf(request, access),
      };
      const own204 = preflight(declaration, asked);
      if (own204) return new Response(null, { status: 204, headers: pairs(own204) });
      const head = backendRequest(declaration, await context.params, asked);
      const { body, headers: sent } = await requestBody(request, head.headers);
      const own = declaration.headers ? await changed(sent, declaration.headers, asked) : sent;
      const toBackend = { ...head, headers: own, body, signal };
      const broken = (error: Problem) => {
        failed(error);
        if (access) breakUnframed(access.response);
      };
      const { response, passage, whole } = await answer(declaration, toBackend, requestId, broken);
      if (access) {
        access.passage = passage;
        access.answered();
        if (whole) writeAtOnce(access.response);
        else if (passage instanceof HandlerBody) flushHeaders(passage, access.response);
      }
      return response;
    } catch (error) {
      if (signal.aborted) return new Response(null, { status: 499 }); // the client has left, and nobody reads this
      if (!(error instanceof Problem)) throw error;
      failed(error);
      const response = error.toResponse(requestId);
      const origin = request.headers.get("origin") ?? undefined;
      for (const [name, value] of pairs(corsHeaders(origin, declaration.hop.allowedOrigins)))
        response.headers.append(name, value);
      return response;
    }
  };
  return declare(handle, declaration);
}

interface Answered {
  response: Response;
  /** What carries its body, if it has one. */
  passage?: Passage;
  /** Whether all of it is here already. */
  readonly whole: boolean;
}

/** Sends `request`, and resolves with the answer for the client. An event stream is one wherever it comes from. */
function answer(
  declaration: Pick<Declaration, "hop" | "stream" | "transform">,
  request: BackendHead & BackendRequest,
  requestId: string,
  broken: (error: Problem) => void,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    exchange(declaration.hop, request, {
      failed: reject,
      answered(head, upstream) {
        const forClient = clientAnswer(declaration, request, head, requestId);
        if (forClient.body === "none") {
          resolve({ response: toNextResponse(forClient, null), whole: true });
          return null;
        }
        const open = (upstream: Upstream) => new HandlerBody(upstream, broken);
        if (forClient.body === "bytes") {
          const { body, sink, ready } = openDecoded(forClient, upstream, open);
          const answered: Answered = {
            response: toNextResponse(forClient, body),
            passage: body,
            get whole() {
              return body.ended;
            },
          };
          ready.then(() => resolve(answered), reject);
          return sink;
        }
        const body = open(upstream);
        const response = toNextResponse(forClient, body);
        releaseRequest(body.stream);
        const { events, sink } = openEvents(declaration, request, body, upstream);
        resolve({ response, passage: events, whole: false });
        return sink;
      },
    });
  });
}

/** Names and values in turn as a `Headers` takes them. */
function pairs(headers: readonly string[]): [string, string][] {
  return headers.flatMap((name, i) => (i % 2 === 0 ? [[name, headers[i + 1]!] as [string, string]] : []));
}

function toNextResponse(head: AnswerHead, body: BodyStream | null): Response {
  const response = toResponse(head, body);
  const { headers } = response;
  for (const name of NOT_THROUGH_NEXT) headers.delete(name);
  if (OF_THESE_BYTES.some((name) => headers.has(name))) headers.append("cache-control", "no-transform");
  const challenges = head.headers.filter((_, i) => i % 2 === 1 && head.headers[i - 1] === "www-authenticate");
  if (challenges.length > 1) repeatHeader(headers, "www-authenticate", challenges);
  return response;
}

/** The answer to a request for a name that is not the server's; undefined for any other. */
export function refusalOfHost(hop: HopConfig, request: Request): Response | undefined {
  try {
    const field = (name: string) => request.headers.get(name);
    assertAllowedHost(hostOf({ field }, hop), hop.allowedHosts);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const access = currentAccess();
    if (access) access.error = error;
    return error.toResponse(access?.requestId ?? requestIdFrom(request.headers.get("x-request-id")));
  }
}
