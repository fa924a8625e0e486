import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import type { Entry } from "../open-list.ts";
import { BackendError, type Problem } from "../problem.ts";
import { requestIdFrom } from "../rules/request-id.ts";
import { splitTarget, withoutOrigin } from "../rules/request-target.ts";
import { shared } from "../shared.ts";
import { nextRoute } from "./next-route.ts";
import { tell } from "./observers.ts";
import { parseTraceparent } from "./traceparent.ts";

/**
 * Why an answer ended. `served`: the app answered by itself, with a page or a refusal. `backend_broke`: the backend broke off,
 * could not be reached, or answered in no valid way; the error's code says which. `moved`: the client goes on over another
 * connection, as it was asked to. `aged`: a stream was ended that had come to its age.
 */
export type Ended =
  "served" | "backend_ended" | "backend_broke" | "timed_out" | "client_left" | "moved" | "aged" | "drained";

/** What the body of a backend's answer tells of its way to the client. */
export interface Passage {
  /** Milliseconds for which the client took nothing although there was something. */
  readonly waitedForClientMs: number;
  /** Comments sent in silence; only a stream has them. */
  readonly heartbeats?: number;
  /** Bytes from the client after a change of protocol; only a tunnel has them. */
  readonly receivedBytes?: number;
  /** Why it ended, where the response does not tell. */
  readonly reason?: Ended;
}

/** The span of a request to the backend. */
export interface BackendSpan {
  /** For the header of that name (W3C Trace Context, 3.2). */
  readonly traceparent: string;
  answered(status: number): void;
  /** The answer is complete, or has failed with `error`, or is wanted no more. */
  end(error?: BackendError): void;
}

/** nginx's status for a request whose client left before there was an answer. */
const CLIENT_CLOSED_REQUEST = 499;

/** One request to this server, from its head to the end of its answer, and what becomes known of it on the way. */
export class Access {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** As `performance.now()`. */
  readonly startedAt = performance.now();
  readonly requestId: string;
  /** The request's target as it stands in the request line; Next rewrites `request.url`. */
  readonly target: string;
  /** Milliseconds from the request to the head of the backend's answer. */
  headMs?: number;
  /** The body of the backend's answer, if it has one. */
  passage?: Passage;
  /** Whether the answer is the backend's own. */
  fromBackend = false;
  /** What went wrong, if something did. */
  error?: Problem;
  /** Begins the span of a request to the backend; set while traces are on. */
  startBackendSpan?: (method: string, url: string) => BackendSpan;
  /** The trace that the request belongs to: the client's, or one of our own. */
  traceId?: string;
  /** The name of the hop's own route, where the request went to one. */
  hopRoute?: string;
  /** Node sets `request.socket` to null when the request is destroyed, as an upload is whose answer came early. */
  readonly socket: Socket;
  readonly #bytesBefore: number;
  #entry: Entry<Access> | undefined;

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.request = request;
    this.response = response;
    this.target = withoutOrigin(request.url!);
    this.requestId = requestIdFrom(request.headers["x-request-id"]);
    this.traceId = parseTraceparent(request.headers.traceparent)?.traceId;
    this.socket = request.socket;
    this.#bytesBefore = sentOn(this.socket);
  }

  /** Tells the observers, now and when the answer has closed. */
  track(): this {
    this.#entry = shared().open.add(this);
    tell("started", this);
    this.response.once("close", () => this.#finished());
    return this;
  }

  /** The head of the backend's answer has come. */
  answered(): void {
    this.fromBackend = true;
    this.headMs = performance.now() - this.startedAt;
    tell("answered", this);
  }

  #finished(): void {
    if (!this.#entry || !shared().open.delete(this.#entry)) return;
    tell("finished", this);
    // The async context of a kept connection holds the last request's Access: with a body of 100 kB in it, garbage collection
    // would take a fifth more CPU for each answer.
    this.passage = undefined;
  }

  /** For the end of the process, which does not wait for `close` events. */
  static finishAll(): void {
    for (const access of shared().open) access.#finished();
  }

  /** Who is at the other end of the connection. */
  get peer(): { address: string | undefined; proto: "http" | "https" } {
    return {
      address: this.socket.remoteAddress,
      proto: (this.socket as Partial<TLSSocket>).encrypted ? "https" : "http",
    };
  }

  /** Milliseconds since the request. */
  get ms(): number {
    return performance.now() - this.startedAt;
  }

  /** The path as it was sent, without the query. */
  get path(): string {
    return splitTarget(this.target).path;
  }

  /** The route that the request went to, with its parameters' names; undefined for a file, or where there is nothing. */
  get route(): string | undefined {
    return this.hopRoute ?? nextRoute(this.request);
  }

  get status(): number {
    return this.response.headersSent ? this.response.statusCode : CLIENT_CLOSED_REQUEST;
  }

  /** Bytes of the answer on the connection so far: head and body as they are sent, compressed if so, before TLS. */
  get bytes(): number {
    return sentOn(this.socket) - this.#bytesBefore;
  }

  get isStream(): boolean {
    return this.passage?.heartbeats !== undefined;
  }

  /** Whether the connection has changed its protocol. */
  get isTunnel(): boolean {
    return this.passage?.receivedBytes !== undefined;
  }

  get kind(): "request" | "stream" | "tunnel" {
    return this.isStream ? "stream" : this.isTunnel ? "tunnel" : "request";
  }

  /** Why the answer ended; of use once it has. */
  get ended(): Ended {
    if (this.error instanceof BackendError) {
      return this.error.code === "backend_timeout" ? "timed_out" : "backend_broke";
    }
    if (this.passage?.reason) return this.passage.reason;
    if (!this.response.writableFinished) return shared().cut ? "drained" : "client_left";
    return this.fromBackend && !this.error ? "backend_ended" : "served";
  }
}

/** Bytes that the system has taken. `bytesWritten` has those that still wait here, too, and loses them when the client leaves. */
const sentOn = ({ bytesWritten, writableLength }: Socket) => bytesWritten - writableLength;

/** The request under way; undefined where nobody keeps track (a unit test). */
export function currentAccess(): Access | undefined {
  return shared().accesses.getStore();
}
