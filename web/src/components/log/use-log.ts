import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Sources, type SourcesOptions } from "@/log/sources";
import type { Connection } from "@/log/protocol";
import { EMPTY, LineStore } from "./line-store";

export type LogAddress = Pick<SourcesOptions, "silenceLimitMs" | "answerLimitMs"> & { url: string };

const TAIL = 1_000; // enough to see what led here, and on the page in the first second

/** Follows a log while the component is on the page. The address is that of the first render. */
export function useLog(address: LogAddress) {
  const [{ url, silenceLimitMs, answerLimitMs }] = useState(address);
  const [connection, setConnection] = useState<Connection>({ kind: "connecting" });
  const [store] = useState(() => new LineStore((publish) => requestAnimationFrame(publish)));
  const sources = useRef<Sources>(undefined);

  useEffect(() => {
    const followed = new Sources({
      silenceLimitMs,
      answerLimitMs,
      sources: [{ id: "", name: "", url }],
      tail: TAIL,
      atOnce: 1,
      onLine: (line) => store.addLine(line),
      onGap: (missed) => store.addGap(missed),
      onChange: () => setConnection(followed.connections[0]!),
    });
    sources.current = followed;
    const setHidden = () => followed.setHidden(document.visibilityState === "hidden");
    setHidden();
    const setOnline = ({ type }: Event) => followed.setOnline(type === "online");
    document.addEventListener("visibilitychange", setHidden);
    addEventListener("online", setOnline);
    addEventListener("offline", setOnline);
    return () => {
      document.removeEventListener("visibilitychange", setHidden);
      removeEventListener("online", setOnline);
      removeEventListener("offline", setOnline);
      followed.stop();
    };
  }, [url, silenceLimitMs, answerLimitMs, store]);

  const log = useSyncExternalStore(store.subscribe, store.getSnapshot, () => EMPTY);
  return { log, state: connection, connect: () => sources.current?.connect() };
}
