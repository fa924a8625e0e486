import { get, type Answer, type Request, within } from "./request.ts";

// A list of workloads, or a problem: what is longer is neither.
const MAX_BYTES = 4 * 1024 * 1024;
// Something that ends, from a server that works.
const TIMEOUT_MS = 10_000;

/**
 * A GET of something that ends, whole; no more of it than 4 MiB. Rejects after 10 s, and leaves the body of an answer that
 * is not `wanted` where it is.
 */
export async function getText(
  url: URL,
  request: Request,
  wanted: (answer: Answer) => boolean = () => true,
): Promise<Answer & { text: string }> {
  const signal = within(TIMEOUT_MS, request.signal);
  const answer = await get(url, { ...request, signal });
  if (wanted(answer)) return { ...answer, text: await textOf(answer) };
  answer.body.destroy();
  return { ...answer, text: "" };
}

/** What comes of the body until it ends or is cut. Rejects when it is cut by the signal. */
export async function textOf({ body }: Answer, maxBytes = MAX_BYTES): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > maxBytes) break;
  }
  return Buffer.concat(chunks).toString();
}

/** `502 Bad Gateway: The backend is not reachable.` for a problem, `404 text/html` for anything else. */
export function describe({ status, headers }: Answer, text: string): string {
  const type = headers["content-type"]?.split(";")[0] ?? "no content type";
  if (/^application\/(problem\+)?json$/.test(type)) {
    try {
      const { title, detail } = JSON.parse(text) as { title?: unknown; detail?: unknown };
      const words = [title, detail].filter((word) => typeof word === "string");
      if (words.length > 0) return `${status} ${words.join(": ")}`;
    } catch {} // not JSON after all
  }
  return `${status} ${type}`;
}
