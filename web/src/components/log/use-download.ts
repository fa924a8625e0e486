import * as Comlink from "comlink";
import { useCallback, useState } from "react";
import type { DownloadProgress, LogSession, Source } from "@/log/protocol";
import { logFileName } from "./file-name";
import { saveFile } from "./save-file";

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

  /** The whole log of the source of this index; what is shown if there is none. */
  const start = useCallback(
    async (source?: number) => {
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
            : await session.downloadLog(source, Comlink.proxy(onProgress));
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
