import { readEvents } from "tailrace/client";
import type { LogLine, SessionOptions } from "../protocol";
import { parseGap, parseLine } from "./log-event.ts";

export interface LogAddress extends Pick<SessionOptions, "silenceLimitMs" | "answerLimitMs"> {
  /** Without a query. */
  url: string;
}

/** Where to begin: with all lines that are kept, with the last so many of them, those since a time (ms since the epoch), or right after one. */
export type LogStart = { tail?: number } | { since: number } | { after: string };

export interface LogReader {
  /** Returns true for the last line that is wanted. */
  onLine(line: LogLine): boolean;
  /** Lines are missing before the next one: so many, or, with null, nobody knows how many. */
  onGap(missed: number | null): void;
}

/**
 * `enough`: the reader has said so; `ended`: there are no more and will be none; `closed`: these are all that the backend
 * has now; `drained`: there may be more, and a server that shuts down had no time for them.
 */
export type ReadResult = "enough" | "ended" | "closed" | "drained";

/**
 * Reads the lines that a backend has now, in one request.
 * @throws Error with a sentence for the reader of the page, or the signal's reason.
 */
export async function readLog(
  { url, answerLimitMs, silenceLimitMs }: LogAddress,
  start: LogStart,
  reader: LogReader,
  signal: AbortSignal,
): Promise<ReadResult> {
  const query = new URLSearchParams({ follow: "false" });
  if ("tail" in start && start.tail !== undefined) query.set("tail", String(start.tail));
  if ("since" in start) query.set("since", new Date(start.since).toISOString());
  let ended = false;
  // Heartbeats go on for as long as a backend takes that does not know `follow=false`: only events count.
  const idle = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expectEvents = () => {
    clearTimeout(timer);
    timer = setTimeout(() => idle.abort("The backend does not end its answer."), silenceLimitMs);
  };
  const outcome = await readEvents({
    url: `${url}?${query}`,
    cursor: "after" in start ? start.after : undefined,
    answerLimitMs,
    silenceLimitMs,
    signal: AbortSignal.any([signal, idle.signal]),
    onOpen: expectEvents,
    onChunk(events) {
      if (events > 0) expectEvents();
    },
    onEvent({ event, data, id }) {
      if (event === undefined || event === "message") return reader.onLine(parseLine(data, id || undefined));
      if (event === "gap") reader.onGap(parseGap(data));
      else if (event === "end") ended = true;
      return ended;
    },
  });
  clearTimeout(timer);
  signal.throwIfAborted();
  switch (outcome.kind) {
    case "enough":
      return ended ? "ended" : "enough";
    case "ended":
      return "ended";
    case "closed":
      return outcome.drained ? "drained" : "closed";
    case "failed":
    case "refused":
      throw new Error(outcome.reason);
  }
}
