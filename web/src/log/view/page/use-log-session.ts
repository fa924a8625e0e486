import * as Comlink from "comlink";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { Connection, FirstRows, LogSession, SessionOptions, Update } from "@/log/engine/protocol";
import { settingsStore } from "../menus/settings-store";
import { takeLogWorker } from "./log-worker";
import { WorkerEndpoint } from "./worker-endpoint";

type LogOptions = Omit<SessionOptions, "atOnce" | "limits" | "clock" | "events" | "first">;

/**
 * Follows logs in a worker while the component is on the page; a single one from `first` on, whose rows are shown before the worker
 * stands. The options are those of the first render.
 *
 * What is called on `session` before the worker stands is done when it stands. The page's frames set the pace: each
 * `update` is shown before the worker makes the next one.
 */
export function useLogSession(options: LogOptions, first?: FirstRows) {
  const [log] = useState(() => new LogClient(options, first));

  useEffect(() => {
    log.start();
    const onVisibility = () => void log.session.setHidden(document.hidden);
    // A worker is not told what becomes of the network by every browser.
    const onNetwork = ({ type }: Event) => void log.session.setOnline(type === "online");
    onVisibility();
    document.addEventListener("visibilitychange", onVisibility);
    addEventListener("online", onNetwork);
    addEventListener("offline", onNetwork);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      removeEventListener("online", onNetwork);
      removeEventListener("offline", onNetwork);
      log.stop();
    };
  }, [log]);

  const update = useSyncExternalStore(log.subscribe, log.getSnapshot, log.getFirst);
  return { session: log.session, update };
}

class LogClient {
  readonly #options: LogOptions;
  readonly #endpoint = new WorkerEndpoint(() => this.#takeWorker());
  readonly #listeners = new Set<() => void>();
  readonly #begin: FirstRows | undefined;
  readonly #first: Update;
  #update: Update;
  readonly session = Comlink.wrap<LogSession>(this.#endpoint);

  constructor(options: LogOptions, first: FirstRows | undefined) {
    this.#options = options;
    if (first && !begun.has(first)) this.#begin = first;
    this.#first = { ...nothingYet(options), ...rowsOf(this.#begin) };
    this.#update = this.#first;
  }

  start(): void {
    this.#endpoint.create();
    const loaded = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    // Not as of the first render, which has to be the server's: of the log as much is asked for as is kept.
    const { limits, clock, events } = settingsStore.get();
    const begin = this.#begin;
    if (begin) begun.add(begin);
    void this.session.open(
      {
        ...this.#options,
        limits,
        clock,
        events,
        atOnce: streamLimit(loaded),
        first: begin && { lines: begin.lines, whole: begin.whole },
      },
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

  #takeWorker(): Worker {
    const { worker, failed } = takeLogWorker();
    void failed.then(() => {
      if (this.#update === this.#first)
        this.#set({ ...this.#first, connections: this.#options.sources.map(() => NO_WORKER) });
    });
    return worker;
  }

  #set(update: Update): void {
    this.#update = update;
    for (const listener of this.#listeners) listener();
  }

  /** Resolves when a frame has shown it: never in a hidden tab, which so gets no more until it is shown again. */
  #show(update: Update): Promise<void> {
    return new Promise((resolve) =>
      requestAnimationFrame(() => {
        const { volume, overview } = this.#update;
        this.#set({ ...update, volume: update.volume ?? volume, overview: update.overview ?? overview });
        setTimeout(resolve); // after layout and paint, which belong to the frame's task
      }),
    );
  }
}

/** What a log has begun with once: when the reader comes back to the page, or has the log read anew, they are not its last lines. */
const begun = new WeakSet<FirstRows>();

function rowsOf(first: FirstRows | undefined): Partial<Update> {
  if (!first) return {};
  const { rows, whole } = first;
  return { rows, count: rows.length, earlier: whole ? "none" : "unknown" };
}

const NO_WORKER: Connection = {
  kind: "refused",
  reason: "A part of this page could not be loaded. Reload it.",
};

function nothingYet({ sources }: LogOptions): Update {
  const idle = { hits: 0, searching: false };
  return {
    count: 0,
    shown: 0,
    from: 0,
    rows: [],
    received: 0,
    kept: 0,
    events: 0,
    keptBytes: 0,
    dropped: 0,
    earlier: "unknown",
    partials: [],
    reading: false,
    connections: sources.map(() => ({ kind: "connecting" })),
    filter: { ...idle, of: {} },
    search: idle,
    newRows: 0,
  };
}

// Of the six connections that a browser has to a server over HTTP/1.1 one is for the workloads page and its statuses, and one
// for everything else: pages, restart, stop, earlier lines.
const OVER_HTTP1 = 4;

/**
 * How many logs are followed at once. Over HTTP/2 they share a connection, and a server allows a hundred or more (RFC 9113,
 * 6.5.2). `entries` are what the browser has loaded of this server.
 */
export function streamLimit(entries: Pick<PerformanceResourceTiming, "nextHopProtocol">[]): number {
  const shared = entries.some(({ nextHopProtocol }) => nextHopProtocol === "h2" || nextHopProtocol === "h3");
  return shared ? Infinity : OVER_HTTP1;
}
