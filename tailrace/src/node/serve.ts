import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { type AnswerHead, exchange, type Reader, type Sink, type Upstream } from "../exchange/exchange.ts";
import {
  type AnyParams,
  type Asked,
  type BackendHead,
  backendRequest,
  changed,
  clientAnswer,
  type Declaration,
  openEvents,
  preflight,
} from "../hop.ts";
import type { Access } from "../observe/access.ts";
import { Problem } from "../problem.ts";
import { toClient } from "../rules/answer-headers.ts";
import { corsHeaders } from "../rules/cors.ts";
import { fieldOf } from "../exchange/fields.ts";
import { splitTarget } from "../rules/request-target.ts";
import { ResponseBody } from "./response-body.ts";
import { Tunnel } from "./tunnel.ts";
import { uploadOf } from "./upload.ts";

/** A request that asks for another protocol on its connection. */
export interface Upgrade {
  protocol: string;
  /** What the client has sent of it already. */
  first: Buffer;
}

/**
 * Answers the request of `access` with what the backend answers, as `declaration` says. Whatever HTTP has passes: any method, with
 * a body or without; interim answers, trailers, content codings, lengths, header bytes beyond ASCII; and with `upgrade` a
 * connection that changes its protocol.
 *
 * `unserved` is called in place of an answer if a function of the app's own throws an error that is no `Problem`.
 */
export function serve(
  declaration: Declaration,
  params: AnyParams,
  access: Access,
  unserved: (error: unknown) => void,
  upgrade?: Upgrade,
): void {
  new Served(declaration, access, unserved, upgrade).start(params);
}

/** One request to the door, as the reader of its answer. */
class Served implements Reader {
  readonly #declaration: Declaration;
  readonly #access: Access;
  readonly #unserved: (error: unknown) => void;
  readonly #upgrade: Upgrade | undefined;
  #head!: BackendHead;

  constructor(
    declaration: Declaration,
    access: Access,
    unserved: (error: unknown) => void,
    upgrade: Upgrade | undefined,
  ) {
    this.#declaration = declaration;
    this.#access = access;
    this.#unserved = unserved;
    this.#upgrade = upgrade;
  }

  start(params: AnyParams): void {
    const { headers: change } = this.#declaration;
    try {
      const asked = new NodeRequest(this.#access, this.#upgrade?.protocol);
      const answer = preflight(this.#declaration, asked);
      if (answer) return void this.#access.response.writeHead(204, answer).end();
      this.#head = backendRequest(this.#declaration, params, asked);
      if (!change) return this.#send(this.#head.headers);
      changed(this.#head.headers, change, asked)
        .then((headers) => this.#send(headers))
        .catch((error) => this.#refuse(error));
    } catch (error) {
      this.#refuse(error);
    }
  }

  /** Nothing has been sent to the backend. */
  #refuse(error: unknown): void {
    if (error instanceof Problem) this.failed(error);
    else this.#unserved(error);
  }

  #send(headers: string[]): void {
    const { request, response } = this.#access;
    if (response.destroyed) return; // the client has left
    const { "transfer-encoding": chunked, "content-length": length = "0" } = request.headers;
    const body = chunked !== undefined || length !== "0" ? uploadOf(request) : null;
    const cancel = exchange(this.#declaration.hop, { ...this.#head, headers, body }, this);
    response.once("close", () => {
      if (!response.writableFinished) cancel();
    });
  }

  failed(reason: unknown): void {
    const { response, requestId } = this.#access;
    const problem = reason as Problem;
    this.#access.error = problem;
    if (response.destroyed) return;
    const { status, headers, body } = problem.toAnswer(requestId);
    const { origin } = this.#access.request.headers;
    const cors = corsHeaders(origin, this.#declaration.hop.allowedOrigins);
    const own = [...Object.entries(headers).flat(), "content-length", String(Buffer.byteLength(body))];
    // With its reason: an answer that could not be written may have left its own.
    response.writeHead(status, STATUS_CODES[status], [...own, ...cors]).end(body);
  }

  informed({ status, headers }: AnswerHead): void {
    const { request, response, requestId } = this.#access;
    if (request.httpVersionMinor === 0) return; // HTTP/1.0 has none (RFC 9110, 15.2)
    const kept = toClient(headers, requestId, this.#head.place);
    response.writeInformation?.(status, kept); // Node 26
  }

  answered(answered: AnswerHead, upstream: Upstream): Sink | null {
    const { request, response, requestId } = this.#access;
    const answer = clientAnswer(this.#declaration, this.#head, answered, requestId);
    if (answer.status > 599) throw new RangeError(`The status ${answer.status} is none of HTTP's.`);
    const told = fieldOf(answer.headers, "content-length");
    const length = told === undefined ? undefined : Number(told);
    const trailers = answer.body !== "none" && length === undefined && request.httpVersionMinor > 0;
    response.writeHead(
      answer.status,
      answer.statusText,
      trailers ? answer.headers : without(answer.headers, "trailer"),
    );
    if (answer.body === "none") {
      this.#access.answered();
      response.end();
      return null;
    }
    const body = new ResponseBody(response, upstream, (error) => (this.#access.error = error), length);
    if (answer.body === "bytes") {
      this.#access.passage = body;
      this.#access.answered();
      process.nextTick(() => body.flush());
      return body;
    }
    const { events, sink } = openEvents(this.#declaration, this.#head, body, upstream);
    this.#access.passage = events;
    this.#access.answered();
    return sink;
  }

  upgraded({ status, statusText, headers }: AnswerHead, connection: Duplex): void {
    const { response, requestId } = this.#access;
    const { protocol, first } = this.#upgrade!;
    const kept = toClient(headers, requestId, this.#head.place);
    response.writeHead(status, statusText, [...kept, "connection", "upgrade", "upgrade", protocol]).end();
    this.#access.passage = new Tunnel(this.#access, connection).open(first);
    this.#access.answered();
  }
}

/** `headers`, names and values in turn, without those of this name. */
function without(headers: string[], name: string): string[] {
  return headers.includes(name) ? headers.filter((_, i) => headers[i - (i % 2)] !== name) : headers;
}

class NodeRequest implements Asked {
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly upgrade: string | undefined;
  readonly coded = true;
  readonly peer: Asked["peer"];
  readonly #access: Access;
  #headers: Headers | undefined;

  constructor(access: Access, upgrade: string | undefined) {
    this.#access = access;
    this.requestId = access.requestId;
    this.method = access.request.method!;
    const { path, query } = splitTarget(access.target);
    this.path = path;
    this.query = query;
    this.upgrade = upgrade;
    this.peer = access.peer;
  }

  field(name: string): string | undefined {
    const value = this.#access.request.headers[name];
    return Array.isArray(value) ? value.join() : value;
  }

  fields(): readonly string[] {
    return this.#access.request.rawHeaders;
  }

  get headers(): Headers {
    if (!this.#headers) {
      const fields = this.fields();
      this.#headers = new Headers();
      for (let i = 0; i < fields.length; i += 2) this.#headers.append(fields[i]!, fields[i + 1]!);
    }
    return this.#headers;
  }
}
