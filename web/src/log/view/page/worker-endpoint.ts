import type { Endpoint } from "comlink";

/**
 * Comlink's way to a worker that can be ended and made anew: React runs effects twice in development, and children's
 * effects before their parent's. What is sent while there is no worker waits for the next one.
 */
export class WorkerEndpoint implements Endpoint {
  readonly #newWorker: () => Worker;
  readonly #listeners = new Set<EventListener>();
  #worker: Worker | undefined;
  #waiting: [message: unknown, transfer: Transferable[]][] = [];

  constructor(newWorker: () => Worker) {
    this.#newWorker = newWorker;
  }

  /** Not `start`, which Comlink would call before each message, as a MessagePort has it. */
  create(): void {
    this.#worker = this.#newWorker();
    this.#worker.onmessage = (event) => {
      for (const listener of this.#listeners) listener(event);
    };
    for (const [message, transfer] of this.#waiting.splice(0)) this.#worker.postMessage(message, transfer);
  }

  terminate(): void {
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
