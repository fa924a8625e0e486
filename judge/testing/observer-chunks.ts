import { globSync, readFileSync } from "node:fs";
import path from "node:path";

/** The files of a standalone build that hold the code for traces and for metrics, and are loaded for nothing else. */
export function observerChunks(standalone: string): string[] {
  return globSync(path.join(standalone, "web/.next/server/chunks/*.js")).filter((file) =>
    /v1\/traces|tailrace_streams_open/.test(readFileSync(file, "utf8")),
  );
}
