import { useEffect, useMemo, useSyncExternalStore } from "react";
import { Visibility } from "tailrace/client";
import type { Workload } from "@/kit/workload";
import { type FeedAddress, type FeedSnapshot, WorkloadFeed } from "./workload-feed";

/** The workloads, live while the page is shown. What the server renders anew is what it goes on from. */
export function useWorkloadFeed(
  { workloads, all, now }: { workloads: Workload[]; all: number; now: number },
  { url, listUrl, silenceLimitMs, answerLimitMs }: FeedAddress,
): FeedSnapshot & { connect(): void } {
  const feed = useMemo(
    () =>
      new WorkloadFeed(
        { workloads, missing: all - workloads.length, asOf: now },
        { url, listUrl, silenceLimitMs, answerLimitMs },
        (publish) => requestAnimationFrame(publish),
      ),
    [workloads, all, now, url, listUrl, silenceLimitMs, answerLimitMs],
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
