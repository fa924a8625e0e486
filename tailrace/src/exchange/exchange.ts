import { maxHeaderSize } from "node:http";
import type { Duplex } from "node:stream";
import { type Dispatcher, errors } from "undici";
import { type BackendSpan, currentAccess } from "../observe/access.ts";
import { tell } from "../observe/observers.ts";
import { BackendError, Problem, Refusal } from "../problem.ts";
import type { Address } from "./address.ts";
import { type Connecting, dispatch } from "./pool.ts";
import { whenListening } from "./when-listening.ts";

/** A backend, and how long it may take: a connection that does not come about in time is a `backend_timeout`. */
export interface Backend extends Connecting {
  address(): Address;
  /** Milliseconds from the end of the request to the head of the answer, after which it is a `backend_timeout`. */
  headersTimeoutMs: number;
}

export interface BackendRequest {
  method: string;
  /** Absolute and raw, with its query; appended to the base path of the backend's address. */
  path: string;
  /** Names and values in turn. */
  headers: string[];
  body: Uint8Array | AsyncIterable<Uint8Array> | null;
  /** Ends the request at any time: while connecting, while waiting, in the body. */
  signal?: AbortSignal;
  /** Whether the answer may go on for ever: it gets a connection of its own then. */
  endless: boolean;
  /** The protocol that the connection is to change to (RFC 9110, 7.8). */
  upgrade?: string;
}

export interface AnswerHead {
  status: number;
  statusText: string;
  /** Names in lower case and values in turn, as often as they came. */
  headers: string[];
}

/** What whoever reads an answer can do about it. */
export interface Upstream {
  pause(): void;
  resume(): void;
  /** Nobody wants the rest. */
  cancel(): void;
}

/** Takes the body of an answer towards its reader. */
export interface Sink {
  write(chunk: Uint8Array): void;
  /** The backend has ended the body properly; `trailers` are names and values in turn. */
  end(trailers?: string[]): void;
  /** The body has broken off: the reader's transfer breaks too, and never looks complete. */
  fail(reason: unknown): void;
  /** Nothing more comes, whatever the reason. */
  close?(): void;
}

/** Who has asked. */
export interface Reader {
  /**
   * The head of the answer has come. Returns what takes the body; null if there is none. Throws a `Problem` to refuse the
   * answer; any other error says that it is no valid HTTP.
   */
  answered(head: AnswerHead, upstream: Upstream): Sink | null;
  /** An interim answer has come (1xx; RFC 9110, 15.2), such as 103 Early Hints. */
  informed?(head: AnswerHead): void;
  /** The connection speaks the other protocol from now on (101). Throws as `answered` does. */
  upgraded?(head: AnswerHead, connection: Duplex): void;
  /** There is no answer: a `Problem`, or the reason of the signal. */
  failed(reason: unknown): void;
}

/**
 * Sends `request` to `backend`, and its answer to `reader`: one head and one body, or a failure. Returns what ends it at any time,
 * of which the reader hears nothing.
 *
 * A GET or HEAD for an endless answer waits for a backend where nobody listens, as it is while it is restarted, for as long as a
 * connection may take: a plain `EventSource` gives up for good at the first 502 (WHATWG HTML, 9.2.3).
 *
 * A backend may close a kept connection in the moment in which a request is sent on it. A GET or HEAD is sent once more then,
 * on a new connection (RFC 9110, 9.2.2: a proxy must not do so for others).
 */
export function exchange(backend: Backend, request: BackendRequest, reader: Reader): () => void {
  if (!request.path.startsWith("/")) {
    throw new TypeError(
      `The path on the backend is ${JSON.stringify(request.path)}; expected one such as /v1/jobs.`,
    );
  }
  const sent = new Exchange(backend, request, reader);
  if (request.signal?.aborted) reader.failed(request.signal.reason);
  else sent.send();
  return () => sent.cancel();
}

/** What a reason phrase can have (RFC 9112, 4). undici reads its bytes as UTF-8, so that they may have become anything. */
const REASON = /^[\t\x20-\x7e\x80-\xff]*$/;

/** One request and its answer, as undici's dispatcher reports them. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #backend: Backend;
  readonly #request: BackendRequest;
  readonly #reader: Reader;
  #span?: BackendSpan;
  #controller?: Dispatcher.DispatchController;
  #sink: Sink | null = null;
  #answered = false;
  #cancelled = false;
  #repeatable: boolean;
  /** As `performance.now()`, until when it waits for somebody to listen. */
  readonly #waitsUntil: number;
  #stopWaiting?: () => void;
  #headersTimer?: NodeJS.Timeout;

  constructor(backend: Backend, request: BackendRequest, reader: Reader) {
    this.#backend = backend;
    this.#request = request;
    this.#reader = reader;
    const { method, body, endless, upgrade } = request;
    const isSafe = (method === "GET" || method === "HEAD") && !body;
    this.#repeatable = isSafe && !endless;
    this.#waitsUntil = isSafe && endless && !upgrade ? performance.now() + backend.connectTimeoutMs : 0;
  }

  send(apart = this.#request.endless): void {
    const { method, path, headers, body, signal, upgrade } = this.#request;
    const { origin, base } = this.#backend.address();
    signal?.addEventListener("abort", this.#onAbort, { once: true });
    this.#span = currentAccess()?.startBackendSpan?.(method, origin + base + path.split("?", 1)[0]!);
    const options = {
      origin,
      path: base + path,
      method,
      headers: this.#span ? withHeader(headers, "traceparent", this.#span.traceparent) : headers,
      body,
      upgrade,
    };
    // undici sends any async iterable; its types know only Node's own streams.
    dispatch(origin, this.#backend, options as Dispatcher.DispatchOptions, this, apart);
  }

  cancel(): void {
    this.#cancelled = true;
    this.#stopWaiting?.();
    this.#controller?.abort(new errors.RequestAbortedError());
  }

  readonly #onAbort = (): void => {
    const { reason } = this.#request.signal!;
    this.#stopWaiting?.();
    this.#controller?.abort(reason);
    if (!this.#answered) this.#reader.failed(reason);
  };

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#cancelled) controller.abort(new errors.RequestAbortedError());
    else if (this.#request.signal?.aborted) controller.abort(this.#request.signal.reason);
  }

  onRequestSent(): void {
    if (this.#answered || this.#cancelled) return;
    const timeout = () => this.#controller?.abort(new errors.HeadersTimeoutError());
    this.#headersTimer = setTimeout(timeout, this.#backend.headersTimeoutMs);
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    fields: Fields,
    statusText = "",
  ): void {
    // A client is to make nothing of it: one that cannot be written is left out.
    const reason = REASON.test(statusText) ? statusText : "";
    const head = { status, statusText: reason, headers: flat(fields) };
    if (status >= 200) {
      clearTimeout(this.#headersTimer);
      this.#span?.answered(status);
    }
    try {
      if (status < 200) return this.#reader.informed?.(head);
      this.#sink = this.#reader.answered(head, {
        pause: () => controller.pause(),
        resume: () => controller.resume(),
        cancel: () => this.cancel(),
      });
      this.#answered = true;
    } catch (error) {
      controller.abort(error instanceof Problem ? error : notHttp(error));
    }
  }

  onRequestUpgrade(
    controller: Dispatcher.DispatchController,
    status: number,
    fields: Fields,
    connection: Duplex,
  ): void {
    clearTimeout(this.#headersTimer);
    this.#span?.answered(status);
    this.#span?.end();
    try {
      this.#reader.upgraded!(
        { status, statusText: "Switching Protocols", headers: flat(fields) },
        connection,
      );
      this.#answered = true;
    } catch (error) {
      controller.abort(error instanceof Problem ? error : notHttp(error));
    }
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    // Resumed where nothing has come since, undici (8, client-h1.js) tells of a chunk without a byte: a reader that is behind by it
    // would take it, resume, and get the next one, and the process would do nothing else any more.
    if (chunk.length > 0) this.#sink?.write(chunk);
  }

  onResponseEnd(_controller: Dispatcher.DispatchController, trailers: Fields = {}): void {
    this.#close();
    this.#span?.end();
    this.#sink?.end(flat(trailers));
  }

  onResponseError(_controller: Dispatcher.DispatchController, cause: Error): void {
    this.#close();
    const { signal } = this.#request;
    if (this.#cancelled) return this.#span?.end();
    if (!this.#answered) {
      if (signal?.aborted) return this.#span?.end(); // the reader knows already
      if (this.#repeatable && closedWhileKept(cause)) {
        this.#span?.end();
        this.#repeatable = false;
        return this.send(true);
      }
      if (neverConnected(cause) && performance.now() < this.#waitsUntil) return this.#wait(cause);
      return this.#fail(cause);
    }
    if (signal?.aborted) {
      this.#span?.end();
      // A reader who has left cancels the body in this same turn, and must not find it broken (a rejection that nobody
      // handles); one who is still there must not take the part for the whole.
      return void setImmediate(() => this.#sink?.fail(signal.reason));
    }
    const broken = new BackendError(
      "backend_broke_off",
      "The backend broke off in the middle of its answer.",
      { cause },
    );
    this.#failed(broken);
    this.#sink?.fail(broken);
  }

  /** Sends it again as soon as somebody listens, or fails with `cause` when it has waited long enough. */
  #wait(cause: Error): void {
    this.#request.signal?.addEventListener("abort", this.#onAbort, { once: true });
    const stop = whenListening(this.#backend.address().origin, () => {
      clearTimeout(timer);
      this.#span?.end();
      this.send();
    });
    this.#stopWaiting = () => {
      clearTimeout(timer);
      stop();
      this.#span?.end();
    };
    const giveUp = () => {
      stop();
      this.#request.signal?.removeEventListener("abort", this.#onAbort);
      this.#fail(cause);
    };
    const timer = setTimeout(giveUp, this.#waitsUntil - performance.now());
  }

  /** There is no answer. */
  #fail(cause: Error): void {
    const error = toProblem(cause);
    this.#failed(error);
    this.#reader.failed(error);
  }

  #failed(error: Problem): void {
    if (error instanceof BackendError) {
      this.#span?.end(error);
      tell("backendFailed", error);
    } else this.#span?.end();
  }

  #close(): void {
    clearTimeout(this.#headersTimer);
    this.#request.signal?.removeEventListener("abort", this.#onAbort);
    this.#sink?.close?.();
  }
}

type Fields = Record<string, string | string[] | undefined>;

function flat(fields: Fields): string[] {
  const headers: string[] = [];
  for (const name in fields) {
    const value = fields[name]!;
    if (typeof value === "string") headers.push(name, value);
    else for (const one of value) headers.push(name, one);
  }
  return headers;
}

/** `headers`, names and values in turn, with the field `name` set to `value`. */
function withHeader(headers: string[], name: string, value: string): string[] {
  const others = headers.filter((_, i) => headers[i - (i % 2)]!.toLowerCase() !== name);
  return [...others, name, value];
}

/** Whether nobody has seen the request: nobody listens, or there is no such name yet. */
function neverConnected({ code = "" }: Error & { code?: string }): boolean {
  return ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"].includes(code);
}

/** Whether the connection broke off, and not one that was new: nothing had come in on such a one. */
function closedWhileKept(cause: Error & { code?: string }): boolean {
  if (cause instanceof errors.SocketError) return (cause.socket?.bytesRead ?? 0) > 0;
  return cause.code === "ECONNRESET" || cause.code === "EPIPE";
}

function toProblem(cause: Error & { code?: string }): Problem {
  if (cause instanceof Problem) return cause;
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
    case "UND_ERR_HEADERS_OVERFLOW": {
      const limit = "which are as many as this server takes (Node's --max-http-header-size)";
      const text = `The headers of the backend's answer are longer than ${maxHeaderSize} bytes, ${limit}.`;
      return new BackendError("backend_invalid_response", text, { cause });
    }
    case "UND_ERR_RES_CONTENT_LENGTH_MISMATCH":
      return notHttp(cause);
    case "UND_ERR_REQ_CONTENT_LENGTH_MISMATCH":
    case "UND_ERR_INVALID_ARG":
      return new Refusal("invalid_request", "The request cannot be passed on as it is.", { cause });
  }
  return (cause as Error).name === "HTTPParserError"
    ? notHttp(cause)
    : new BackendError("backend_unreachable", "The backend cannot be reached.", { cause });
}

function notHttp(cause: unknown): BackendError {
  return new BackendError("backend_invalid_response", "The backend's answer is not valid HTTP.", { cause });
}
