#!/usr/bin/env node
// `npx tailrace-doctor <url>`: does what is deployed there stream?
import { readArguments, USAGE } from "./arguments.ts";
import { CannotCheck } from "./cannot-check.ts";
import { examine } from "./examine.ts";
import { textOf } from "./report.ts";

const FAILED = 1;
const COULD_NOT_CHECK = 2;
const INTERRUPTED = 130; // 128 + SIGINT, as shells have it

const leave = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => leave.abort());

try {
  const options = readArguments(process.argv.slice(2));
  if (!options) {
    console.log(USAGE);
  } else {
    if (process.stderr.isTTY) console.error(`Watching for up to ${options.seconds} s …`);
    const report = await examine({ ...options, signal: leave.signal });
    const colours = process.stdout.isTTY && !process.env.NO_COLOR;
    console.log(options.json ? JSON.stringify(report, null, 2) : textOf(report, colours));
    if (report.failed) process.exitCode = FAILED;
  }
} catch (error) {
  if (leave.signal.aborted) process.exitCode = INTERRUPTED;
  else if (error instanceof CannotCheck) {
    console.error(error.message);
    process.exitCode = COULD_NOT_CHECK;
  } else throw error;
}
