// The files under a folder, without what tools have put there.
import { readdir } from "node:fs/promises";
import { join } from "node:path";

const SKIPPED = new Set(["node_modules", "coverage", "dist"]);

export async function* filesUnder(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && !entry.name.startsWith(".") && !SKIPPED.has(entry.name))
      yield* filesUnder(path);
  }
}
