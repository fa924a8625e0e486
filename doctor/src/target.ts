import type { IncomingHttpHeaders } from "node:http";
import { backlog } from "./backlog.ts";
import { describe, getText } from "./body.ts";
import { CannotCheck } from "./cannot-check.ts";
import { isEventStream, timeOf } from "./recording.ts";
import type { Request } from "./request.ts";

// Each is asked for its last lines; a console may have hundreds.
const MAX_CANDIDATES = 4;
const CANDIDATE_LINES = 300;
// Something to resume from, and little enough to be sent at once.
const TAIL = "20";

export interface Target {
  /** The stream to watch. */
  stream: URL;
  /** A console's: its logs can be asked for as an answer that ends, and resumed by a query as well as a header. */
  console?: {
    /** For people: which workload, and why. */
    workload: string;
    /** Its stream of status changes, which is quiet: the one to see heartbeats on. */
    events: URL;
    /** Of its answer to the list of workloads: hops leave traces there even when they hold back the stream. */
    headers?: IncomingHttpHeaders;
  };
}

interface Workload {
  id: string;
  name: string;
  status: string;
}

/** What to check at `url`: a console's workload if there is a console, otherwise whatever answers there. */
export async function findTarget(url: URL, request: Request): Promise<Target> {
  if (/\/api\/v1\/workloads\/[^/]+\/logs$/.test(url.pathname)) return ofConsole(url, "the one in the URL");
  const page = /^\/workloads\/([^/]+)\/?$/.exec(url.pathname)?.[1];
  if (page === undefined && url.pathname !== "/") return { stream: url };

  const list = await listOf(url, request);
  if (!list) return { stream: url };
  if (list.status === 401 || list.status === 403) throw needsCredentials(describe(list, list.text));
  const workloads = workloadsIn(list.text);
  if (list.status !== 200 || !workloads) {
    if (page === undefined && url.search === "" && list.status >= 500)
      throw new CannotCheck(`${list.url} answers ${describe(list, list.text)}.`);
    return { stream: url };
  }
  if (page !== undefined) return ofConsole(logsOf(list.url, page), "the one in the URL", list.headers);

  const running = workloads.filter(({ status }) => status === "running");
  if (running.length === 0)
    throw new CannotCheck(
      `No workload of ${url.origin} is running, so no stream will move. Start one, or give the URL of a stream.`,
    );
  const chosen = await steadiest(running.slice(0, MAX_CANDIDATES), list.url, request);
  const why = running.length === 1 ? "the only one that runs" : `the steadiest of ${running.length} that run`;
  return ofConsole(logsOf(list.url, encodeURIComponent(chosen.id)), `${chosen.name}, ${why}`, list.headers);
}

/** What `url`'s server says to a console's first question; undefined where that is a stream, or no end of it comes. */
async function listOf(url: URL, request: Request) {
  try {
    return await getText(new URL("/api/v1/workloads", url), request, (answer) => !isEventStream(answer));
  } catch (error) {
    if (request.signal.aborted || error instanceof CannotCheck) throw error;
    return undefined;
  }
}

export function needsCredentials(answer: string): CannotCheck {
  return new CannotCheck(
    `It answers ${answer}. Give what it asks for: --header 'Authorization: …' or --header 'Cookie: …'.`,
  );
}

function ofConsole(logs: URL, workload: string, headers?: IncomingHttpHeaders): Target {
  return { stream: logs, console: { workload, events: new URL("/api/v1/events", logs), headers } };
}

function logsOf(base: URL, id: string): URL {
  const url = new URL(`/api/v1/workloads/${id}/logs`, base);
  url.searchParams.set("tail", TAIL);
  return url;
}

function workloadsIn(text: string): Workload[] | undefined {
  try {
    const { workloads } = JSON.parse(text) as { workloads?: unknown };
    return Array.isArray(workloads) ? (workloads as Workload[]) : undefined;
  } catch {
    return undefined;
  }
}

/** The one that was never quiet for long in its last lines and up to now; the first where no line has a time. */
async function steadiest(candidates: Workload[], base: URL, request: Request): Promise<Workload> {
  if (candidates.length === 1) return candidates[0]!;
  const times = await Promise.all(
    candidates.map(async ({ id }) => {
      const lines = await backlog(logsOf(base, encodeURIComponent(id)), CANDIDATE_LINES, request).catch(
        () => [],
      );
      return lines.map(({ data }) => timeOf(data)).filter((time) => time !== undefined);
    }),
  );
  const newest = Math.max(...times.flat());
  const waits = times.map((own) =>
    own.length < 2 ? Infinity : Math.max(...[...own.slice(1), newest].map((time, i) => time - own[i]!)),
  );
  return candidates[waits.indexOf(Math.min(...waits))]!;
}
