import { setTimeout as sleep } from "node:timers/promises";
import type { Answered } from "./answers.ts";
import { type Balancer, GENERATION_HEADER } from "./balancer.ts";
import type { Breach } from "./history.ts";
import { describe, type Fault, schedule } from "./schedule.ts";
import { REPLICAS, type Size, startWorld, type World } from "./world.ts";

const SIZE: Size = { viewers: 20, plain: 5, sockets: 5, processes: 1, settleLines: 200 };

export interface Outcome {
  seed: number;
  balancer: string;
  breaches: Breach[];
  /** Viewers that had not caught up by the end. */
  behind: number;
  refusals: string[];
  answers: Answered;
  gaveUp: number;
}

/** Has the faults that `seed` draws happen to a small deployment. `onFault` is told of each before it does. */
export async function runSeed(
  balancer: Balancer,
  seed: number,
  onFault: (text: string) => void,
): Promise<Outcome> {
  await using world = await startWorld(balancer, { ...SIZE, wireSeed: seed });
  await world.settle(0);
  let reloads = 0;
  for (const { fault, pauseMs } of schedule(seed, REPLICAS)) {
    onFault(describe(fault));
    await happen(fault, world, () => ++reloads);
    await sleep(pauseMs);
  }
  const behind = await world.settle(SIZE.settleLines);
  const { gaveUp } = await world.fleet.report();
  const answers = world.answers.report();
  const { breaches, refusals } = await world.finish();
  if (answers.short > 0 && !balancer.hidesBreaks)
    breaches.push({
      guarantee: "ended only by end",
      text: `${answers.short} answers to POSTs were cut short`,
    });
  return { seed, balancer: balancer.title, breaches, behind, refusals, answers, gaveUp };
}

async function happen(fault: Fault, world: World, nextGeneration: () => number): Promise<void> {
  switch (fault.kind) {
    case "restart":
      return void (await world.restart(world.replicas[fault.replica]!, "SIGTERM"));
    case "kill":
      return void (await world.restart(world.replicas[fault.replica]!, "SIGKILL"));
    case "freeze":
      return freeze(world.replicas[fault.replica]!.pid, fault.ms);
    case "backend frozen":
      return freeze(world.backend.pid, fault.ms);
    case "backend killed":
      await world.backend.kill();
      await sleep(fault.ms);
      return world.backend.start();
    case "connections dead":
      return world.wire.kill();
    case "wire slow":
      world.wire.slow = true;
      await sleep(fault.ms);
      world.wire.slow = false;
      return;
    case "balancer reloaded": {
      const generation = nextGeneration();
      const reloaded = world.prober.seen((headers) => headers[GENERATION_HEADER] === String(generation));
      await world.front.reload(generation);
      return reloaded;
    }
  }
}

async function freeze(pid: number, ms: number): Promise<void> {
  process.kill(pid, "SIGSTOP");
  await sleep(ms);
  process.kill(pid, "SIGCONT");
}
