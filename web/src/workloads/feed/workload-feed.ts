import type { Workload } from "@/kit/workload";
import { type Activities, applyEvent, applyToActivities } from "./apply-event";
import { type Connection, StatusStream, type StatusStreamOptions } from "./status-stream";

export interface FeedSnapshot {
  workloads: readonly Workload[];
  activities: Activities;
  connection: Connection;
  /** When the workloads were last known to be as they stand here, by `Date.now()`; of no use while live. */
  asOf: number;
}

export type FeedAddress = Pick<StatusStreamOptions, "url" | "silenceLimitMs" | "answerLimitMs">;

/** The workloads as the server rendered them, and from then on as `/v1/events` tells: an external store for React. */
export class WorkloadFeed {
  readonly #stream: StatusStream;
  readonly #schedule: (publish: () => void) => void;
  readonly #listeners = new Set<() => void>();
  #current: FeedSnapshot;
  #published: FeedSnapshot;
  #scheduled = false;

  /** @param schedule calls its argument soon: what changes until then is published as one. */
  constructor(
    rendered: Pick<FeedSnapshot, "workloads" | "asOf">,
    address: FeedAddress,
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
      },
      onEvent: (event) => {
        const { workloads, activities } = this.#current;
        this.#set({
          workloads: applyEvent(workloads, event),
          activities: applyToActivities(activities, event),
        });
      },
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
