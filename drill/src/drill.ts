import { setTimeout as sleep } from "node:timers/promises";
import { cpuMicros } from "../../web/bench/proc.ts";
import type { Answered } from "./answers.ts";
import { type Balancer, GENERATION_HEADER } from "./balancer.ts";
import type { Seen } from "./fleet.ts";
import type { Breach } from "./history.ts";
import type { Probes } from "./prober.ts";
import type { Exit } from "./replica.ts";
import { REPLICAS, type Size, startWorld } from "./world.ts";

export const FULL: Size = { viewers: 500, plain: 20, sockets: 20, processes: 2, settleLines: 2_000 };
export const QUICK: Size = { viewers: 20, plain: 5, sockets: 5, processes: 1, settleLines: 200 };

const BACKEND_AWAY_MS = 2_000; // a process that restarts somewhere else

export interface Phase extends Seen {
  title: string;
  api: Probes;
  answers: Answered;
  /** Of the processes that were ended, in turn. */
  exits: Exit[];
  /** Viewers that had not caught up when the phase was over. */
  behind: number;
}

export interface Result {
  balancer: string;
  size: Size;
  phases: Phase[];
  /** What was not as promised, of all that viewers have seen. */
  breaches: Breach[];
  /** What viewers were told that were refused; each has followed no further. */
  refusals: string[];
  /** Cores that each part used while all opened their page, and while nothing happened. */
  cores: { opening: Record<string, number>; idle: Record<string, number> };
}

/**
 * Has viewers follow logs through `balancer` and everything fail in turn, and accounts for every line. Each phase is over
 * when all viewers have the lines of some time after its event. `onPhase` is told of each.
 */
export async function drill(
  balancer: Balancer,
  size: Size,
  onPhase: (phase: Phase) => void,
): Promise<Result> {
  await using world = await startWorld(balancer, size);
  const { backend, replicas, front, prober, answers, fleet, restart } = world;

  const phases: Phase[] = [];
  const phase = async (title: string, settleLines: number, event: () => Promise<Exit[]>) => {
    const exits = await event();
    const behind = await world.settle(settleLines);
    const seen = { ...(await fleet.report()), api: prober.report(), answers: answers.report() };
    phases.push({ title, ...seen, exits, behind });
    onPhase(phases.at(-1)!);
  };

  const pids = {
    backend: [backend.pid],
    [`${REPLICAS} replicas`]: replicas.map(({ pid }) => pid),
    [balancer.title]: [front.pid],
    viewers: fleet.pids,
  };
  const whileOpening = coresUsed(pids);
  await phase("All open their page", 0, async () => []);
  const opening = whileOpening();
  const whileIdle = coresUsed(pids);
  await phase("Nothing happens", size.settleLines, async () => []);
  const cores = { opening, idle: whileIdle() };

  await phase("Rolling restart", size.settleLines, async () => {
    const exits: Exit[] = [];
    for (const replica of replicas) exits.push(await restart(replica, "SIGTERM"));
    return exits;
  });
  await phase("One replica killed", size.settleLines, async () => [await restart(replicas[0]!, "SIGKILL")]);
  await phase("Backend killed, and back", size.settleLines, async () => {
    await backend.kill();
    await sleep(BACKEND_AWAY_MS);
    await backend.start();
    return [];
  });
  await phase("Balancer reloaded", size.settleLines, async () => {
    const reloaded = prober.seen((headers) => headers[GENERATION_HEADER] === "1");
    await front.reload(1);
    await reloaded;
    return [];
  });

  const end = await world.finish();
  const short = phases.reduce((sum, { answers }) => sum + answers.short, 0);
  if (short > 0 && !balancer.hidesBreaks)
    end.breaches.push({ guarantee: "ended only by end", text: `${short} POST streams cut short` });
  return { balancer: `${balancer.title} ${balancer.version}`, size, phases, ...end, cores };
}

/** Begins to measure; the returned function says how many cores each group of processes has used since. */
function coresUsed(pids: Record<string, number[]>): () => Record<string, number> {
  const cpu = () =>
    Object.entries(pids).map(
      ([name, group]) => [name, group.reduce((sum, pid) => sum + cpuMicros(pid), 0)] as const,
    );
  const start = performance.now();
  const before = cpu();
  return () => {
    const micros = (performance.now() - start) * 1_000;
    return Object.fromEntries(cpu().map(([name, after], i) => [name, (after - before[i]![1]) / micros]));
  };
}
