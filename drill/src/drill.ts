import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startChild } from "../../web/bench/child.ts";
import { cpuMicros } from "../../web/bench/proc.ts";
import { freePort } from "judge/testing/web-server";
import { type Balancer, GENERATION_HEADER, REPLICA_HEADER } from "./balancer.ts";
import { Fleet, type Seen } from "./fleet.ts";
import { linesDue } from "./numbered-log.ts";
import { Prober, type Probes } from "./prober.ts";
import { type Exit, Replica } from "./replica.ts";

export interface Size {
  viewers: number;
  /** Processes that the viewers are spread over. */
  processes: number;
  /** Lines of each workload that a phase goes on for after its event, at 200 a second. */
  settleLines: number;
}
export const FULL: Size = { viewers: 500, processes: 2, settleLines: 2_000 };
export const QUICK: Size = { viewers: 20, processes: 1, settleLines: 200 };

const REPLICAS = 3;
const BACKEND_AWAY_MS = 2_000; // a process that restarts somewhere else
// Viewers that have not caught up by then are counted as behind. Longer than the page waits between two attempts.
const CATCH_UP_MS = 60_000;

export interface Phase extends Seen {
  title: string;
  api: Probes;
  /** Of the processes that were ended, in turn. */
  exits: Exit[];
  /** Viewers that had not caught up when the phase was over. */
  behind: number;
}

export interface Result {
  balancer: string;
  size: Size;
  phases: Phase[];
  /** Lines that had not come to their viewers by the end. */
  owed: number;
  /** What viewers were told that were refused; each has followed no further. */
  refusals: string[];
  /** Cores that each part used while nothing happened. */
  cores: Record<string, number>;
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
  const epoch = Date.now();
  await using backend = await Backend.start(epoch);
  await using replicas = await Replicas.start(backend.url);
  await using front = await balancer.start(replicas.all.map(({ port }) => port));
  await using prober = new Prober(front.url);
  await using fleet = await Fleet.open(front.url, size.viewers, size.processes);

  const phases: Phase[] = [];
  const phase = async (title: string, settleLines: number, event: () => Promise<Exit[]>) => {
    const exits = await event();
    const behind = await fleet.reach(linesDue(epoch, Date.now()) + settleLines, CATCH_UP_MS);
    phases.push({ title, ...(await fleet.report()), api: prober.report(), exits, behind });
    onPhase(phases.at(-1)!);
  };
  /** Resolves when an API call through the balancer was answered by the replica. */
  const serves = ({ port }: Replica) =>
    prober.seen((headers) => String(headers[REPLICA_HEADER]).endsWith(`:${port}`));
  const restart = async (replica: Replica, signal: "SIGTERM" | "SIGKILL") => {
    const exit = await replica.end(signal);
    await replica.start();
    await serves(replica);
    return exit;
  };

  await phase("All open their page", 0, async () => []);

  const pids = {
    backend: [backend.pid],
    [`${REPLICAS} replicas`]: replicas.all.map(({ pid }) => pid),
    [balancer.title]: [front.pid],
    viewers: fleet.pids,
  };
  const used = coresUsed(pids);
  await phase("Nothing happens", size.settleLines, async () => []);
  const cores = used();

  await phase("Rolling restart", size.settleLines, async () => {
    const exits: Exit[] = [];
    for (const replica of replicas.all) exits.push(await restart(replica, "SIGTERM"));
    return exits;
  });
  await phase("One replica killed", size.settleLines, async () => [
    await restart(replicas.all[0]!, "SIGKILL"),
  ]);
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

  const end = await fleet.close(linesDue(epoch, Date.now()) - size.settleLines);
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

/** The backend's process, and its next one, at the same address with the same lines. */
class Backend {
  readonly url: string;
  readonly #port: number;
  readonly #epoch: number;
  #process: Awaited<ReturnType<typeof startChild>> | undefined;

  private constructor(port: number, epoch: number) {
    this.url = `http://127.0.0.1:${port}`;
    this.#port = port;
    this.#epoch = epoch;
  }

  static async start(epoch: number): Promise<Backend> {
    const backend = new Backend(await freePort(), epoch);
    await backend.start();
    return backend;
  }

  get pid(): number {
    return this.#process!.pid;
  }

  async start(): Promise<void> {
    const file = path.join(import.meta.dirname, "backend.ts");
    this.#process = await startChild(file, String(this.#port), String(this.#epoch));
  }

  async kill(): Promise<void> {
    await this.#process!.stop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }
}

class Replicas {
  readonly all: Replica[];

  private constructor(all: Replica[]) {
    this.all = all;
  }

  static async start(backendUrl: string): Promise<Replicas> {
    return new Replicas(await Promise.all(Array.from({ length: REPLICAS }, () => Replica.start(backendUrl))));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.all.map((replica) => replica[Symbol.asyncDispose]()));
  }
}
