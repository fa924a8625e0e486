import type { LogLine } from "../protocol";
import { type LogAddress, readLog } from "./log-request.ts";

export interface EarlierThan {
  /** The cursor of the first line that is there. */
  first: string;
  /** How many lines there are from that one on, those included that are known to be missing. */
  since: number;
  /** How many before it are wanted; up to `MARGIN` more may come. */
  count: number;
}

// Lines that have been written since the last one was received, or are on their way: a cursor leads only forwards, so that
// earlier lines are found by counting from the end.
const MARGIN = 1_000;

/** The lines right before one, as many as the backend keeps of those wanted: none if it keeps none. Rejects as `readLog` does. */
export async function loadEarlier(
  address: LogAddress,
  { first, since, count }: EarlierThan,
  signal: AbortSignal,
): Promise<LogLine[]> {
  const most = count + MARGIN;
  let lines: LogLine[] = [];
  let found = false;
  await readLog(
    address,
    { tail: since + most },
    {
      onLine(line) {
        found = line.cursor === first;
        if (!found) lines.push(line);
        // With more than that before it, it is not among the lines that are kept.
        return found || lines.length > most;
      },
      // What is right before a gap is not right before the line.
      onGap: () => (lines = []),
    },
    signal,
  );
  return found ? lines : [];
}
