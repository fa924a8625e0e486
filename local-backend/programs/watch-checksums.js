// Takes the SHA-256 of every file under a folder, again and again, and tells what has changed since the last pass.
// Usage: watch-checksums.js <folder> <seconds between passes>
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { relative } from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { filesUnder } from "./files-under.js";

const [folder = ".", seconds = "20"] = process.argv.slice(2);
const dim = (text) => `\x1b[2m${text}\x1b[0m`;
const bold = (text) => `\x1b[1m${text}\x1b[0m`;
const green = (text) => `\x1b[32m${text}\x1b[0m`;
const yellow = (text) => `\x1b[33m${text}\x1b[0m`;
const red = (text) => `\x1b[31m${text}\x1b[0m`;

let before = new Map();
for (let pass = 1; ; pass += 1) {
  const began = performance.now();
  const paths = await Array.fromAsync(filesUnder(folder));
  const now = new Map();
  const verdicts = [];
  for (const [index, path] of paths.entries()) {
    // A progress bar as terminals have them: each state overwrites the one before, and all are one line of the log.
    if (index % 25 === 0) process.stdout.write(`\r${bar(index / paths.length)}`);
    const hash = await sha256(path);
    if (hash === undefined) continue;
    now.set(path, hash);
    const mark =
      pass === 1
        ? dim("first seen")
        : !before.has(path)
          ? yellow("new")
          : before.get(path) === hash
            ? green("same")
            : red("changed");
    verdicts.push(`${mark} ${dim(hash.slice(0, 16))} ${relative(folder, path)}`);
  }
  process.stdout.write(`\r${bar(1)} pass ${pass}\n`);
  for (const verdict of verdicts) console.log(verdict);
  const removed = [...before.keys()].filter((path) => !now.has(path));
  for (const path of removed) console.error(`${red("removed")} ${relative(folder, path)}`);
  const took = Math.round(performance.now() - began);
  console.log(
    bold(`pass ${pass}: ${now.size} files, ${removed.length} removed, ${took} ms; the next in ${seconds} s`),
  );
  before = now;
  await sleep(Number(seconds) * 1000);
}

async function sha256(path) {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(path), hash);
    return hash.digest("hex");
  } catch (error) {
    console.error(yellow(`cannot read ${path}: ${error.message}`));
  }
}

function bar(done) {
  return `\x1b[36m${"█".repeat(Math.round(done * 20)).padEnd(20, "░")}\x1b[0m ${String(Math.round(done * 100)).padStart(3)} %`;
}
