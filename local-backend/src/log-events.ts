import type { OpenLine, Workload } from "./workload.ts";

export type LogOptions = {
  /** The last cursor the client has seen. Wins over `tail`. */
  cursor: string | undefined;
  /** Begin with this many of the kept lines; all of them when not given. */
  tail: number | undefined;
  /** Begin with the first line of this time or a later one. Milliseconds since the epoch. */
  since: number | undefined;
  /** End before the first line of this time or a later one. */
  until: number | undefined;
  /** `false`: end after the lines that are there now. */
  follow: boolean;
};

/**
 * The events of a log stream, as text: its lines from where `options` say, `gap` where lines are no longer kept, and
 * `end` when the process has ended. Reads on from its own position each time, so that a client may be as slow as it
 * likes: when the log has dropped lines it had not read yet, a `gap` says how many.
 */
export async function* logEvents(workload: Workload, options: LogOptions, signal: AbortSignal) {
  const { log } = workload;
  const until = Math.min(
    options.follow && options.until === undefined ? Infinity : log.newest,
    options.until === undefined ? Infinity : log.beforeTime(options.until),
  );
  let position =
    options.cursor === undefined
      ? Math.max(log.beforeLast(options.tail ?? Infinity), log.beforeTime(options.since ?? -Infinity))
      : log.position(options.cursor);
  if (position === undefined) {
    position = log.beforeLast(Infinity);
    yield gap(null, log.cursor(position));
  }
  let openVersion = 0;
  for (;;) {
    const batch = log.read(position, until);
    position = batch.to;
    const text = (batch.missed > 0 ? gap(batch.missed, log.cursor(batch.from)) : "") + batch.text;
    if (text !== "") yield text;
    if (signal.aborted) return;
    if (position < Math.min(log.newest, until)) continue;
    if (position === log.newest && workload.end) {
      yield `event: end\ndata: ${JSON.stringify(workload.end)}\n\n`;
      return;
    }
    if (position >= until) return;
    if (position === log.newest) {
      const open = [...workload.open].filter(({ version }) => version > openVersion);
      openVersion = Math.max(openVersion, ...open.map(({ version }) => version));
      if (open.length > 0) {
        yield open.map(partial).join("");
        continue;
      }
    }
    await workload.changes.next(signal);
  }
}

/** Without an id: a client that is cut off goes on with the line as a whole, or what it has come to by then. */
function partial({ time, stream, message }: OpenLine): string {
  return `event: partial\ndata: ${JSON.stringify({ time, stream, message })}\n\n`;
}

/** Its id is the place right before the next line: who reconnects after a gap is not told of it again. */
function gap(missed: number | null, cursor: string): string {
  return `event: gap\nid: ${cursor}\ndata: ${JSON.stringify({ missed })}\n\n`;
}
