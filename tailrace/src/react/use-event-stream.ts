"use client";
import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { EventSourceMessage, FollowOptions } from "../client/index.ts";
import { CONNECTING, EventStore, type EventStream, IDLE } from "./event-store.ts";

export type { EventStream };

/** Another value of one of these, `isLast` excepted, begins the stream anew. */
export interface EventStreamOptions extends Pick<FollowOptions, "silenceLimitMs" | "answerLimitMs"> {
  /**
   * How many events are kept: the last ones. What is dropped is counted.
   * @default 1_000
   */
  keep?: number;
  /**
   * Whether an event is the stream's last: an event stream has no end of its own, and is asked for again whenever it closes
   * (WHATWG HTML, 9.2.1). A server can also answer 204 to that.
   */
  isLast?: (event: EventSourceMessage) => boolean;
}

/**
 * Follows the event stream at `url` while the component is on the page, through reconnects, each of which goes on after the
 * last event, and says truthfully how it stands. Renders at most once a frame.
 *
 * A tab that is hidden for 30 s gives its connection up, or sooner if other tabs need it (see `Visibility`), and takes the
 * stream up again when it is shown. Another `url` begins anew; with `null` nothing is asked for. The server renders
 * `connecting`.
 *
 * ```tsx
 * const { state, events } = useEventStream("/api/v1/jobs/42/logs");
 * ```
 *
 * `connect` asks now instead of at the next attempt, or once more where the stream has ended or was refused.
 */
export function useEventStream(
  url: string | null,
  { keep = 1_000, silenceLimitMs, answerLimitMs, isLast }: EventStreamOptions = {},
): EventStream & { connect(): void } {
  const latest = useRef(isLast);
  useEffect(() => {
    latest.current = isLast;
  });
  const store = useMemo(() => {
    if (url === null) return undefined;
    const onEvent = (event: EventSourceMessage) => latest.current?.(event) ?? false;
    return new EventStore(keep, { url, silenceLimitMs, answerLimitMs, onEvent });
  }, [url, keep, silenceLimitMs, answerLimitMs]);
  useEffect(() => store?.follow(), [store]);

  const stream = useSyncExternalStore(
    store?.subscribe ?? subscribeToNothing,
    store?.getSnapshot ?? (() => IDLE),
    () => (store ? CONNECTING : IDLE),
  );
  return { ...stream, connect: store?.connect ?? doNothing };
}

const doNothing = () => {};
const subscribeToNothing = () => doNothing;
