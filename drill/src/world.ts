import path from "node:path";
import { type Child, startChild } from "../../web/bench/child.ts";
import { freePort } from "judge/testing/web-server";
import { Answers } from "./answers.ts";
import type { BackendCommands } from "./backend.ts";
import type { Balancer, RunningBalancer } from "./balancer.ts";
import { REPLICA_HEADER } from "./balancer.ts";
import { Fleet } from "./fleet.ts";
import type { Breach } from "./history.ts";
import { linesDue } from "./numbered-log.ts";
import { Prober } from "./prober.ts";
import { type Exit, Replica } from "./replica.ts";
import { random } from "./schedule.ts";
import { Wire } from "./wire.ts";

export interface Size {
  /** Pages. */
  viewers: number;
  /** Plain EventSources besides, and WebSockets. */
  plain: number;
  sockets: number;
  /** The seed of a wire that pages and WebSockets come over; without one they come to the balancer itself. */
  wireSeed?: number;
  /** Processes that the viewers are spread over. */
  processes: number;
  /** Lines of each workload that a phase goes on for after its event, at 200 a second. */
  settleLines: number;
}

export const REPLICAS = 3;

// Viewers that have not caught up by then are counted as behind. Longer than the page waits between two attempts.
const CATCH_UP_MS = 60_000;
const END_MS = 30_000; // until the end of its log has come to a page that waits for its next attempt

/** A deployment, who looks at it, and who asks it for something. */
export interface World extends AsyncDisposable {
  backend: Backend;
  replicas: Replica[];
  front: RunningBalancer;
  wire: Wire;
  prober: Prober;
  answers: Answers;
  fleet: Fleet;
  /** Ends the replica, starts it again, and resolves when the balancer has an API call answered by it. */
  restart(replica: Replica, signal: "SIGTERM" | "SIGKILL"): Promise<Exit>;
  /** Resolves when all viewers have the lines that come in so many lines' time, with the number of those that have not. */
  settle(lines: number): Promise<number>;
  /** Ends the logs, and then all streams. Resolves with what was not as promised. */
  finish(): Promise<{ breaches: Breach[]; refusals: string[] }>;
}

export async function startWorld(balancer: Balancer, size: Size): Promise<World> {
  await using started = new AsyncDisposableStack();
  const epoch = Date.now();
  const backend = started.use(await Backend.start(epoch));
  const replicas = await Promise.all(
    Array.from({ length: REPLICAS }, async () => started.use(await Replica.start(backend.url))),
  );
  const front = started.use(await balancer.start(replicas.map(({ port }) => port)));
  const wire = started.use(await Wire.to(Number(new URL(front.url).port), random(size.wireSeed ?? 0)));
  const prober = started.use(new Prober(front.url));
  const answers = started.use(new Answers(front.url));
  const url = size.wireSeed === undefined ? front.url : wire.url;
  const kinds = {
    page: { count: size.viewers, url },
    // It has no way to notice that its connection is dead.
    EventSource: { count: size.plain, url: front.url },
    WebSocket: { count: size.sockets, url },
  };
  const fleet = started.use(await Fleet.open(kinds, size.processes));
  const parts = started.move();
  return {
    backend,
    replicas,
    front,
    wire,
    prober,
    answers,
    fleet,
    async restart(replica, signal) {
      const exit = await replica.end(signal);
      await replica.start();
      await prober.seen((headers) => String(headers[REPLICA_HEADER]).endsWith(`:${replica.port}`));
      return exit;
    },
    settle: (lines) => fleet.reach(linesDue(epoch, Date.now()) + lines, CATCH_UP_MS),
    async finish() {
      const last = linesDue(epoch, Date.now());
      await fleet.reach(last, CATCH_UP_MS);
      await fleet.finish(() => backend.finish(), END_MS);
      return fleet.close(last);
    },
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}

/** The backend's process, and its next one, at the same address with the same lines. */
export class Backend {
  readonly url: string;
  readonly #port: number;
  readonly #epoch: number;
  #process: Child<BackendCommands> | undefined;

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
    this.#process = await startChild<BackendCommands>(file, String(this.#port), String(this.#epoch));
  }

  async kill(): Promise<void> {
    await this.#process!.stop();
  }

  /** All logs end. */
  async finish(): Promise<void> {
    await this.#process!.call("finish");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process?.stop();
  }
}
