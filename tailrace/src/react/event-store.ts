import { type EventSourceMessage, Follower, type FollowOptions, type FollowState } from "../client/index.ts";
import { followOnPage } from "./page.ts";

/** What a component knows of its event stream. */
export interface EventStream {
  /** How it stands with the connection; `idle` without an address. */
  state: FollowState | { kind: "idle" };
  /** The last events, the newest last. */
  events: readonly EventSourceMessage[];
  /** How many have come before these, and are not kept any more. */
  dropped: number;
  /**
   * `unknown` once a connection could not be resumed, as the server gives its events no ids: there may have been some in
   * between, and nobody knows.
   */
  gap: "none" | "unknown";
}

export const IDLE: EventStream = { state: { kind: "idle" }, events: [], dropped: 0, gap: "none" };
export const CONNECTING: EventStream = { ...IDLE, state: { kind: "connecting" } };

/** One event stream as an external store for React: what changes within a frame is published as one. */
export class EventStore {
  readonly #follower: Follower;
  readonly #keep: number;
  readonly #listeners = new Set<() => void>();
  /** The last events, and at times as many older ones. */
  #events: EventSourceMessage[] = [];
  #received = 0;
  #state: EventStream["state"] = CONNECTING.state;
  #followed = false;
  #wasOpen = false;
  #gap: EventStream["gap"] = "none";
  #published = CONNECTING;
  #frame: number | undefined;

  constructor(keep: number, options: Omit<FollowOptions, "onState" | "onRead">) {
    this.#keep = keep;
    this.#follower = new Follower({
      ...options,
      onState: (state) => this.#enter(state),
      onEvent: (event) => {
        this.#add(event);
        return options.onEvent(event);
      },
    });
  }

  /** Follows the stream until what it returns is called; called again, it goes on from there. */
  follow(): () => void {
    const stop = followOnPage(this.#follower);
    this.#followed = true;
    return () => {
      this.#followed = false;
      stop();
      if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
      this.#frame = undefined;
    };
  }

  readonly connect = (): void => {
    if (this.#followed) this.#follower.start();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): EventStream => this.#published;

  #enter(state: FollowState): void {
    this.#state = state;
    if (state.kind === "open") {
      if (this.#wasOpen && this.#follower.cursor === undefined) this.#gap = "unknown";
      this.#wasOpen = true;
    }
    this.#change();
  }

  #add(event: EventSourceMessage): void {
    this.#received += 1;
    this.#events.push(event);
    // Now and then, so that it costs no more for each event however many are kept; and not in a frame only, as a hidden tab
    // has none.
    if (this.#events.length >= 2 * this.#keep) this.#trim();
    this.#change();
  }

  #trim(): void {
    this.#events = this.#events.slice(Math.max(0, this.#events.length - this.#keep));
  }

  #change(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#trim();
      this.#published = {
        state: this.#state,
        events: [...this.#events],
        dropped: this.#received - this.#events.length,
        gap: this.#gap,
      };
      for (const tell of this.#listeners) tell();
    });
  }
}
