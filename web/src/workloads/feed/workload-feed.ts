import type { Workload } from "@/kit/workload";
import { type Activities, applyEvent, applyToActivities } from "./apply-event";
import { type Connection, StatusStream, type StatusStreamOptions } from "./status-stream";
import { parseWorkloadEvent, type WorkloadEvent } from "./workload-event";

export interface FeedSnapshot {
  workloads: readonly Workload[];
  /** How many more there are, of which nothing is known yet. */
  missing: number;
  activities: Activities;
  connection: Connection;
  /** When the workloads were last known to be as they stand here, by `Date.now()`; of no use while live. */
  asOf: number;
}

export interface FeedAddress extends Pick<StatusStreamOptions, "url" | "silenceLimitMs" | "answerLimitMs"> {
  /** Where all of them are to be had at once, for what the server has not rendered if there is no stream. */
  listUrl: string;
}

/**
 * The workloads as the server rendered them, or the first of them, and from then on as `/v1/events` tells: an external store for
 * React.
 */
export class WorkloadFeed {
  readonly #stream: StatusStream;
  readonly #schedule: (publish: () => void) => void;
  readonly #listeners = new Set<() => void>();
  #current: FeedSnapshot;
  #published: FeedSnapshot;
  #scheduled = false;
  #loading = false;

  /** @param schedule calls its argument soon: what changes until then is published as one. */
  constructor(
    rendered: Pick<FeedSnapshot, "workloads" | "missing" | "asOf">,
    { listUrl, ...address }: FeedAddress,
    schedule: (publish: () => void) => void,
  ) {
    this.#published = this.#current = {
      ...rendered,
      activities: new Map(),
      connection: { kind: "connecting" },
    };
    this.#schedule = schedule;
    this.#stream = new StatusStream({
      ...address,
      onConnection: (connection) => {
        const wasLive = this.#current.connection.kind === "live";
        this.#set({ connection, ...(wasLive && { asOf: Date.now() }) });
        if (connection.kind === "off" || connection.kind === "reconnecting")
          void this.#loadMissing(listUrl, address.answerLimitMs);
      },
      onEvent: (event) => this.#apply(event),
    });
  }

  start(): void {
    this.#stream.start();
  }

  stop(): void {
    this.#stream.stop();
  }

  /** The network is said to be gone. */
  doubt(): void {
    this.#stream.doubt();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): FeedSnapshot => this.#published;

  #apply(event: WorkloadEvent): void {
    const { workloads, missing, activities } = this.#current;
    this.#set({
      workloads: applyEvent(workloads, event),
      missing: event.kind === "snapshot" ? 0 : missing,
      activities: applyToActivities(activities, event),
    });
  }

  /** There is no stream that would bring them. */
  async #loadMissing(url: string, limitMs: number): Promise<void> {
    if (this.#loading || this.#current.missing === 0) return;
    this.#loading = true;
    try {
      const signal = AbortSignal.timeout(limitMs); // with none, a list that hangs would never be asked for again
      const response = await fetch(url, { headers: { accept: "application/json" }, signal });
      // A snapshot is what the list is.
      const list = response.ok ? parseWorkloadEvent("snapshot", await response.text()) : undefined;
      if (typeof list !== "object" || this.#current.missing === 0) return;
      this.#apply(list);
      this.#set({ asOf: Date.now() });
    } catch {
      // They stay missing, as the page says, until the next attempt.
    } finally {
      this.#loading = false;
    }
  }

  #set(change: Partial<FeedSnapshot>): void {
    this.#current = { ...this.#current, ...change };
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#schedule(() => {
      this.#scheduled = false;
      this.#published = this.#current;
      for (const tell of this.#listeners) tell();
    });
  }
}
