import { once } from "node:events";
import { type IncomingHttpHeaders, request as httpRequest } from "node:http";
import { connect as http2Connect } from "node:http2";
import { request as httpsRequest } from "node:https";
import { connect as tcpConnect, isIP, type Socket } from "node:net";
import { pipeline, type Readable } from "node:stream";
import { connect as tlsConnect, type TLSSocket } from "node:tls";
import * as zlib from "node:zlib";
import { CannotCheck } from "./cannot-check.ts";

// A host that does not answer a SYN by then is as good as down.
const CONNECT_TIMEOUT_MS = 10_000;
// As many as `fetch` follows is twenty; who needs more than five has a loop.
const MAX_REDIRECTS = 5;

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Where it came from, after redirects. */
  url: URL;
  redirects: number;
  httpVersion: "1.0" | "1.1" | "2";
  /** When the request went out on its connection, and when the headers came: `performance.now()`. */
  sentAt: number;
  headersAt: number;
  /** Decoded as a browser decodes it, as soon as it can be; destroy it to leave. */
  body: Readable;
}

export interface Request {
  headers: Record<string, string>;
  /** Ends the request, and the body, at any time. */
  signal: AbortSignal;
  /** The request has gone out, at this `performance.now()`: it may be long before the headers come. */
  onSent?: (at: number) => void;
}

/**
 * A GET on a connection of its own, over HTTP/2 where the server offers it, as a browser does. Follows redirects; headers
 * go only to the origin they were meant for. Rejects with a `CannotCheck` that says what is wrong with the way there.
 */
export async function get(url: URL, { headers, signal, onSent }: Request): Promise<Answer> {
  let current = url;
  for (let redirects = 0; ; redirects++) {
    const own = current.origin === url.origin ? headers : withoutCredentials(headers);
    const answer = { ...(await getOnce(current, { headers: own, signal, onSent })), redirects, url: current };
    const { location } = answer.headers;
    if (answer.status < 300 || answer.status > 399 || location === undefined) return answer;
    answer.body.destroy();
    if (redirects === MAX_REDIRECTS) throw new CannotCheck(`${url} redirects more than ${redirects} times.`);
    const next = URL.canParse(location, current) ? new URL(location, current) : undefined;
    if (!next || !/^https?:$/.test(next.protocol))
      throw new CannotCheck(`${current} redirects to ${location}.`);
    current = next;
  }
}

/**
 * Fires with the first of `signals`, and after `ms` at the latest. Without AbortSignal.timeout, as Node 20 collects a
 * signal that only AbortSignal.any knows, and then it never fires.
 */
export function within(ms: number, ...signals: AbortSignal[]): AbortSignal {
  const late = new AbortController();
  setTimeout(() => late.abort(), ms).unref();
  return AbortSignal.any([...signals, late.signal]);
}

/** What of the request's own headers another origin may see. */
function withoutCredentials(headers: Record<string, string>): Record<string, string> {
  const safe = new Set(["accept", "accept-encoding", "user-agent", "last-event-id"]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => safe.has(name)));
}

type Once = Omit<Answer, "redirects" | "url">;

async function getOnce(url: URL, request: Request): Promise<Once> {
  const socket = await connect(url, request.signal);
  const sentAt = performance.now();
  request.onSent?.(sentAt);
  try {
    const h2 = (socket as Partial<TLSSocket>).alpnProtocol === "h2";
    return { ...(await (h2 ? overHttp2 : overHttp1)(url, socket, request)), sentAt };
  } catch (error) {
    socket.destroy();
    if (request.signal.aborted) throw error;
    throw new CannotCheck(`${url.origin} broke off before it answered: ${(error as Error).message}.`);
  }
}

async function connect(url: URL, signal: AbortSignal): Promise<Socket> {
  signal.throwIfAborted();
  const host = url.hostname.replace(/^\[|\]$/g, ""); // IPv6 stands in brackets in a URL
  const tls = url.protocol === "https:";
  const port = Number(url.port || (tls ? 443 : 80));
  const socket = tls
    ? tlsConnect({ host, port, servername: isIP(host) ? "" : host, ALPNProtocols: ["h2", "http/1.1"] })
    : tcpConnect({ host, port });
  const timer = setTimeout(() => {
    socket.destroy(Object.assign(new Error("no connection"), { code: "ETIMEDOUT" }));
  }, CONNECT_TIMEOUT_MS);
  try {
    await once(socket, tls ? "secureConnect" : "connect", { signal });
    socket.setNoDelay();
    return socket;
  } catch (error) {
    socket.destroy();
    if (signal.aborted) throw error;
    throw new CannotCheck(`${url.origin} cannot be reached: ${reasonOf(error as NodeJS.ErrnoException)}`);
  } finally {
    clearTimeout(timer);
  }
}

function reasonOf({ code = "", message }: NodeJS.ErrnoException): string {
  const plain: Record<string, string> = {
    ECONNREFUSED: "nobody listens there.",
    ENOTFOUND: "there is no host of this name.",
    EAI_AGAIN: "the name server does not answer.",
    ETIMEDOUT: `no connection within ${CONNECT_TIMEOUT_MS / 1_000} s.`,
    ECONNRESET: "the connection was reset.",
    EPROTO: "what answers there does not speak TLS.",
    ERR_SSL_WRONG_VERSION_NUMBER: "what answers there does not speak TLS.",
    ERR_SSL_PACKET_LENGTH_TOO_LONG: "what answers there does not speak TLS.",
  };
  if (plain[code]) return plain[code];
  return /CERT|SIGNATURE|ISSUER|TLS|SSL/.test(code)
    ? `TLS: ${message} (${code}). A private CA's certificate goes into NODE_EXTRA_CA_CERTS.`
    : `${message}.`;
}

async function overHttp1(
  url: URL,
  socket: Socket,
  { headers, signal }: Request,
): Promise<Omit<Once, "sentAt">> {
  const request = (url.protocol === "https:" ? httpsRequest : httpRequest)(url, {
    headers,
    signal,
    agent: false,
    createConnection: () => socket,
  });
  request.end();
  const response = await new Promise<import("node:http").IncomingMessage>((resolve, reject) => {
    request.once("response", resolve);
    request.on("error", reject); // stays: leaving later is an error, too
  });
  const headersAt = performance.now();
  const httpVersion = response.httpVersion === "1.0" ? "1.0" : "1.1";
  response.once("close", () => socket.destroy());
  return {
    status: response.statusCode!,
    headers: response.headers,
    httpVersion,
    headersAt,
    body: decoded(response, response.headers),
  };
}

async function overHttp2(
  url: URL,
  socket: Socket,
  { headers, signal }: Request,
): Promise<Omit<Once, "sentAt">> {
  const session = http2Connect(url, { createConnection: () => socket });
  const leave = () => session.destroy();
  signal.addEventListener("abort", leave, { once: true });
  const stream = session.request({ ":path": url.pathname + url.search, ...headers });
  stream.once("close", () => {
    signal.removeEventListener("abort", leave);
    session.destroy();
  });
  const answered = await new Promise<IncomingHttpHeaders & { ":status"?: number }>((resolve, reject) => {
    stream.once("response", resolve);
    stream.on("error", reject);
    session.on("error", reject);
    stream.once("close", () => reject(new Error("the connection closed")));
  });
  const headersAt = performance.now();
  return {
    status: answered[":status"]!,
    headers: answered,
    httpVersion: "2",
    headersAt,
    body: decoded(stream, answered),
  };
}

/** The decoders give what they have with every chunk, so that a flush of the compressor arrives as one. */
function decoded(body: Readable, headers: IncomingHttpHeaders): Readable {
  const make = {
    gzip: zlib.createGunzip,
    "x-gzip": zlib.createGunzip,
    br: zlib.createBrotliDecompress,
    deflate: zlib.createInflate,
    zstd: zlib.createZstdDecompress, // undefined before Node 22.15; nobody is asked for it, though
  }[headers["content-encoding"] ?? ""];
  // Who reads it sees its errors; nobody may be reading any more, or yet.
  body.on("error", () => {});
  // Destroying either end of the pipeline destroys the other.
  return make ? pipeline(body, make(), () => {}) : body;
}
