import * as Comlink from "comlink";
import { useEffect, useRef, useState } from "react";
import type { LogSession, WatchNews } from "@/log/engine/protocol";
import { showCount } from "./show-count";
import { useWatchSettings } from "./watch-store";

const QUIET: WatchNews = { hits: 0 };

/**
 * Has the log worker watch for what the reader's rules say. What comes while he does not look is counted in the tab's title and icon
 * and, if he wants it, told by the system.
 */
export function useWatch(session: Comlink.Remote<LogSession>): WatchNews {
  const [{ rules, hidden, notify }] = useWatchSettings();
  const [news, setNews] = useState(QUIET);
  /** How many hits the reader has seen. */
  const seen = useRef(0);
  const latest = useRef({ hits: 0, notify });
  useEffect(() => {
    latest.current.notify = notify;
  });

  useEffect(() => {
    const onNews = (news: WatchNews) => {
      const isNew = news.hits > latest.current.hits;
      latest.current.hits = news.hits;
      setNews(news);
      if (document.hasFocus()) seen.current = news.hits;
      showCount(news.hits - seen.current);
      if (isNew && news.last && latest.current.notify && !document.hasFocus()) notifyOf(news.last);
    };
    void session.setWatch(rules.length > 0 ? { rules, hidden } : undefined, Comlink.proxy(onNews));
  }, [session, rules, hidden]);

  useEffect(() => {
    const onFocus = () => {
      seen.current = latest.current.hits;
      showCount(0);
    };
    addEventListener("focus", onFocus);
    return () => {
      removeEventListener("focus", onFocus);
      showCount(0);
    };
  }, []);
  return news;
}

/** One at a time for each page: the next takes its place. */
function notifyOf({ text, workload }: NonNullable<WatchNews["last"]>): void {
  if (typeof Notification === "undefined" || Notification.permission !== "granted") return;
  try {
    const notification = new Notification(workload, { body: text, tag: location.pathname });
    notification.onclick = () => focus();
  } catch {} // Chromium on Android has them only from a service worker
}
