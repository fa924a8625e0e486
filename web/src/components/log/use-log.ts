import { useEffect, useState, useSyncExternalStore } from "react";
import { EMPTY, LineStore } from "./line-store";
import { LogStream, type LogStreamOptions } from "@/log/log-stream";
import type { Connection } from "@/log/protocol";

export type LogAddress = Pick<LogStreamOptions, "url" | "silenceLimitMs" | "answerLimitMs">;

const TAIL = 1_000; // enough to see what led here, and on the page in the first second

/** Follows a log while the component is on the page. The address is that of the first render. */
export function useLog(address: LogAddress) {
  const [state, setState] = useState<Connection>({ kind: "connecting" });
  const [{ store, stream }] = useState(() => {
    const store = new LineStore((publish) => requestAnimationFrame(publish));
    const stream = new LogStream({
      ...address,
      tail: TAIL,
      onState: setState,
      onLine: (line) => store.addLine(line),
      onGap: (missed) => store.addGap(missed),
    });
    return { store, stream };
  });

  useEffect(() => {
    const connect = () => stream.start();
    connect();
    addEventListener("online", connect);
    return () => {
      removeEventListener("online", connect);
      stream.stop();
    };
  }, [stream]);

  const log = useSyncExternalStore(store.subscribe, store.getSnapshot, () => EMPTY);
  return { log, state, connect: () => stream.start() };
}
