import { backendFetch, type BackendInit } from "./exchange/backend-fetch.ts";
import { type Address, parseAddress } from "./exchange/address.ts";
import { readTlsFiles, type TlsFiles } from "./exchange/tls-files.ts";
import type { AnyParams, Declaration, EventStreamOptions, ForwardOptions, HopConfig, ToPath } from "./hop.ts";
import { openFrontDoor } from "./next/front-door.ts";
import { handler, refusalOfHost } from "./next/handlers.ts";
import { warnOfProxy } from "./next/proxy-matcher.ts";
import { endStreamsOnShutdown, type ShutdownOptions } from "./node/shutdown.ts";
import { endStalledUploads } from "./node/stalled-uploads.ts";
import type { Observer } from "./observe/observers.ts";
import { trackRequests } from "./observe/requests.ts";
import type { AllowedHosts } from "./rules/hosts.ts";
import { Refusal } from "./problem.ts";
import { shared } from "./shared.ts";
import { onBehalf } from "./visitor.ts";

export type { BackendInit } from "./exchange/backend-fetch.ts";
export { addressFault } from "./exchange/address.ts";
export type { EventStreamOptions, ForwardOptions, HopRequest, ToPath } from "./hop.ts";
export type { Handler } from "./next/handlers.ts";
export { type Access, currentAccess, type Ended, type Passage } from "./observe/access.ts";
export { type Logger, requestLog, type RequestLogOptions } from "./observe/log.ts";
export { type Observer, reportBackendError } from "./observe/observers.ts";
export { BackendError, type BackendErrorCode, Problem, Refusal, type RefusalCode } from "./problem.ts";
export { type AllowedHosts, defaultHosts, hostName } from "./rules/hosts.ts";
export { path } from "./rules/path.ts";
export { visitor } from "./visitor.ts";
export type { TlsFiles } from "./exchange/tls-files.ts";
export type { EventTransform } from "./stream/transform.ts";

export interface HopOptions {
  /**
   * The backend's address, `http(s)://host[:port][/base]`; a function is called at the first request. Read it from the environment
   * when the process runs, so that one build serves every environment.
   */
  url: string | undefined | (() => string | undefined);
  /**
   * Files in PEM for a backend of `https://`: its private authority, the hop's own certificate. New ones count from the next connection
   * on, 30 s after they have come at the latest.
   */
  tls?: TlsFiles;
  /** The path under which browsers reach the backend, with the app's `basePath` before it; `/api` if left out. */
  prefix?: string;
  /** Milliseconds until a connection to the backend that does not come about is a 504; 5 s if left out. */
  connectTimeoutMs?: number;
  /**
   * Milliseconds for which a connection to the backend is kept that is not used; 4 s if left out, and longer where the backend's
   * `Keep-Alive` says so. To be less than the backend keeps them: gunicorn's 2 s, for one, asks for 1,500.
   */
  keepAliveMs?: number;
  /** Milliseconds from the end of a request to the backend's headers, after which it is a 504; 30 s if left out. */
  headersTimeoutMs?: number;
  /** Milliseconds of silence after which an event stream has a comment; 15 s if left out. */
  heartbeatMs?: number;
  /**
   * Milliseconds after which the event stream of a GET moves to another connection, or ends with a `retry:`, up to a tenth earlier at
   * random. The new request passes whatever checks requests, so that an expired session or a revoked right ends a stream, too.
   * Never if left out.
   */
  maxStreamAgeMs?: number;
  /**
   * Whether the client's `Forwarded`, `X-Forwarded-*` and `X-Real-IP` are believed and reach the backend: `true` only behind a proxy
   * that sets them itself. If left out they are dropped, and the backend is told what the hop itself sees.
   */
  trustForwarded?: boolean;
  /**
   * The names that requests may be for: those of a list, without port; `own`, this machine's own; `any`, which it is if left out. Every
   * other one is answered with 421, or a page could rebind its own name to this server's address and read it (DNS rebinding).
   */
  allowedHosts?: AllowedHosts;
  /**
   * Other origins (`https://app.example:8443`) whose pages may do what the app's own may, with their visitor's cookies: they get
   * CORS headers, and are not refused what changes something. None if left out. The backend's own CORS headers never reach a browser.
   */
  allowedOrigins?: readonly string[];
}

export interface RegisterOptions extends ShutdownOptions {
  /** Who is told of every request; in development, and where the app is loaded again, those of the first call. */
  observers?: Observer[];
  /**
   * Whether the hop answers before Next does, where it can; it does if left out. `false` is for tests of what happens where it cannot.
   */
  frontDoor?: boolean;
  /** Told, in a sentence, what the hop would do and cannot; `console.warn` if left out. */
  warn?: (sentence: string) => void;
}

/**
 * One backend and the way to it. Nothing happens until a request comes or `register` is called; two backends are two hops.
 *
 * @example
 * // lib/backend.ts
 * export const hop = createHop({ url: () => process.env.BACKEND_URL });
 * export const { backendFetch, eventStream, forward } = hop;
 */
export function createHop(options: HopOptions) {
  let address: Address | undefined;
  const config: HopConfig = {
    address: () =>
      (address ??= parseAddress(typeof options.url === "function" ? options.url() : options.url)),
    tls: options.tls,
    prefix: options.prefix ?? "/api",
    connectTimeoutMs: options.connectTimeoutMs ?? 5_000,
    keepAliveMs: options.keepAliveMs ?? 4_000,
    headersTimeoutMs: options.headersTimeoutMs ?? 30_000,
    heartbeatMs: options.heartbeatMs ?? 15_000,
    maxStreamAgeMs: options.maxStreamAgeMs,
    trustForwarded: options.trustForwarded ?? false,
    allowedHosts: options.allowedHosts ?? "any",
    allowedOrigins: options.allowedOrigins ?? [],
  };
  const { prefix } = config;

  /** What follows the prefix. */
  const rest: Declaration = {
    hop: config,
    toPath(_params, { path }) {
      if (path === prefix || path.startsWith(`${prefix}/`)) return path.slice(prefix.length) || "/";
      throw new Refusal("not_found", "There is nothing at this path.");
    },
    route: `${prefix}/[...path]`,
  };
  const passOn = handler(rest);

  return {
    /**
     * Sends a request to the backend and resolves with its answer, whatever its status, as soon as the headers are here. Takes what
     * `fetch` takes; `path` is absolute and raw, with its query, and is appended to the base path of the backend's address.
     *
     * Rejects with a `BackendError` when no answer comes: `backend_unreachable`, `backend_timeout`, `backend_broke_off`,
     * `backend_invalid_response`; and with the signal's reason when that was aborted. What happens after the headers breaks the
     * response's body in the same way. Cancelling the body ends the request.
     *
     * @example const response = await backendFetch("/v1/jobs", { headers: visitor(await headers()) });
     */
    backendFetch: async (path: string, init: BackendInit = {}): Promise<Response> =>
      backendFetch(config, path, { ...init, headers: onBehalf(init.headers, config.trustForwarded) }),

    /**
     * A route handler that sends the request to the path on the backend that `toPath` makes of the route's params, and answers with
     * the backend's answer. An event stream is streamed as `eventStream` does it. A request that gets no answer from the backend is
     * answered with a problem (RFC 9457) whose cause observers are told under the same request id.
     *
     * @example export const POST = forward(({ id }: { id: string }) => path`/v1/jobs/${id}/restart`);
     */
    forward: <Params = AnyParams>(toPath: ToPath<Params>, options?: ForwardOptions) =>
      handler({ ...options, hop: config, toPath }),

    /**
     * A route handler that streams Server-Sent Events from the path on the backend that `toPath` makes of the route's params.
     *
     * The bytes of the backend pass as they come. Comments are added where no parser can tell: one at the start, because Next
     * sends the headers with the first byte of the body, and one per `heartbeatMs` of silence. The client's leaving ends the
     * backend's request; a shutdown has the stream of a GET move to another connection, where its reader says that it can, and
     * otherwise ends it with a `retry:`. An answer that is not a stream passes as it is if
     * its status says so, and is a 502 if it is a 200.
     *
     * @example export const GET = eventStream(({ id }: { id: string }) => path`/v1/jobs/${id}/logs`);
     */
    eventStream: <Params = AnyParams>(toPath: ToPath<Params>, options?: EventStreamOptions) =>
      handler({ ...options, hop: config, toPath, stream: true }),

    /**
     * The handlers of the internal catch-all, to which the rewrite of `withTailrace` leads what has no route of its own under the
     * prefix. Asked directly they answer 404.
     *
     * @example export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = hop.handlers;
     */
    handlers: {
      GET: passOn,
      HEAD: passOn,
      POST: passOn,
      PUT: passOn,
      PATCH: passOn,
      DELETE: passOn,
      OPTIONS: passOn,
    },

    /**
     * Prepares requests and the shutdown of this process, and opens the front door: from then on the hop answers what is its own
     * before Next does. From `instrumentation.ts`, for each hop. Throws an `Error` for an address that is missing or malformed, and for
     * files of `tls` that are not there or do not fit; warns of a `proxy.ts` whose matcher covers the prefix.
     *
     * @example export const register = () => hop.register();
     */
    register({ observers = [], frontDoor = true, warn = console.warn, ...shutdown }: RegisterOptions = {}) {
      const { origin } = config.address();
      if (config.tls) {
        readTlsFiles(config.tls);
        if (!origin.startsWith("https:"))
          throw new Error(
            `The backend's url is ${origin}, and tls files are given; expected one of https://.`,
          );
      }
      const state = shared();
      state.hops.set(prefix, rest);
      if (!state.registered) {
        state.registered = true;
        state.observers.push(...observers);
        trackRequests();
        endStalledUploads();
        endStreamsOnShutdown(shutdown);
      }
      warnOfProxy(prefix, warn);
      return openFrontDoor(frontDoor).then((closed) => {
        if (closed)
          warn(`The front door is closed, everything under ${prefix} goes through Next: ${closed}.`);
      });
    },

    /**
     * The answer to a request for a name that is not among `allowedHosts`, and undefined for any other: for a `proxy.ts`, as the handlers
     * of pages are no handlers of this hop.
     *
     * @example const refusal = hop.refusalOfHost(request); if (refusal) return refusal;
     */
    refusalOfHost: (request: Request): Response | undefined => refusalOfHost(config, request),

    /** Whether the hop answers before Next does; where it cannot, everything goes through Next's handlers. */
    get door(): "open" | "closed" {
      return shared().door?.routes ? "open" : "closed";
    },

    /** Whether a shutdown is under way. */
    get isDraining(): boolean {
      return shared().draining;
    },
  };
}
