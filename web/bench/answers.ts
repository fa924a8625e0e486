// JSON, bursts, and API calls beside open streams.
import { cpuMicros, rssKb } from "./proc.ts";
import {
  closeStreams,
  EVENTS_PER_SECOND,
  type Rig,
  sleep,
  streamTarget,
  waitForStreams,
  warmUpStreams,
} from "./streams.ts";
import type { Measured, Running } from "./systems.ts";

// Enough to keep one process busy all the time, few enough to be no measurement of queues.
export const CONNECTIONS = 16;

export const JSON_VARIANTS = {
  "300 B": { bytes: 300, headers: "" },
  "100 kB": { bytes: 100_000, headers: "" },
  "100 kB, gzip accepted": { bytes: 100_000, headers: "Accept-Encoding: gzip\r\n" },
};

const path = (system: Measured, rest: string) => `${system.prefix}/v1/${rest}`;

/** Throws unless the answers are the backend's, byte for byte. */
export async function validate({ load }: Rig, system: Measured, { port }: Running): Promise<void> {
  for (const bytes of [300, 100_000]) {
    await load.call("validateJson", { port, path: path(system, `json/${bytes}`), bytes });
  }
}

/** Next compiles, and V8 optimises, in the first tens of thousands of answers: what is measured is a process that has served a while. */
export async function warmUp(rig: Rig, system: Measured, running: Running, ms: number): Promise<void> {
  for (const bytes of [300, 100_000]) {
    const target = { port: running.port, path: path(system, `json/${bytes}`), headers: "" };
    await rig.load.call("requests", { ...target, connections: CONNECTIONS, ms });
  }
  if (system.streams) await warmUpStreams(rig, streamTarget(system, running), ms);
}

export async function measureJson(rig: Rig, system: Measured, { port, pid }: Running, ms: number) {
  for (const [variant, { bytes, headers }] of Object.entries(JSON_VARIANTS)) {
    const target = { port, path: path(system, `json/${bytes}`), headers };
    const cpuBefore = cpuMicros(pid);
    const { answers, micros } = await rig.load.call("requests", { ...target, connections: CONNECTIONS, ms });
    rig.results.add(system.name, "json.cpu", variant, (cpuMicros(pid) - cpuBefore) / answers);
    rig.results.add(system.name, "json.rate", variant, (answers / micros) * 1e6);
  }
}

export async function measureBursts(rig: Rig, system: Measured, { port, pid }: Running, ms: number) {
  for (const count of [1, 50]) {
    const target = {
      port,
      path: path(system, "workloads/burst/logs"),
      headers: "Accept: text/event-stream\r\n",
    };
    const cpuBefore = cpuMicros(pid);
    const { bytes, allBytes, micros } = await rig.load.call("burst", { ...target, count, warmUpMs: 300, ms });
    rig.results.add(system.name, "burst", count, bytes / micros);
    rig.results.add(system.name, "burst.cpu", count, (cpuMicros(pid) - cpuBefore) / 1e3 / (allBytes / 1e6));
    await sleep(100);
  }
}

/** How long an API call takes while no stream is open, while `count` quiet ones are, and while events flow on them; and what is held then. */
export async function measureLatency(
  rig: Rig,
  system: Measured,
  running: Running,
  count: number,
  ms: number,
) {
  const { backend, load, results } = rig;
  const { port } = running;
  const measure = async (variant: string) => {
    const target = { port, path: path(system, "json/300"), headers: "" };
    const { p50, p99 } = await load.call("latency", { ...target, everyMs: 5, ms });
    results.add(system.name, "api.p50", `${count} ${variant}`, p50 / 1e3);
    results.add(system.name, "api.p99", `${count} ${variant}`, p99 / 1e3);
  };
  // What the measurement before has left behind is collected by then.
  await load.call("latency", { port, path: path(system, "json/300"), headers: "", everyMs: 5, ms: 500 });
  await measure("none");
  if (!system.streams) return;
  await load.call("open", { ...streamTarget(system, running), count, atOnce: 50, limitMs: 20 });
  if ((await waitForStreams(rig, count)) === count) {
    await measure("quiet");
    await backend.call("setRate", EVENTS_PER_SECOND);
    await sleep(500);
    await measure("flowing");
    results.add(system.name, "rss", `${count} flowing`, rssKb(running.pid) / 1024);
    await backend.call("setRate", 0);
  }
  await closeStreams(rig);
}
