// `pnpm bench`: measures every installed system side by side and writes docs/benchmarks.md.
import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { measureBursts, measureJson, measureLatency, validate, warmUp } from "./answers.ts";
import type { BackendCommands } from "./backend.ts";
import { startChild } from "./child.ts";
import type { LoadCommands } from "./load.ts";
import { openFilesLimit } from "./proc.ts";
import { report, type Run } from "./report.ts";
import { Results } from "./results.ts";
import { measureStreams, type Rig } from "./streams.ts";
import { installedSystems, type Measured, type Running } from "./systems.ts";

const { quick, only, out } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    /** Names of systems, separated by commas; the report is still whole. */
    only: { type: "string" },
    out: { type: "string", default: path.join(import.meta.dirname, "../../docs/benchmarks.md") },
  },
}).values;

const PLAN = quick
  ? {
      stages: [100, 1_000],
      rounds: 1,
      warmUpMs: 2_000,
      settleMs: 500,
      streamMs: 1_000,
      answerMs: 500,
      latencyMs: 500,
    }
  : {
      stages: [100, 1_000, 5_000],
      rounds: 3,
      warmUpMs: 4_000,
      settleMs: 1_000,
      streamMs: 2_500,
      answerMs: 800,
      latencyMs: 2_500,
    };
const LATENCY_STREAMS = 1_000;
/** Of the system and of the floor that Node sets: each takes two file descriptors, and a hundred are for the rest. */
const MANY_STREAMS = Math.min(10_000, Math.floor((openFilesLimit() - 100) / 2));
/** Two minutes are not enough for all. */
const QUICK_AMONG = ["bare-node", "tailrace", "http-proxy-middleware", "nginx"];
const MANY_AMONG = ["bare-node", "tailrace"];

const startedAt = performance.now();
const say = (text: string) =>
  console.log(`${((performance.now() - startedAt) / 1e3).toFixed(0).padStart(4)} s  ${text}`);

const backend = await startChild<BackendCommands>(path.join(import.meta.dirname, "backend.ts"));
const load = await startChild<LoadCommands>(path.join(import.meta.dirname, "load.ts"));
const rig: Rig = { backend, load, results: new Results() };
const backendPort = await backend.call("port");
const backendUrl = `http://127.0.0.1:${backendPort}`;

const systems = installedSystems().filter(({ name }) =>
  only ? only.split(",").includes(name) : !quick || QUICK_AMONG.includes(name),
);
for (const { name, build } of systems) {
  if (!build) continue;
  say(`builds ${name}`);
  build();
}

/** No hop: the backend itself. */
const direct: Measured = {
  name: "direct",
  about: "",
  version: "",
  streams: true,
  prefix: "",
  start: async () => ({ port: backendPort, pid: backend.pid, stop: async () => {} }),
};

/** What runs now, to be stopped even if a measurement fails. */
const started = new Set<Running>();
async function start(system: Measured): Promise<Running> {
  const running = await system.start(backendUrl);
  started.add(running);
  return running;
}
async function stop(running: Running): Promise<void> {
  started.delete(running);
  await running.stop();
}

const averages: number[] = [];

/** Every system in turn, the other way round every second time, each time as a new process: one can be luckier than the next. */
async function rounds(count: number, among: Measured[], measure: (system: Measured) => Promise<void>) {
  for (let round = 0; round < count; round++) {
    averages.push(loadavg()[0]!);
    for (const system of round % 2 ? among.toReversed() : among) {
      await measure(system).catch((cause: unknown) => {
        throw new Error(`${system.name} cannot be measured.`, { cause });
      });
    }
    say(`round ${round + 1} of ${count} is done, load average ${loadavg()[0]!.toFixed(1)}`);
  }
}

try {
  say("streams");
  const streaming = [direct, ...systems.filter(({ streams }) => streams)];
  await rounds(PLAN.rounds, streaming, async (system) => {
    const running = await start(system);
    await measureStreams(rig, system, running, PLAN);
    await stop(running);
  });

  say("answers");
  await rounds(PLAN.rounds, systems, async (system) => {
    const running = await start(system);
    await validate(rig, system, running);
    await warmUp(rig, system, running, PLAN.warmUpMs);
    await measureJson(rig, system, running, PLAN.answerMs);
    if (system.streams) await measureBursts(rig, system, running, PLAN.answerMs);
    await measureLatency(rig, system, running, LATENCY_STREAMS, PLAN.latencyMs);
    await stop(running);
  });

  if (!quick) {
    say(`${MANY_STREAMS} streams`);
    const among = systems.filter(({ name }) => MANY_AMONG.includes(name));
    await rounds(PLAN.rounds, among, async (system) => {
      const running = await start(system);
      await warmUp(rig, system, running, PLAN.warmUpMs);
      await measureLatency(rig, system, running, MANY_STREAMS, PLAN.latencyMs);
      await stop(running);
    });
  }
} finally {
  await Promise.all([...started].map(stop));
  await load.stop();
  await backend.stop();
}

const run: Run = {
  systems,
  results: rig.results,
  stages: PLAN.stages,
  many: quick ? undefined : MANY_STREAMS,
  rounds: PLAN.rounds,
  warmUpMs: PLAN.warmUpMs,
  load: { min: Math.min(...averages), max: Math.max(...averages) },
  quick,
};
writeFileSync(out, report(run));
say(`wrote ${path.relative(process.cwd(), out)}`);
