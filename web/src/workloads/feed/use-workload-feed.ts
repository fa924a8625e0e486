import { useEffect, useMemo, useSyncExternalStore } from "react";
import { Visibility } from "tailrace/client";
import type { Workload } from "@/kit/workload";
import { type FeedAddress, type FeedSnapshot, WorkloadFeed } from "./workload-feed";

/** What the server has rendered, and when. */
export interface Rendered {
  /** The JSON of all of them. */
  workloads: string;
  now: number;
}

/** The workloads, live while the page is shown. What the server renders anew is what it goes on from. */
export function useWorkloadFeed(
  rendered: Rendered,
  address: FeedAddress,
): FeedSnapshot & { connect(): void } {
  const { workloads, now } = rendered;
  const { url, silenceLimitMs, answerLimitMs } = address;
  const feed = useMemo(
    () =>
      new WorkloadFeed(
        { workloads: JSON.parse(workloads) as Workload[], asOf: now },
        { url, silenceLimitMs, answerLimitMs },
        (publish) => requestAnimationFrame(publish),
      ),
    [workloads, now, url, silenceLimitMs, answerLimitMs],
  );

  useEffect(() => {
    const visibility = new Visibility({
      connections: () => 1,
      takeUp: () => feed.start(),
      giveUp: () => feed.stop(),
    });
    const onVisibility = () => visibility.setHidden(document.hidden);
    const onOnline = () => document.hidden || feed.start();
    const onOffline = () => feed.doubt();
    onVisibility();
    document.addEventListener("visibilitychange", onVisibility);
    addEventListener("online", onOnline);
    addEventListener("offline", onOffline);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      removeEventListener("online", onOnline);
      removeEventListener("offline", onOffline);
      visibility.close();
      feed.stop();
    };
  }, [feed]);

  const snapshot = useSyncExternalStore(feed.subscribe, feed.getSnapshot, feed.getSnapshot);
  return { ...snapshot, connect: () => feed.start() };
}
