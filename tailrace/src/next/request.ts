import type { Access } from "../observe/access.ts";
import { Refusal } from "../problem.ts";
import { splitTarget, withoutOrigin } from "../rules/request-target.ts";

/** Whether `request` is the one that Next has made, and not another that a handler has made of it. */
const isNexts = (request: Request) => "nextUrl" in request;

/**
 * Path and query as they stand in the request line, unless a handler has made another query. Before a handler sees a URL, Next has
 * resolved its dot segments and reordered and re-encoded its query.
 */
export function targetOf(request: Request, access: Access | undefined): { path: string; query: string } {
  const own = splitTarget(withoutOrigin(request.url));
  if (!access) return own;
  const sent = splitTarget(access.target);
  return isNexts(request) || sorted(sent.query) === sorted(own.query) ? sent : { ...sent, query: own.query };
}

function sorted(query: string): string {
  const parameters = new URLSearchParams(query);
  parameters.sort();
  return parameters.toString();
}

/** What Next adds to a request that does not have it (15.5 and 16, base-server.ts), as if the client had sent it. */
const NEXTS_INVENTIONS = /^x-forwarded-(?:for|host|port|proto)$/;

/** All headers of a request, names and values in turn, without those that Next has made up. */
export function fieldsOf(request: Request, access: Access | undefined): string[] {
  const sent = new Set(access?.request.rawHeaders.map((name) => name.toLowerCase()));
  const isInvented = (name: string) => access !== undefined && NEXTS_INVENTIONS.test(name) && !sent.has(name);
  return [...request.headers].filter(([name]) => !isInvented(name)).flat();
}

/** Aborted when the client leaves, also for a request that a handler has made without saying so. */
export function clientSignal(request: Request, access: Access | undefined): AbortSignal {
  if (isNexts(request) || !access) return request.signal;
  const left = new AbortController();
  const { response } = access;
  response.once("close", () => {
    if (!response.writableFinished) left.abort(new DOMException("The client has left.", "AbortError"));
  });
  return AbortSignal.any([request.signal, left.signal]);
}

/**
 * The request's body as it comes, null if it has none, and `headers`, names and values in turn, as they go with it to the
 * backend: they say its length if it is known. Next hands no body of a GET or HEAD to a handler: one that announces a body is
 * refused rather than passed on without it.
 */
export async function requestBody(
  request: Request,
  headers: string[],
): Promise<{ body: Uint8Array | AsyncIterable<Uint8Array> | null; headers: string[] }> {
  const { body } = request;
  if (isNexts(request)) {
    const announced =
      request.headers.has("transfer-encoding") || Number(request.headers.get("content-length") ?? 0) > 0;
    if (!announced) return { body: null, headers };
    if (body) return { body: uploadOf(body), headers };
    throw new Refusal("invalid_request", `A ${request.method} with a body cannot be passed on.`);
  }
  // Of another body.
  const own = headers.filter((_, i) => headers[i - (i % 2)] !== "content-length");
  if (!body) return { body, headers: own };
  const { whole, rest } = await firstChunk(body);
  if (!whole) return { body: rest, headers: own };
  return { body: whole, headers: [...own, "content-length", String(whole.length)] };
}

/** As `uploadOf` in node/upload.ts: Next destroys the client's connection with a body that is cancelled. */
async function* uploadOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body.values({ preventCancel: true });
  } finally {
    body.pipeTo(new WritableStream()).catch(() => {}); // the client has left
  }
}

/**
 * A body that was made of a string or of bytes comes in one chunk, and ends in the same turn. So its length is known, without
 * which some servers take it for empty.
 */
async function firstChunk(body: ReadableStream<Uint8Array>) {
  const reader = body.getReader();
  const first = await reader.read();
  if (first.done) return { whole: new Uint8Array() };
  const second = reader.read();
  const turn = new Promise<undefined>((resolve) => setImmediate(() => resolve(undefined)));
  if ((await Promise.race([second, turn]))?.done) return { whole: first.value };
  async function* chunks() {
    yield first.value!;
    for (let next = await second; !next.done; next = await reader.read()) yield next.value;
  }
  return { rest: chunks() };
}
