import { once } from "node:events";
import {
  type ClientRequest,
  type IncomingMessage,
  request as httpRequest,
  type RequestOptions,
} from "node:http";
import { connect, type Socket } from "node:net";
import { pipeline, type Readable } from "node:stream";
import {
  brotliDecompressSync,
  createBrotliDecompress,
  createGunzip,
  gunzipSync,
  inflateSync,
  zstdDecompressSync,
} from "node:zlib";
import { PATIENCE_MS } from "./system.ts";

/** What browsers send: a hop that compresses is caught by it. */
const BROWSER = { "accept-encoding": "gzip, br" };

const DECODERS = new Map<string | undefined, (raw: Buffer) => Buffer>([
  ["gzip", gunzipSync],
  ["br", brotliDecompressSync],
  ["deflate", inflateSync],
  ["zstd", zstdDecompressSync],
]);

export interface Answer {
  status: number;
  statusText: string;
  headers: IncomingMessage["headers"];
  /** Names and values in turn, as they came. */
  rawHeaders: string[];
  /** Decoded as a browser decodes it. */
  body: Buffer;
  trailers: IncomingMessage["trailers"];
}

/** Sends a request as a browser's connection would, and waits for the whole answer. `path` is sent as it is. */
export async function send(
  origin: string,
  path: string,
  options: RequestOptions = {},
  body?: string | Buffer | Readable,
): Promise<Answer> {
  const request = open(origin, path, options);
  if (typeof body === "object" && "pipe" in body) body.pipe(request);
  else request.end(body);
  const response = await responseTo(request);
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const decode = raw.length > 0 && DECODERS.get(response.headers["content-encoding"]);
  return {
    status: response.statusCode!,
    statusText: response.statusMessage!,
    headers: response.headers,
    rawHeaders: response.rawHeaders,
    body: decode ? decode(raw) : raw,
    trailers: response.trailers,
  };
}

/** The head of the answer. Rejects rather than waits for ever, so that a test can put back what it has changed. */
async function responseTo(request: ClientRequest): Promise<IncomingMessage> {
  let timer: NodeJS.Timeout | undefined;
  const giveUp = () => request.destroy(new Error(`no answer in ${PATIENCE_MS / 1_000} s`));
  // From the end of the request on: an upload takes what it takes.
  const wait = () => (timer = setTimeout(giveUp, PATIENCE_MS));
  request.once("finish", wait);
  try {
    const [response] = (await once(request, "response")) as [IncomingMessage];
    return response;
  } finally {
    request.off("finish", wait);
    clearTimeout(timer);
  }
}

/** A request that is still to be ended, on a connection of its own. */
export function open(origin: string, path: string, options: RequestOptions = {}): ClientRequest {
  const { hostname, port } = new URL(origin);
  return httpRequest({
    hostname,
    port,
    path,
    agent: false,
    ...options,
    headers: { ...BROWSER, ...options.headers },
  });
}

export interface Stream {
  status: number;
  headers: IncomingMessage["headers"];
  /** Milliseconds from the request to the response's headers. */
  opened: number;
  /** Everything received so far, decoded as a browser decodes it. */
  text(): string;
  /** Resolves when `part` is in `text`, or true of it, with the time (performance.now). Rejects when the stream ends first, or nothing of the kind comes. */
  until(part: string | RegExp | ((text: string) => boolean)): Promise<number>;
  /** Resolves when the stream has ended, with how it did. */
  ended: Promise<"properly" | "broken">;
  /** Stops and resumes reading. */
  pause(): void;
  resume(): void;
  /** Leaves, as a closed tab does. */
  leave(): void;
}

/** Opens an event stream as a browser does, on a connection of its own. */
export async function openStream(
  origin: string,
  path: string,
  options: RequestOptions = {},
): Promise<Stream> {
  const start = performance.now();
  const request = open(origin, path, {
    ...options,
    headers: { accept: "text/event-stream", ...options.headers },
  });
  request.end();
  const response = await responseTo(request);
  const opened = performance.now() - start;
  request.on("error", () => {}); // leaving

  const encoding = response.headers["content-encoding"];
  const decoder =
    encoding === "gzip" ? createGunzip() : encoding === "br" ? createBrotliDecompress() : undefined;
  // A transfer that breaks ends the decoder, too.
  const body: Readable = decoder ? pipeline(response, decoder, () => {}) : response;

  let text = "";
  const waiting = new Set<() => void>();
  const wake = () => waiting.forEach((check) => check());
  body.setEncoding("utf8").on("data", (data: string) => {
    text += data;
    wake();
  });
  body.on("error", () => {});
  const ended = new Promise<"properly" | "broken">((resolve) => {
    body.once("close", () => resolve(response.complete ? "properly" : "broken"));
    response.on("error", () => {});
  });
  void ended.then(() => setImmediate(wake));

  return {
    status: response.statusCode!,
    headers: response.headers,
    opened,
    text: () => text,
    until(part) {
      const seen = () =>
        typeof part === "string"
          ? text.includes(part)
          : part instanceof RegExp
            ? part.test(text)
            : part(text);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(check);
          reject(new Error(`${part} did not come in ${PATIENCE_MS / 1_000} s`));
        }, PATIENCE_MS);
        const check = () => {
          if (seen()) resolve(performance.now());
          else if (body.closed)
            reject(new Error(`The stream ended before ${part}; it had ${JSON.stringify(text.slice(-200))}`));
          else return;
          clearTimeout(timer);
          waiting.delete(check);
        };
        waiting.add(check);
        check();
      });
    },
    ended,
    pause: () => void body.pause(),
    resume: () => void body.resume(),
    leave: () => void request.destroy(),
  };
}

/** A raw connection, for what no HTTP client would send. */
export async function rawConnection(origin: string): Promise<Socket> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  return socket;
}

/** Sends `bytes` as they are and returns everything that comes until the peer closes or `quietMs` pass in silence. */
export async function sendRaw(origin: string, bytes: string | Buffer, quietMs = 500): Promise<string> {
  const socket = await rawConnection(origin);
  let answer = "";
  socket.setTimeout(quietMs, () => socket.destroy());
  socket.setEncoding("latin1").on("data", (data: string) => (answer += data));
  socket.on("error", () => {});
  socket.write(bytes);
  await once(socket, "close");
  return answer;
}

/** Resolves when `origin` takes no more connections, as after SIGTERM. */
export async function stopsListening(origin: string): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (performance.now() < giveUpAt) {
    try {
      (await rawConnection(origin)).destroy();
    } catch {
      return;
    }
  }
  throw new Error(`still accepts connections after ${PATIENCE_MS / 1_000} s`);
}
