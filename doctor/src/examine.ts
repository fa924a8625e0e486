import { setTimeout as sleep } from "node:timers/promises";
import { backlog } from "./backlog.ts";
import { CannotCheck } from "./cannot-check.ts";
import type { Check } from "./check.ts";
import { checksOf } from "./checks.ts";
import { liveEvents, type Look } from "./flow.ts";
import { settingsFor, tracesIn } from "./hops.ts";
import { record, type Recording } from "./recording.ts";
import { type Request, within } from "./request.ts";
import { tryResume } from "./resume.ts";
import { findTarget, needsCredentials, type Target } from "./target.ts";

const USER_AGENT = "tailrace-doctor";
/** As Chromium and Firefox both send it to a site without TLS; with it they add zstd. */
const BROWSER_ENCODING = "gzip, br";

// The backend is asked what it has: often enough to catch a stream that is behind, too seldom to be a load.
const LOOK_EVERY_MS = 1_500;
const LOOK_LINES = 5;
// Enough to be sure of a stream that flows: no need to watch it to the end of the time.
const ENOUGH_EVENTS = 10;
const ENOUGH_MS = 3_000;
// Looking through thousands of events for each chunk of them would take the time that is measured.
const ENOUGH_EVERY_MS = 200;

export interface Options {
  url: URL;
  /** How long to watch at most. */
  seconds: number;
  /** Sent with each request to the URL's own origin. */
  headers: Record<string, string>;
  signal: AbortSignal;
}

export interface Report {
  stream: string;
  workload?: string;
  watchedMs: number;
  connections: number;
  checks: Check[];
  /** Headers that tell of the way. */
  traces: string[];
  /** What to set for each check that did not pass. */
  advice: Array<{ checks: string[]; settings: Array<[where: string, what: string]> }>;
  failed: boolean;
}

/** Watches what is at `url` and judges it. Rejects with a `CannotCheck` where there is nothing to judge. */
export async function examine({ url, seconds, headers, signal }: Options): Promise<Report> {
  const common = { "user-agent": USER_AGENT, ...headers };
  const plainly = { ...common, "accept-encoding": "identity" };
  const asBrowser = { ...common, "accept-encoding": BROWSER_ENCODING };

  const target = await findTarget(url, { headers: plainly, signal });
  const looks: Look[] = target.console ? [await lookAt(target, { headers: plainly, signal })] : [];
  const start = performance.now();
  const enough = new AbortController();
  const watching = within(seconds * 1_000, signal, enough.signal);
  let nextAt = 0;
  const onChange = () => {
    const both = [browser.recording, plain.recording];
    if (both.every(({ end, refusal }) => end || refusal !== undefined)) enough.abort();
    if (performance.now() < nextAt) return;
    nextAt = performance.now() + ENOUGH_EVERY_MS;
    if (isEnough(both, quiet?.recording)) enough.abort();
  };
  const browser = record(target.stream, { headers: asBrowser, signal: watching, onChange });
  const plain = record(target.stream, { headers: plainly, signal: watching, onChange });
  const quiet =
    target.console && record(target.console.events, { headers: asBrowser, signal: watching, onChange });
  const streams = [browser, plain, ...(quiet ? [quiet] : [])];
  try {
    await Promise.race([
      Promise.all(streams.map(({ done }) => done)),
      target.console ? look(target, looks, { headers: plainly, signal: watching }) : new Promise(() => {}),
    ]);
  } finally {
    enough.abort();
    await Promise.allSettled(streams.map(({ done }) => done));
  }
  signal.throwIfAborted();
  const watchedMs = performance.now() - start;
  refuse(browser.recording, target);

  const [seen, own] = browser.recording.events.length > 1 ? [browser, asBrowser] : [plain, plainly];
  const observation = {
    browser: browser.recording,
    plain: plain.recording,
    quiet: quiet?.recording,
    looks,
    resumption: await tryResume(target, seen.recording, own, signal),
  };
  const checks = checksOf(observation);
  const answers = streams.flatMap(({ recording: { answer } }) => (answer ? [answer.headers] : []));
  if (target.console?.headers) answers.push(target.console.headers);
  const traces = tracesIn(answers);
  return {
    stream: String(target.stream),
    ...(target.console && { workload: target.console.workload }),
    watchedMs: Math.round(watchedMs),
    connections: streams.length,
    checks,
    traces: traces.headers,
    advice: adviceFor(checks, (cause) => settingsFor(cause, traces, target.console !== undefined)),
    failed: checks.some(({ verdict }) => verdict === "fail"),
  };
}

/** No stream there at all: a reason why it cannot be checked, but for a console's own workload, where it is a result. */
function refuse({ answer, refusal }: Recording, target: Target): void {
  if (!answer || refusal === undefined) return;
  if (answer.status === 401 || answer.status === 403) throw needsCredentials(refusal);
  if (target.console && answer.status >= 500) return;
  const hint = /text\/html/.test(refusal)
    ? " If that is a login page, give what it asks for: --header 'Cookie: …'. Otherwise give the stream's own URL."
    : "";
  throw new CannotCheck(`${answer.url} is no event stream: ${refusal}.${hint}`);
}

function isEnough(both: Recording[], quiet?: Recording): boolean {
  const opened = Math.max(...both.map(({ answer }) => answer?.headersAt ?? Infinity));
  if (performance.now() - opened < ENOUGH_MS) return false;
  const beats = [...both, ...(quiet ? [quiet] : [])].some(({ heartbeats, firstByteAt = Infinity }) =>
    heartbeats.some((at) => at - firstByteAt > ENOUGH_MS / 10),
  );
  return beats && both.every((recording) => liveEvents(recording).length >= ENOUGH_EVENTS);
}

/** Writes down again and again what the backend has; never resolves before `signal` fires. */
async function look(target: Target, looks: Look[], request: Request): Promise<void> {
  while (!request.signal.aborted) {
    await sleep(LOOK_EVERY_MS, undefined, { signal: request.signal }).catch(() => {});
    looks.push(await lookAt(target, request));
  }
}

async function lookAt({ stream }: Target, request: Request): Promise<Look> {
  const events = await backlog(stream, LOOK_LINES, request).catch(() => []);
  return { at: performance.now(), ids: events.flatMap(({ id }) => id ?? []) };
}

function adviceFor(
  checks: Check[],
  settings: (cause: NonNullable<Check["cause"]>) => Array<[string, string]>,
): Report["advice"] {
  const causes = new Map<NonNullable<Check["cause"]>, string[]>();
  for (const { cause, name } of checks) if (cause) causes.set(cause, [...(causes.get(cause) ?? []), name]);
  return [...causes].map(([cause, names]) => ({ checks: names, settings: settings(cause) }));
}
