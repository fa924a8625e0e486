import { loadEarlier } from "./load-earlier.ts";
import type { LogLine } from "../protocol";
import { type LogAddress, readLog } from "./log-request.ts";

export interface Wanted {
  /** The cursor of the line that is looked for, among those before `first`. */
  cursor: string;
  /** The cursor of the first line that is there. */
  first: string;
  /** How many lines there are from `first` on, those included that are known to be missing. */
  since: number;
  /** How many lines may be loaded for it. */
  most: number;
}

/**
 * The lines from some before the wanted one to right before `first`. `gone`: the backend does not keep it; `far`: there are
 * more than `most` in between. Rejects as `readLog` does.
 */
export async function locate(
  address: LogAddress,
  { cursor, first, since, most }: Wanted,
  signal: AbortSignal,
): Promise<LogLine[] | "gone" | "far"> {
  // A cursor leads to the lines after its own, not to the line itself. So they are counted, and then asked for with one more.
  let between = 0;
  let found = false;
  let gap = false;
  await readLog(
    address,
    { after: cursor },
    {
      onLine(line) {
        found = !gap && line.cursor === first;
        if (!found) between += 1;
        return found || gap || between >= most;
      },
      onGap: () => (gap = true),
    },
    signal,
  );
  if (!found) return between >= most && !gap ? "far" : "gone";
  const lines = await loadEarlier(address, { first, since, count: between + 1 }, signal);
  return lines.some((line) => line.cursor === cursor) ? lines : "gone";
}
