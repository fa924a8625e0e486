import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort, startWebServer, type WebServer } from "judge/testing/web-server";

const READY_LIMIT_MS = 30_000;

/** How a process ended. */
export interface Exit {
  ms: number;
  /** The exit code, or the signal. */
  how: number | string;
}

/** One web replica: the built standalone server at an address that outlives it. */
export class Replica {
  readonly port: number;
  readonly #backendUrl: string;
  #server: WebServer | undefined;

  private constructor(port: number, backendUrl: string) {
    this.port = port;
    this.#backendUrl = backendUrl;
  }

  static async start(backendUrl: string): Promise<Replica> {
    const replica = new Replica(await freePort(), backendUrl);
    await replica.start();
    return replica;
  }

  get pid(): number {
    return this.#server!.process.pid!;
  }

  /** Starts a new process at the same address, and resolves when it is ready. */
  async start(): Promise<void> {
    this.#server = await startWebServer({ PORT: String(this.port), BACKEND_URL: this.#backendUrl });
    for (const giveUpAt = performance.now() + READY_LIMIT_MS; ; await sleep(50)) {
      const { status } = await fetch(`${this.#server.url}/readyz`);
      if (status === 200) return;
      if (performance.now() > giveUpAt) throw new Error(`A replica does not get ready: ${status}.`);
    }
  }

  /** Resolves when the process is gone. */
  async end(signal: "SIGTERM" | "SIGKILL"): Promise<Exit> {
    const exited = once(this.#server!.process, "exit") as Promise<[number | null, string | null]>;
    const start = performance.now();
    this.#server!.process.kill(signal);
    const [code, killedBy] = await exited;
    return { ms: performance.now() - start, how: code ?? killedBy! };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server?.[Symbol.asyncDispose]();
  }
}
