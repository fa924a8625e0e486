import type { LogLine } from "../protocol";
import { type LogAddress, readLog } from "./log-request.ts";

export interface Since {
  /** Milliseconds since the epoch. */
  time: number;
  /** The cursor of the first line that is there. */
  first: string;
  /** How many lines may be loaded. */
  most: number;
}

/**
 * The lines that were written from a time on and before one that is there, as far as the backend keeps them: also of one that does
 * not know `since`, and so sends what was written before, too. `far`: there are more than `most`. Rejects as `readLog` does.
 */
export async function loadSince(
  address: LogAddress,
  { time, first, most }: Since,
  signal: AbortSignal,
): Promise<LogLine[] | "far"> {
  let lines: LogLine[] = [];
  let found = false;
  await readLog(
    address,
    { since: time },
    {
      onLine(line) {
        found = line.cursor === first;
        if (!found && (line.time === undefined || line.time >= time)) lines.push(line);
        return found || lines.length > most;
      },
      // What is right before a gap is not right before the line.
      onGap: () => (lines = []),
    },
    signal,
  );
  if (lines.length > most) return "far";
  return found ? lines : [];
}
