import type { Endpoint } from "comlink";

/**
 * Comlink's way to a worker that can be ended and made anew: React runs effects twice in development, and children's
 * effects before their parent's. What is sent while there is no worker waits for the next one.
 */
export class WorkerEndpoint implements Endpoint {
  readonly #create: () => Worker;
  readonly #listeners = new Set<EventListener>();
  #worker: Worker | undefined;
  #waiting: [message: unknown, transfer: Transferable[]][] = [];

  constructor(create: () => Worker) {
    this.#create = create;
  }

  start(): void {
    this.#worker = this.#create();
    this.#worker.onmessage = (event) => {
      for (const listener of this.#listeners) listener(event);
    };
    for (const [message, transfer] of this.#waiting.splice(0)) this.#worker.postMessage(message, transfer);
  }

  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    if (this.#worker) this.#worker.postMessage(message, transfer);
    else this.#waiting.push([message, transfer]);
  }

  addEventListener(_type: string, listener: EventListenerOrEventListenerObject): void {
    this.#listeners.add(listener as EventListener);
  }

  removeEventListener(_type: string, listener: EventListenerOrEventListenerObject): void {
    this.#listeners.delete(listener as EventListener);
  }
}
