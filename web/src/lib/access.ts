import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { BackendError } from "./backend-error";
import { log } from "./log";
import { openStreams } from "./open-streams";
import { parseTraceparent } from "./traceparent";

/**
 * Why an answer ended. `served`: the console answered by itself, with a page or a refusal. `backend_broke`: the backend broke
 * off, could not be reached, or answered in no valid way; the error's code says which.
 */
export type Ended = "served" | "backend_ended" | "backend_broke" | "timed_out" | "client_left" | "drained";

/** What the body of a backend's answer tells of its way to the client. */
export interface Passage {
  /** Milliseconds for which the client took nothing although there was something. */
  readonly waitedForClientMs: number;
  /** Comments sent in silence; only a stream has them. */
  readonly heartbeats?: number;
  /** Whether a shutdown ended it. */
  readonly drained?: boolean;
}

/** The span of a request to the backend. */
export interface BackendSpan {
  /** For the header of that name (W3C Trace Context, 3.2). */
  readonly traceparent: string;
  answered(status: number): void;
  /** The answer is complete, or has failed with `error`, or is wanted no more. */
  end(error?: BackendError): void;
}

/**
 * Who is told of every request: the log, and metrics and traces if they are on. One that throws is logged; neither the
 * request nor another observer notices.
 */
export interface Observer {
  /** The head of a request has come. */
  started?(access: Access): void;
  /** The head of the backend's answer has come; a stream is open from now on. */
  answered?(access: Access): void;
  /** The answer is with the client, or broken. */
  finished?(access: Access): void;
}

// Next loads instrumentation.ts and route handlers as separate module graphs; only globalThis is common to both.
const key = Symbol.for("tailrace.access");
const shared = globalThis as { [key]?: AsyncLocalStorage<Access> };
const accesses = (shared[key] ??= new AsyncLocalStorage());

/** Next's own record of a request, on the request; `match` is the route that it chose. */
const NEXT_META = Symbol.for("NextInternalRequestMeta");
type WithMeta = { [NEXT_META]?: { match?: { definition: { pathname: string } } } };

// Visible ASCII without spaces; longer than any common id (UUID 36, W3C trace 55) and short enough for a log line.
const REQUEST_ID = /^[!-~]{1,128}$/;

/** What is asked for all the time and says nothing as long as it is answered: probes, and the files of a page. */
const ROUTINE = /^\/(?:healthz|readyz|_next\/.*|icon\.svg)$/;

/** nginx's status for a request whose client left before there was an answer. */
const CLIENT_CLOSED_REQUEST = 499;

const open = new Set<Access>();

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
  error?: BackendError;
  /** Begins the span of a request to the backend; set while traces are on. */
  startBackendSpan?: (method: string, url: string) => BackendSpan;
  /** The trace that the request belongs to: the client's, or one of our own. */
  traceId?: string;
  readonly #observers: readonly Observer[];
  /** Node sets `request.socket` to null when the request is destroyed, as an upload is whose answer came early. */
  readonly #socket: Socket;
  readonly #bytesBefore: number;

  constructor(request: IncomingMessage, response: ServerResponse, observers: readonly Observer[]) {
    this.request = request;
    this.response = response;
    this.target = withoutOrigin(request.url!);
    this.requestId = requestIdFrom(request.headers["x-request-id"]);
    this.traceId = parseTraceparent(request.headers.traceparent)?.traceId;
    this.#observers = observers;
    this.#socket = request.socket;
    this.#bytesBefore = sentOn(this.#socket);
    open.add(this);
    this.#tell("started");
    response.once("close", () => this.#finished());
  }

  /** The head of the backend's answer has come. */
  answered(): void {
    this.fromBackend = true;
    this.headMs = performance.now() - this.startedAt;
    this.#tell("answered");
  }

  #finished(): void {
    if (!open.delete(this)) return;
    this.#tell("finished");
    // The async context of a kept connection holds the last request's Access: with a body of 100 kB in it, garbage collection
    // would take a fifth more CPU for each answer.
    this.passage = undefined;
  }

  #tell(event: keyof Observer): void {
    for (const observer of this.#observers) {
      try {
        observer[event]?.(this);
      } catch (cause) {
        log.error({ requestId: this.requestId, cause }, `an observer failed when a request had ${event}`);
      }
    }
  }

  /** For the end of the process, which does not wait for `close` events. */
  static finishAll(): void {
    for (const access of open) access.#finished();
  }

  /** Milliseconds since the request. */
  get ms(): number {
    return performance.now() - this.startedAt;
  }

  /** The path as it was sent, without the query. */
  get path(): string {
    return this.target.split("?", 1)[0]!;
  }

  /** Whether it is a probe or a file of a page. */
  get isRoutine(): boolean {
    return ROUTINE.test(this.path);
  }

  /** The route that the request went to, with its parameters' names; undefined for a file, or where there is nothing. */
  get route(): string | undefined {
    const pathname = (this.request as WithMeta)[NEXT_META]?.match?.definition.pathname;
    return pathname === "/backend/[[...path]]" ? "/api/[...path]" : pathname;
  }

  get status(): number {
    return this.response.headersSent ? this.response.statusCode : CLIENT_CLOSED_REQUEST;
  }

  /** Bytes of the answer on the connection so far: head and body as they are sent, compressed if so, before TLS. */
  get bytes(): number {
    return sentOn(this.#socket) - this.#bytesBefore;
  }

  get isStream(): boolean {
    return this.passage?.heartbeats !== undefined;
  }

  /** Why the answer ended; of use once it has. */
  get ended(): Ended {
    if (this.error?.code === "backend_timeout") return "timed_out";
    if (this.error?.isBackends) return "backend_broke";
    if (this.passage?.drained) return "drained";
    if (!this.response.writableFinished) return openStreams.cut ? "drained" : "client_left";
    return this.fromBackend && !this.error ? "backend_ended" : "served";
  }
}

/** Bytes that the system has taken. `bytesWritten` has those that still wait here, too, and loses them when the client leaves. */
const sentOn = ({ bytesWritten, writableLength }: Socket) => bytesWritten - writableLength;

/**
 * Keeps an `Access` for each request to Next's server from now on, and tells `observers` of it. Before a handler sees a URL,
 * Next has resolved its dot segments and reordered and re-encoded its query; Node announces each request before Next gets it.
 */
export function trackRequests(observers: readonly Observer[]): void {
  onRequest(({ request, response }) => accesses.enterWith(new Access(request, response, observers)));
  process.once("exit", () => Access.finishAll());
}

/** The request under way; undefined where nobody keeps track (a unit test). */
export function currentAccess(): Access | undefined {
  return accesses.getStore();
}

/** A URL, or a request target in absolute form (RFC 9112, 3.2.2), as path and query. */
export function withoutOrigin(target: string): string {
  return target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, "");
}

/** `id` if it can be a request's id, otherwise a new one. */
export function requestIdFrom(id: string | string[] | null | undefined): string {
  return typeof id === "string" && REQUEST_ID.test(id) ? id : crypto.randomUUID();
}

interface Announcement {
  request: IncomingMessage;
  response: ServerResponse;
  server: Server;
}

const others = new WeakSet<Server>();

/** Calls `listener` for each request to Next's server, which Next does not hand out: Node tells of it with each request. */
export function onRequest(listener: (announcement: Announcement) => void): void {
  subscribe("http.server.request.start", (message) => {
    const announcement = message as Announcement;
    if (!others.has(announcement.server)) listener(announcement);
  });
}

/** Says that `server` is not Next's. */
export function isNotNext(server: Server): void {
  others.add(server);
}
