import {
  Agent,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
} from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

// Each asks, waits for the answer, and asks again after a pause. A balancer must not send a POST again that may have arrived.
const CALLS = [
  { method: "GET", path: "/api/v1/workloads" },
  { method: "GET", path: "/api/v1/workloads/api" },
  { method: "POST", path: "/api/v1/workloads/worker/restart" },
  { method: "POST", path: "/api/v1/workloads/mailer/restart" },
];
type Call = (typeof CALLS)[number];
const PAUSE_MS = 50;
const LIMIT_MS = 15_000; // longer than a balancer goes on trying

export interface Probes {
  calls: number;
  /** How many calls failed in which way: a status, or the code of a network error. */
  errors: Record<string, number>;
  slowestMs: number;
}

/** Makes API calls all the time, on kept connections, as pages that are open do. */
export class Prober {
  readonly #url: string;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #stopped = new AbortController();
  readonly #done: Promise<unknown>;
  #probes: Probes = { calls: 0, errors: {}, slowestMs: 0 };
  #watchers = new Set<(headers: IncomingHttpHeaders) => void>();

  /** `url` is the console's. */
  constructor(url: string) {
    this.#url = url;
    this.#done = Promise.all(CALLS.map((call) => this.#repeat(call)));
  }

  /** Resolves when an answer comes whose headers are as wanted. */
  seen(wanted: (headers: IncomingHttpHeaders) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const watch = (headers: IncomingHttpHeaders) => {
        if (!wanted(headers)) return;
        this.#watchers.delete(watch);
        resolve();
      };
      this.#watchers.add(watch);
    });
  }

  /** What has been seen since the last call. */
  report(): Probes {
    const probes = this.#probes;
    this.#probes = { calls: 0, errors: {}, slowestMs: 0 };
    return probes;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped.abort();
    await this.#done;
    this.#agent.destroy();
  }

  async #repeat(call: Call): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      const start = performance.now();
      const failure = await this.#make(call).catch(
        (error: NodeJS.ErrnoException) => error.code ?? error.message,
      );
      this.#note(failure, performance.now() - start);
      await sleep(PAUSE_MS, undefined, { signal }).catch(() => {});
    }
  }

  #note(failure: string | undefined, ms: number): void {
    const probes = this.#probes;
    probes.calls += 1;
    probes.slowestMs = Math.max(probes.slowestMs, ms);
    if (failure !== undefined) probes.errors[failure] = (probes.errors[failure] ?? 0) + 1;
  }

  /** Resolves with what is wrong with the answer, undefined for nothing. */
  #make(call: Call): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      const { method, path } = call;
      const sent: ClientRequest = request(this.#url + path, {
        method,
        agent: this.#agent,
        timeout: LIMIT_MS,
      });
      sent.once("timeout", () => sent.destroy(new Error("timeout")));
      sent.once("error", (error: NodeJS.ErrnoException) => {
        // A kept connection that the balancer was just closing: browsers, too, try once more on another.
        if (sent.reusedSocket && error.code === "ECONNRESET") resolve(this.#make(call));
        else reject(error);
      });
      sent.once("response", (response: IncomingMessage) => {
        for (const watch of this.#watchers) watch(response.headers);
        const { statusCode = 0 } = response.resume();
        response.once("error", reject);
        response.once("end", () => resolve(statusCode < 300 ? undefined : String(statusCode)));
      });
      sent.end();
    });
  }
}
