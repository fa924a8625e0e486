// Counts the lines of the text files under a folder, by kind of file, and ends.
// Usage: count-lines.js <folder>
import { readFile } from "node:fs/promises";
import { extname, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { filesUnder } from "./files-under.js";

const PAUSE_MS = 100; // A background job: nobody waits for it, so it leaves the disk and the CPU to others.
const [folder = "."] = process.argv.slice(2);
const kinds = new Map();

for await (const path of filesUnder(folder)) {
  const bytes = await readFile(path);
  if (bytes.subarray(0, 8000).includes(0)) {
    console.log(`${relative(folder, path)}: binary, left out`);
    continue;
  }
  const lines = bytes.toString().split("\n").length - 1;
  const kind = extname(path) || "(none)";
  const sum = kinds.get(kind) ?? { files: 0, lines: 0 };
  kinds.set(kind, { files: sum.files + 1, lines: sum.lines + lines });
  console.log(`${relative(folder, path)}: ${lines} lines`);
  await sleep(PAUSE_MS);
}

console.log(`\x1b[1m${"kind".padEnd(10)}${"files".padStart(8)}${"lines".padStart(10)}\x1b[0m`);
for (const [kind, { files, lines }] of [...kinds].sort((a, b) => b[1].lines - a[1].lines)) {
  console.log(`${kind.padEnd(10)}${String(files).padStart(8)}${String(lines).padStart(10)}`);
}
