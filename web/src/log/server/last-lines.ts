import { createParser } from "eventsource-parser";
import { BackendError, path, visitor } from "tailrace";
import { backendFetch } from "@/lib/backend";
import { parseLine } from "@/log/engine/load/log-event";
import type { FirstLines, FirstRows, LogLine } from "@/log/engine/protocol";
import { firstRows } from "@/log/engine/session/first-rows";

/** As many as a large screen has room for. */
const LINES = 64;
// Of ordinary lines twice as much; the page comes with each of them as HTML, too, and for the script.
const MAX_BYTES = 64 * 1024;
// A page that waits longer for its lines is better off without them.
const WAIT_MS = 300;
// For so long no page asks a backend again that has answered and did not end: it does not know `follow=false`.
const PAUSE_MS = 60_000;

let pausedUntil = 0;

/**
 * A log's last lines, for a page to begin with, asked for on behalf of who sent its request (`incoming`). Undefined where the backend
 * has no answer that ends (`follow=false`), and that soon, or gives its lines no ids, by which the page would go on: it reads all of the
 * log then, and says what went wrong.
 */
export async function lastLines(id: string, incoming: Headers): Promise<FirstRows | undefined> {
  if (performance.now() < pausedUntil) return undefined;
  const headers = visitor(incoming);
  headers.set("accept", "text/event-stream");
  const at = path`/v1/workloads/${id}/logs` + `?tail=${LINES}&follow=false`;
  const request = new AbortController();
  let answers = false;
  const timer = setTimeout(() => {
    if (answers) pausedUntil = performance.now() + PAUSE_MS;
    request.abort();
  }, WAIT_MS);
  try {
    const response = await backendFetch(at, { headers, signal: request.signal });
    answers = true;
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
    if (response.status !== 200 || !isStream) return undefined;
    const { lines, whole } = await linesOf(response);
    if (lines.length === 0 || lines.some(({ cursor }) => cursor === undefined)) return undefined;
    return { lines, rows: firstRows(lines), whole };
  } catch (error) {
    if (request.signal.aborted || error instanceof BackendError) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
    request.abort();
  }
}

/** The last lines of an answer, of which none is missing; none if it is too long. */
async function linesOf(response: Response): Promise<FirstLines> {
  let lines: LogLine[] = [];
  let isGap = false;
  const parser = createParser({
    onEvent: ({ event = "message", data, id }) => {
      if (event === "message") lines.push(parseLine(data, id || undefined));
      else if (event === "gap") [isGap, lines] = [true, []];
    },
  });
  const decoder = new TextDecoder();
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) return { lines: [], whole: false };
    parser.feed(decoder.decode(chunk, { stream: true }));
  }
  return { lines: lines.slice(-LINES), whole: !isGap && lines.length < LINES };
}
