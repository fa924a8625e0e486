import * as Comlink from "comlink";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { LogSession, SessionOptions, Update } from "@/log/protocol";
import { WorkerEndpoint } from "./worker-endpoint";

/**
 * Follows logs in a worker while the component is on the page. The options are those of the first render.
 *
 * What is called on `session` before the worker stands is done when it stands. The page's frames set the pace: each
 * `update` is shown before the worker makes the next one.
 */
export function useLogSession(options: SessionOptions) {
  const [log] = useState(() => new LogClient(options));

  useEffect(() => {
    log.start();
    const onVisibility = () => void log.session.setHidden(document.hidden);
    const onOnline = () => void log.session.connect();
    if (document.hidden) onVisibility();
    document.addEventListener("visibilitychange", onVisibility);
    addEventListener("online", onOnline);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      removeEventListener("online", onOnline);
      log.stop();
    };
  }, [log]);

  const update = useSyncExternalStore(log.subscribe, log.getSnapshot, log.getFirst);
  return { session: log.session, update };
}

class LogClient {
  readonly #options: SessionOptions;
  readonly #endpoint = new WorkerEndpoint(
    () => new Worker(new URL("../../log/log.worker.ts", import.meta.url), { type: "module" }),
  );
  readonly #listeners = new Set<() => void>();
  readonly #first: Update;
  #update: Update;
  readonly session = Comlink.wrap<LogSession>(this.#endpoint);

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#first = nothingYet(options);
    this.#update = this.#first;
  }

  start(): void {
    this.#endpoint.create();
    void this.session.open(
      this.#options,
      Comlink.proxy((update: Update) => this.#show(update)),
    );
  }

  /** A `start` after it begins anew. */
  stop(): void {
    this.#endpoint.terminate();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): Update => this.#update;

  readonly getFirst = (): Update => this.#first;

  /** Resolves in the frame that shows it: never in a hidden tab, which so gets no more until it is shown again. */
  #show(update: Update): Promise<void> {
    return new Promise((resolve) =>
      requestAnimationFrame(() => {
        this.#update = { ...update, volume: update.volume ?? this.#update.volume };
        for (const listener of this.#listeners) listener();
        resolve();
      }),
    );
  }
}

function nothingYet({ sources }: SessionOptions): Update {
  const idle = { hits: 0, searching: false };
  return {
    count: 0,
    from: 0,
    rows: [],
    received: 0,
    kept: 0,
    keptBytes: 0,
    dropped: 0,
    earlier: "unknown",
    connections: sources.map(() => ({ kind: "connecting" })),
    filter: idle,
    search: idle,
  };
}
