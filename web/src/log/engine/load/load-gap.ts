import type { LogLine } from "../protocol";
import { type LogAddress, readLog } from "./log-request.ts";

export interface Gap {
  /** The cursor of the line before the gap. */
  after: string;
  /** The cursor of the line after it. */
  before: string;
  /** How many lines are missing, null if nobody knows. */
  missed: number | null;
}

/** What has become of a gap: lines, with fewer missing before or after them. 0: none are; null: nobody knows how many. */
export interface LoadedGap {
  missedBefore: number | null;
  lines: LogLine[];
  missedAfter: number | null;
}

// At a time; a gap of a million lines would push everything else out of what is kept.
const MOST = 10_000;

/** Asks the backend for the lines that are missing somewhere. Rejects as `readLog` does. */
export async function loadGap(
  address: LogAddress,
  { after, before, missed }: Gap,
  signal: AbortSignal,
): Promise<LoadedGap> {
  const lines: LogLine[] = [];
  let missedBefore: number | null = 0;
  let reached = false;
  let broken = false;
  await readLog(
    address,
    { after },
    {
      onLine(line) {
        reached = line.cursor === before;
        if (reached || broken || lines.length === MOST) return true;
        lines.push(line);
        return false;
      },
      onGap(n) {
        if (lines.length === 0) missedBefore = n;
        else broken = true;
      },
    },
    signal,
  );
  if (reached && !broken) return { missedBefore, lines, missedAfter: 0 };
  // Lines that begin right after the gap's first are in it. Those that begin later may also come after its end, when the
  // backend keeps nothing of it, and would then be there twice.
  if (missedBefore !== 0) return { missedBefore: missed, lines: [], missedAfter: 0 };
  return { missedBefore: 0, lines, missedAfter: missed === null ? null : Math.max(1, missed - lines.length) };
}
