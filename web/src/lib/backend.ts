import { Agent, buildConnector, Client, type Dispatcher, errors } from "undici";
import { env } from "@/env";
import { type BackendSpan, currentAccess } from "./access";
import { BackendBody } from "./backend-body";
import { BackendError } from "./backend-error";

export interface BackendRequest {
  /** GET if left out. */
  method?: string;
  /** Names and values in turn. */
  headers?: string[];
  body?: AsyncIterable<Uint8Array> | null;
  /** Ends the request at any time: while connecting, while waiting, in the body. */
  signal?: AbortSignal;
  /**
   * Chooses the class that carries this answer's body to its reader, `BackendBody` if left out. May change the headers, or
   * refuse the answer by throwing a `BackendError`.
   */
  bodyFor?: (method: string, status: number, headers: Headers) => typeof BackendBody;
  /** Given the body of the answer, if it has one. */
  onBody?: (body: BackendBody) => void;
  /** Whether the answer may go on for ever: it gets a connection of its own then. */
  endless?: boolean;
  /** Told when the answer is complete; before the promise resolves, if it came in one piece. */
  onEnd?: () => void;
  /** Told when the backend breaks off in the middle of the body; the body's reader sees the same error. */
  onBreak?: (error: BackendError) => void;
}

/** `BACKEND_URL` in parts, the base path without its last slash. Parsed on first use: at build there is none. */
function target(): { origin: string; base: string } {
  return (parsed ??= parse(new URL(env.BACKEND_URL)));
}
let parsed: ReturnType<typeof parse> | undefined;
const parse = ({ origin, pathname }: URL) => ({ origin, base: pathname.replace(/\/+$/, "") });

const OPTIONS = {
  // Streams sharing one HTTP/2 connection would share its flow control, and its end.
  allowH2: false,
  connect: buildConnector({ allowH2: false, timeout: env.BACKEND_CONNECT_TIMEOUT_MS }),
  // Counted from the end of the request instead (see Exchange), so that a slow upload is not cut.
  headersTimeout: 0,
  // A stream may be quiet for as long as it likes.
  bodyTimeout: 0,
};
const agent = new Agent(OPTIONS);

/**
 * Sends the request, on a connection of its own if `apart`. Streams stay out of the pool, which looks through all its connections for each request that it sends
 * and for each connection that it loses, and keeps as many for good as were ever open at once.
 */
function dispatch(options: Dispatcher.DispatchOptions, exchange: Exchange, apart: boolean): void {
  if (!apart) return void agent.dispatch(options, exchange);
  const client = new Client(options.origin!, OPTIONS);
  client.dispatch(options, exchange);
  void client.close(); // once the answer is complete
}

/**
 * Sends a request to the backend and resolves with its answer, whatever its status, as soon as the headers are here.
 * `path` is absolute, raw, with its query, and is appended to the base path of `BACKEND_URL`.
 *
 * Rejects with a `BackendError` when no answer comes: `backend_unreachable`, `backend_timeout` (no connection in
 * `BACKEND_CONNECT_TIMEOUT_MS`, or no headers in `BACKEND_HEADERS_TIMEOUT_MS` after the request was sent),
 * `backend_broke_off`, `backend_invalid_response`; and with the signal's reason when that was aborted. What happens
 * after the headers breaks the response's body in the same way. Cancelling the body ends the request.
 *
 * A backend may close a kept connection in the moment in which a request is sent on it. A GET or HEAD is sent once more then,
 * on a new connection (RFC 9110, 9.2.2: a proxy must not do so for others).
 */
export function backendFetch(path: string, request: BackendRequest = {}): Promise<Response> {
  const { method = "GET", headers = [], body, signal, endless = false } = request;
  const { origin, base } = target();
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const access = currentAccess();
    const url = origin + base + path.split("?", 1)[0]!;
    const attempt = (apart: boolean, again?: () => void) => {
      const span = access?.startBackendSpan?.(method, url);
      // undici sends any async iterable; its types know only Node's own streams.
      const options = {
        origin,
        path: base + path,
        method,
        headers: span ? withHeader(headers, "traceparent", span.traceparent) : headers,
        body,
      } as Dispatcher.DispatchOptions;
      dispatch(options, new Exchange(request, { resolve, reject, again, span }), apart);
    };
    const repeatable = (method === "GET" || method === "HEAD") && !body && !endless;
    attempt(endless, repeatable ? () => attempt(true) : undefined);
  });
}

/**
 * What the `Location` of an answer to `path` is for a browser, which reaches the backend under `/api`: a location on the
 * backend as a path there, one on another origin as it is. Undefined for one on the backend but outside the base path of
 * `BACKEND_URL`, where no browser gets.
 */
export function browserLocation(location: string, path: string): string | undefined {
  const { origin, base } = target();
  const url = URL.parse(location, origin + base + path);
  if (url?.origin !== origin) return location;
  if (url.pathname !== base && !url.pathname.startsWith(`${base}/`)) return undefined;
  return `/api${url.pathname.slice(base.length)}${url.search}${url.hash}`;
}

/** `headers`, names and values in turn, with the field `name` set to `value`. */
function withHeader(headers: string[], name: string, value: string): string[] {
  const others = headers.filter((_, i) => headers[i - (i % 2)]!.toLowerCase() !== name);
  return [...others, name, value];
}

interface Outcome {
  resolve(response: Response): void;
  reject(reason: unknown): void;
  /** Sends the same request once more. */
  again?(): void;
  span?: BackendSpan;
}

/** One request and its answer, as undici's dispatcher reports them. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #request: BackendRequest;
  readonly #outcome: Outcome;
  #controller?: Dispatcher.DispatchController;
  #body?: BackendBody;
  #answered = false;
  #headersTimer?: NodeJS.Timeout;

  constructor(request: BackendRequest, outcome: Outcome) {
    this.#request = request;
    this.#outcome = outcome;
    request.signal?.addEventListener("abort", this.#onAbort, { once: true });
  }

  readonly #onAbort = (): void => {
    const { reason } = this.#request.signal!;
    this.#controller?.abort(reason);
    this.#outcome.reject(reason);
  };

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#request.signal?.aborted) controller.abort(this.#request.signal.reason);
  }

  onRequestSent(): void {
    if (this.#answered) return;
    const timeout = () => this.#controller?.abort(new errors.HeadersTimeoutError());
    this.#headersTimer = setTimeout(timeout, env.BACKEND_HEADERS_TIMEOUT_MS);
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    fields: Record<string, string | string[] | undefined>,
    statusText?: string,
  ): void {
    if (status < 200) return;
    clearTimeout(this.#headersTimer);
    this.#outcome.span?.answered(status);
    try {
      const headers = toHeaders(fields);
      const { method = "GET", bodyFor } = this.#request;
      if (hasBody(method, status)) {
        this.#body = new (bodyFor?.(method, status, headers) ?? BackendBody)(controller);
        this.#request.onBody?.(this.#body);
      }
      const response = new Response(this.#body?.stream ?? null, { status, statusText, headers });
      keepApart(response.headers, "www-authenticate", fields["www-authenticate"]);
      this.#answered = true;
      this.#outcome.resolve(response);
    } catch (error) {
      // Refused by bodyFor, or a status outside 200–599, or a header that is none, for which Response has no place.
      controller.abort(error instanceof BackendError ? error : notHttp(error));
    }
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#body?.write(chunk);
  }

  onResponseEnd(): void {
    this.#close();
    this.#outcome.span?.end();
    this.#body?.end();
    this.#request.onEnd?.();
  }

  onResponseError(_controller: Dispatcher.DispatchController, cause: Error): void {
    this.#close();
    const { signal, onBreak } = this.#request;
    const { reject, again, span } = this.#outcome;
    if (!this.#answered) {
      if (again && !signal?.aborted && closedWhileKept(cause)) {
        span?.end();
        return again();
      }
      const error = signal?.aborted ? undefined : toBackendError(cause);
      span?.end(error);
      return reject(error ?? signal!.reason);
    }
    if (signal?.aborted) {
      span?.end();
      // A reader who has left cancels the body in this same turn, and must not find it broken (a rejection that nobody
      // handles); one who is still there must not take the part for the whole.
      return void setImmediate(() => this.#body?.fail(signal.reason));
    }
    if (cause instanceof errors.RequestAbortedError) return void span?.end(); // cancelled by its reader
    const broken = new BackendError(
      "backend_broke_off",
      "The backend broke off in the middle of its answer.",
      {
        cause,
      },
    );
    // Next breaks the client's transfer for any error, but prints its stack for all but this name.
    broken.name = "AbortError";
    span?.end(broken);
    this.#body?.fail(broken);
    onBreak?.(broken);
  }

  #close(): void {
    clearTimeout(this.#headersTimer);
    this.#request.signal?.removeEventListener("abort", this.#onAbort);
  }
}

function toHeaders(fields: Record<string, string | string[] | undefined>): Headers {
  const headers = new Headers();
  for (const name in fields) {
    const value = fields[name]!;
    if (typeof value === "string") headers.append(name, value);
    else for (const one of value) headers.append(name, one);
  }
  return headers;
}

/**
 * `Headers` joins fields of one name with commas, which are part of a challenge's own syntax (RFC 9110, 11.6.1): not every
 * client can tell the two apart. Next's `sendResponse` reads headers by `forEach` and writes this one as often as it comes.
 */
function keepApart(headers: Headers, name: string, values: string | string[] | undefined): void {
  if (!Array.isArray(values)) return;
  headers.forEach = (visit, self) => {
    for (const [key, value] of headers) if (key !== name) visit.call(self, value, key, headers);
    if (headers.has(name)) for (const value of values) visit.call(self, value, name, headers);
  };
}

/** Whether the connection broke off, and not one that was new: nothing had come in on such a one. */
function closedWhileKept(cause: Error & { code?: string }): boolean {
  if (cause instanceof errors.SocketError) return (cause.socket?.bytesRead ?? 0) > 0;
  return cause.code === "ECONNRESET" || cause.code === "EPIPE";
}

/** Whether a response has content (RFC 9110, 6.4.1). */
function hasBody(method: string, status: number): boolean {
  return method !== "HEAD" && status !== 204 && status !== 205 && status !== 304;
}

function toBackendError(cause: Error & { code?: string }): BackendError {
  if (cause instanceof BackendError) return cause;
  switch (cause.code) {
    case "UND_ERR_CONNECT_TIMEOUT":
    case "ETIMEDOUT":
      return new BackendError("backend_timeout", "The backend could not be connected to in time.", { cause });
    case "UND_ERR_HEADERS_TIMEOUT":
      return new BackendError("backend_timeout", "The backend did not answer in time.", { cause });
    case "UND_ERR_SOCKET":
    case "ECONNRESET":
    case "EPIPE":
      return new BackendError("backend_broke_off", "The backend broke off before it answered.", { cause });
    case "UND_ERR_HEADERS_OVERFLOW":
    case "UND_ERR_RES_CONTENT_LENGTH_MISMATCH":
      return notHttp(cause);
    case "UND_ERR_REQ_CONTENT_LENGTH_MISMATCH":
    case "UND_ERR_INVALID_ARG":
      return new BackendError("invalid_request", "The request cannot be passed on as it is.", { cause });
  }
  return cause.name === "HTTPParserError"
    ? notHttp(cause)
    : new BackendError("backend_unreachable", "The backend cannot be reached.", { cause });
}

function notHttp(cause: unknown): BackendError {
  return new BackendError("backend_invalid_response", "The backend's answer is not valid HTTP.", { cause });
}
