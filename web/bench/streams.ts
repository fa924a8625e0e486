// Streams: how soon they open, what an event costs and how long it takes, what an open stream holds.
import type { Child } from "./child.ts";
import type { BackendCommands } from "./backend.ts";
import type { LoadCommands } from "./load.ts";
import { cpuMicros, rssKb } from "./proc.ts";
import type { Results } from "./results.ts";
import type { Measured, Running } from "./systems.ts";

export interface Rig {
  backend: Child<BackendCommands>;
  load: Child<LoadCommands>;
  results: Results;
}

export interface StreamPlan {
  /** Before anything is measured. */
  warmUpMs: number;
  /** Numbers of open streams, ascending. */
  stages: number[];
  /** From the start of events to the start of the measurement: connections and code are warm by then. */
  settleMs: number;
  /** Of each stage's measurement. */
  streamMs: number;
}

/** Events per second over all streams, at every stage: so that stages differ in the number of streams alone. */
export const EVENTS_PER_SECOND = 5_000;

// A stream whose head has not come by then is one that waits for its first event.
const QUIET_LIMIT_MS = 500;
/** As many as come back at once after a restart of what is in front. */
export const AT_ONCE = 1_000;
// Streams that have not opened by then will not.
const STAGE_LIMIT_MS = 20_000;

// A system that has passed on as many in 100 ms, at 100 a second, does not hold them back; the first ones compile what they need.
const LIVE_EVENTS = 5;
const LIVE_LIMIT_MS = 3_000;

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** As browsers ask; and as they do not, for systems that compress a stream or, compressing, hold it back. */
const BROWSER = "Accept: text/event-stream\r\nAccept-Encoding: gzip, br\r\n";
const IDENTITY = "Accept: text/event-stream\r\n";

/** What V8 optimises in the first thousands of streams and events is optimised then. */
export async function warmUpStreams(rig: Rig, target: StreamTarget, ms: number): Promise<void> {
  const { backend, load } = rig;
  for (const until = performance.now() + ms; performance.now() < until;) {
    await load.call("open", { ...target, count: 100, atOnce: 50, limitMs: 50 });
    await backend.call("setRate", EVENTS_PER_SECOND);
    await sleep(ms / 10);
    await backend.call("setRate", 0);
    await closeStreams(rig);
  }
  await load.call("takeEvents");
  await backend.call("takeSent");
}

/** One round of one system. */
export async function measureStreams(rig: Rig, system: Measured, running: Running, plan: StreamPlan) {
  const { load, results } = rig;
  const { name } = system;
  const target = streamTarget(system, running, await streamHeaders(rig, system, running));

  if (name !== "direct") await warmUpStreams(rig, target, plan.warmUpMs);
  const times = await load.call("open", { ...target, count: 2, atOnce: 1, limitMs: QUIET_LIMIT_MS });
  const waits = times.length === 0;
  if (waits) results.note(name, "sends the head of a stream with its first event, however long that takes");

  let rssBefore = 0;
  for (const [i, stage] of plan.stages.entries()) {
    const count = stage - (await load.call("streams"));
    const quiet = i === 0 && !waits;
    const cpuBefore = cpuMicros(running.pid);
    const opened = await load.call("open", {
      ...target,
      count,
      atOnce: quiet ? 1 : 50,
      limitMs: waits ? 20 : STAGE_LIMIT_MS,
    });
    if (quiet) {
      opened.sort((a, b) => a - b);
      results.add(name, "open.p50", "", opened[Math.floor(opened.length * 0.5)]!);
      results.add(name, "open.p99", "", opened[Math.floor(opened.length * 0.99)]!);
      if (name !== "direct") results.add(name, "open.cpu", "", (cpuMicros(running.pid) - cpuBefore) / count);
    }
    const reached = await waitForStreams(rig, stage);
    if (reached < stage) {
      results.note(name, `has no more than ${reached} streams open at once`);
      break;
    }
    await measureStage(rig, name, running.pid, stage, plan);
    const rss = rssKb(running.pid);
    results.add(name, "rss", stage, rss / 1024);
    if (i === 0) rssBefore = rss;
    else results.add(name, "stream.rss", stage, (rss - rssBefore) / (stage - plan.stages[0]!));
  }
  await closeStreams(rig);
  if (!waits) await measureOpeningAtOnce(rig, name, running.pid, target);
}

/** How long it takes until all of many streams that are opened at once have their headers. */
async function measureOpeningAtOnce(rig: Rig, name: string, pid: number, target: StreamTarget) {
  const cpuBefore = cpuMicros(pid);
  const opened = await rig.load.call("open", {
    ...target,
    count: AT_ONCE,
    atOnce: AT_ONCE,
    limitMs: STAGE_LIMIT_MS,
  });
  if (opened.length === AT_ONCE) {
    rig.results.add(name, "open.all", "", Math.max(...opened));
    rig.results.add(name, "open.all.cpu", "", (cpuMicros(pid) - cpuBefore) / AT_ONCE);
  } else rig.results.note(name, `opens ${opened.length} of ${AT_ONCE} streams that are opened at once`);
  await closeStreams(rig);
}

/** Sends events on the open streams, and measures when everything runs. */
async function measureStage(
  { backend, load, results }: Rig,
  name: string,
  pid: number,
  stage: number,
  { settleMs, streamMs }: StreamPlan,
) {
  // Streams that stay open at the backend although their reader has gone get events, too.
  const leavesOpen = async () => (await backend.call("openStreams")) > stage;
  const left = await leavesOpen();
  await backend.call("takeSent");
  await load.call("takeEvents");
  await backend.call("setRate", EVENTS_PER_SECOND);
  await sleep(settleMs);
  const settling = await load.call("takeEvents");
  const cpuBefore = cpuMicros(pid);
  await sleep(streamMs);
  const { events, delay } = await load.call("takeEvents");
  const cpu = cpuMicros(pid) - cpuBefore;
  await backend.call("setRate", 0);
  await sleep(300);
  const rest = await load.call("takeEvents");

  const received = settling.events + events + rest.events;
  const sent = await backend.call("takeSent");
  if (left || (await leavesOpen())) {
    results.note(name, "leaves requests at the backend open whose readers have gone");
  } else if (received !== sent)
    throw new Error(`${name} delivered ${received} of ${sent} events at ${stage} streams.`);
  results.add(name, "delay.p50", stage, delay.p50 / 1e3);
  results.add(name, "delay.p99", stage, delay.p99 / 1e3);
  results.add(name, "delay.max", stage, delay.max / 1e3);
  results.add(name, "event.cpu", stage, cpu / events);
}

/** What to ask for to get a quiet stream. */
type StreamTarget = ReturnType<typeof streamTarget>;
export const streamTarget = ({ prefix }: Measured, { port }: Running, headers = BROWSER) => ({
  port,
  path: `${prefix}/v1/workloads/42/logs`,
  headers,
});

/** How many of `count` streams the backend has in the end. */
export async function waitForStreams({ backend }: Rig, count: number): Promise<number> {
  let open = 0;
  for (let last = -1, quietMs = 0; open < count && quietMs < 2_000; last = open) {
    open = await backend.call("openStreams");
    quietMs = open === last ? quietMs + 50 : 0;
    await sleep(50);
  }
  return open;
}

export async function closeStreams({ backend, load }: Rig): Promise<void> {
  await load.call("close");
  for (let i = 0; i < 100 && (await backend.call("openStreams")) > 0; i++) await sleep(50);
}

/** Asks as a browser does if the system passes events on like that, live and readable. */
export async function streamHeaders(rig: Rig, system: Measured, running: Running): Promise<string> {
  const { backend, load, results } = rig;
  for (const headers of [BROWSER, IDENTITY]) {
    await backend.call("setRate", 100);
    const opening = await load
      .call("open", { ...streamTarget(system, running, headers), count: 1, atOnce: 1, limitMs: 2_000 })
      .catch(() => undefined);
    let events = 0;
    for (let waited = 0; opening?.length && events <= LIVE_EVENTS && waited < LIVE_LIMIT_MS; waited += 100) {
      await sleep(100);
      ({ events } = await load.call("takeEvents"));
    }
    await backend.call("setRate", 0);
    await closeStreams(rig);
    await load.call("takeEvents");
    await backend.call("takeSent");
    if (events > LIVE_EVENTS) return headers;
    results.note(
      system.name,
      opening?.length
        ? "compresses streams for whoever accepts that, and holds events back; measured without Accept-Encoding"
        : "compresses streams for whoever accepts that; measured without Accept-Encoding",
    );
  }
  throw new Error(`${system.name} does not pass events on.`);
}
