import { type EventSourceMessage, Follower, type FollowState, type Reconnecting } from "tailrace/client";
import { parseWorkloadEvent, type WorkloadEvent } from "./workload-event";

/** How it stands with the connection. */
export type Connection =
  | { kind: "connecting" }
  /** The whole picture is there, and each change is told. */
  | { kind: "live" }
  | Reconnecting
  /** Stopped by whoever started it. */
  | { kind: "paused" }
  | Off;

/** There is no live status here, and asking again would not help. Without a `reason` the backend just has none. */
export interface Off {
  kind: "off";
  reason?: string;
  /** Whoever looks has to sign in first. */
  signedOut?: true;
}

export interface StatusStreamOptions {
  /** The address of the event stream. */
  url: string;
  /** Milliseconds without a byte after which a connection is taken for dead. */
  silenceLimitMs: number;
  /** Milliseconds without an answer to the request after which it is given up; the first attempts wait less long. */
  answerLimitMs: number;
  onConnection(connection: Connection): void;
  /** The first of each connection is a snapshot. */
  onEvent(event: WorkloadEvent): void;
}

/**
 * The status changes of `/v1/events`, from connection to connection until it is stopped, or there turns out to be none. Each
 * connection begins with the whole picture, so nothing is ever missing.
 */
export class StatusStream {
  readonly #options: StatusStreamOptions;
  readonly #follower: Follower;
  /** An event could not be read: what the page cannot read, it would show wrongly. */
  #unreadable = false;

  constructor(options: StatusStreamOptions) {
    const { url, silenceLimitMs, answerLimitMs } = options;
    this.#options = options;
    this.#follower = new Follower({
      url,
      silenceLimitMs,
      answerLimitMs,
      onState: (state) => this.#report(state),
      onEvent: (event) => this.#take(event),
      startsWhole: true, // with a snapshot
    });
  }

  /** Connects now: for the first time, after a stop, or instead of waiting for the next attempt. */
  start(): void {
    this.#follower.start();
  }

  stop(): void {
    this.#follower.pause();
  }

  /** The network is said to be gone: see `Follower.doubt`. */
  doubt(): void {
    this.#follower.doubt();
  }

  #report(state: FollowState): void {
    const { onConnection } = this.#options;
    switch (state.kind) {
      case "open": // live with the snapshot
        return;
      case "ended":
        return onConnection({ kind: "off", reason: this.#unreadable ? UNREADABLE : undefined });
      case "refused":
        return onConnection({
          kind: "off",
          reason: state.status === 404 ? undefined : state.reason,
          signedOut: state.signedOut,
        });
      default:
        return onConnection(state);
    }
  }

  /** Hands on one event. Returns true if it cannot be read. */
  #take({ event = "message", data }: EventSourceMessage): boolean {
    const parsed = parseWorkloadEvent(event, data);
    this.#unreadable = parsed === undefined;
    if (parsed === undefined || parsed === "unknown") return this.#unreadable;
    this.#options.onEvent(parsed);
    if (parsed.kind === "snapshot") this.#options.onConnection({ kind: "live" });
    return false;
  }
}

const UNREADABLE = "The backend's event is not what was expected.";
