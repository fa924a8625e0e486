import * as Comlink from "comlink";
import { useCallback, useState } from "react";
import type { DownloadProgress, LogSession, Source } from "@/log/engine/protocol";

export type DownloadState =
  | { kind: "idle" }
  /** `source`: undefined for what is shown. */
  | { kind: "running"; source?: number; progress?: DownloadProgress }
  | { kind: "saved"; name: string }
  | { kind: "cancelled" }
  | { kind: "failed"; reason: string };

/** Makes files of the log, one at a time. */
export function useDownload(session: Comlink.Remote<LogSession>, sources: Source[]) {
  const [state, setState] = useState<DownloadState>({ kind: "idle" });

  /** The whole log of the source of this index, escape sequences removed if it is to be `plain`; what is shown if there is none. */
  const start = useCallback(
    async (source?: number, plain = false) => {
      setState({ kind: "running", source });
      const named = source === undefined ? sources : [sources[source]!];
      const name = logFileName(
        named.map(({ name }) => name),
        Date.now(),
      );
      const onProgress = (progress: DownloadProgress) =>
        // A word of progress may be behind the end's.
        setState((now) => (now.kind === "running" ? { ...now, progress } : now));
      try {
        const blob =
          source === undefined
            ? await session.downloadView()
            : await session.downloadLog(source, plain, Comlink.proxy(onProgress));
        saveFile(blob, name);
        setState({ kind: "saved", name });
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        setState((now) => (now.kind === "cancelled" ? now : { kind: "failed", reason }));
      }
    },
    [session, sources],
  );

  const cancel = useCallback(() => {
    setState({ kind: "cancelled" });
    void session.cancelDownload();
  }, [session]);

  return { state, start, cancel };
}

const SAVED_BY_MS = 60_000; // a browser that asks where to save reads the address only after the answer

/** Has the browser save `blob` as a file. */
function saveFile(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), SAVED_BY_MS);
}

/** `<workload>-<time>.log`, with nothing in it that a file system forbids. `at` is in milliseconds since the epoch. */
export function logFileName(names: string[], at: number): string {
  const name = names
    .join("+")

    .replace(/[\u0000-\u001f\u007f<>:"/\\|?*\s]+/g, "-")
    .replace(/^[.-]+|-+$/g, "")
    .slice(0, 100); // of the 255 bytes that most file systems have for a name
  return `${name || "log"}-${new Date(at).toISOString().slice(0, 19).replaceAll(":", "-")}.log`;
}
