import { Agent, type ClientRequest, get, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const EVERY_MS = 50;
const LIMIT_MS = 15_000; // longer than a balancer goes on trying

export interface Probes {
  calls: number;
  /** How many calls failed in which way: a status, or the code of a network error. */
  errors: Record<string, number>;
  slowestMs: number;
}

/** Asks for `url` again and again, on kept connections, as a page that is open does. */
export class Prober {
  readonly #url: string;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #stopped = new AbortController();
  readonly #done: Promise<void>;
  #probes: Probes = { calls: 0, errors: {}, slowestMs: 0 };
  #watchers = new Set<(headers: IncomingHttpHeaders) => void>();

  constructor(url: string) {
    this.#url = url;
    this.#done = this.#run();
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

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      await this.#probe();
      await sleep(EVERY_MS, undefined, { signal }).catch(() => {});
    }
  }

  async #probe(): Promise<void> {
    const start = performance.now();
    const failure = await this.#ask().catch((error: NodeJS.ErrnoException) => error.code ?? error.message);
    const probes = this.#probes;
    probes.calls += 1;
    probes.slowestMs = Math.max(probes.slowestMs, performance.now() - start);
    if (failure !== undefined) probes.errors[failure] = (probes.errors[failure] ?? 0) + 1;
  }

  /** Resolves with what is wrong with the answer, undefined for nothing. */
  #ask(): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      const request: ClientRequest = get(this.#url, { agent: this.#agent, timeout: LIMIT_MS });
      request.once("timeout", () => request.destroy(new Error("timeout")));
      request.once("error", (error: NodeJS.ErrnoException) => {
        // A kept connection that the server was just closing: browsers, too, ask again (RFC 9112, 9.3.1).
        if (request.reusedSocket && error.code === "ECONNRESET") resolve(this.#ask());
        else reject(error);
      });
      request.once("response", (response: IncomingMessage) => {
        for (const watch of this.#watchers) watch(response.headers);
        response.resume();
        response.once("error", reject);
        response.once("end", () =>
          resolve(response.statusCode === 200 ? undefined : String(response.statusCode)),
        );
      });
    });
  }
}
