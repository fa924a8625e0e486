// `pnpm conformance`: runs the contract suite against Tailrace and every installed peer, and writes docs/conformance.{md,json}.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { SYSTEMS, type SystemName } from "../systems/index.ts";
import { type Column, report } from "./report.ts";
import type { Result } from "./reporter.ts";

const { values: options } = parseArgs({
  options: {
    /** Names of systems, separated by commas. */
    only: { type: "string" },
    out: { type: "string", default: path.join(import.meta.dirname, "../../docs/conformance.md") },
  },
});

// A system that hangs in every test must not hold up the others.
const RUN_LIMIT_MS = 600_000;
const LONG_LIMIT_MS = 400_000;
// Time for one to start before the next takes a free port.
const LONG_APART_MS = 3_000;

const started = performance.now();
const say = (text: string) =>
  console.log(`${((performance.now() - started) / 1e3).toFixed(0).padStart(4)} s  ${text}`);

const results = mkdtempSync(path.join(tmpdir(), "conformance-"));
process.env.TMPDIR = results; // of the peers, too
const only = options.only?.split(",");
const names = (Object.keys(SYSTEMS) as SystemName[]).filter((name) => !only || only.includes(name));
const missing = names.filter((name) => SYSTEMS[name].version() === undefined);
for (const name of missing) say(`${name} is not installed: left out`);
const installed = names.filter((name) => !missing.includes(name));

for (const name of installed) {
  if (!SYSTEMS[name].build) continue;
  say(`builds ${name}`);
  SYSTEMS[name].build();
}

// They do nothing but wait, and so do not disturb what is measured beside them, once they have started.
say("opens the streams that are to be quiet for five minutes");
const long: Promise<void>[] = [];
for (const name of installed) {
  long.push(runSuite(name, "long", LONG_LIMIT_MS));
  await sleep(LONG_APART_MS);
}

// Two at a time: most of a suite is waiting.
const waiting = [...installed];
async function runSuites(): Promise<void> {
  for (let name = waiting.shift(); name; name = waiting.shift()) {
    await runSuite(name, "contract", RUN_LIMIT_MS);
    const all = resultsOf(name);
    const count = (state: Result["state"]) => all.filter((result) => result.state === state).length;
    say(`${name}: ${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} do not apply`);
  }
}
await Promise.all([runSuites(), runSuites()]);
say("waits for the quiet streams");
await Promise.all(long);

const columns: Column[] = installed.map((name) => ({
  ...SYSTEMS[name],
  version: SYSTEMS[name].version()!,
  results: resultsOf(name),
}));
const { markdown, rows } = report(
  columns,
  missing.map((name) => SYSTEMS[name].title),
);
const files = { [options.out]: markdown, [options.out.replace(/\.md$/, ".json")]: JSON.stringify(rows) };
for (const [file, text] of Object.entries(files)) {
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}
rmSync(results, { recursive: true, force: true });
say(
  `wrote ${Object.keys(files)
    .map((file) => path.relative(process.cwd(), file))
    .join(" and ")}`,
);

/** Runs a part of the suite against a system in a process group of its own, and ends all that is left of it. */
async function runSuite(name: SystemName, part: "contract" | "long", limitMs: number): Promise<void> {
  const child = spawn(
    process.execPath,
    [
      path.join(import.meta.dirname, "../node_modules/vitest/vitest.mjs"),
      "run",
      "--config",
      path.join(import.meta.dirname, "vitest.config.ts"),
      ...(part === "contract" ? ["--project=!long", "contract/"] : ["--project=long", "contract/quiet"]),
      "--reporter",
      path.join(import.meta.dirname, "reporter.ts"),
    ],
    {
      cwd: path.join(import.meta.dirname, ".."),
      detached: true,
      env: { ...process.env, SYSTEM: name, RESULTS: resultsFile(name) },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  const exited = new Promise<"exited">((resolve) => child.once("exit", () => resolve("exited")));
  const limit = new AbortController();
  const outcome = await Promise.race([exited, sleep(limitMs, "late", { signal: limit.signal })]);
  limit.abort();
  if (outcome === "late") say(`${name}: cut after ${limitMs / 1_000} s`);
  try {
    process.kill(-child.pid!, "SIGKILL");
  } catch {
    // Nobody is left.
  }
  await exited;
}

function resultsFile(name: SystemName): string {
  return path.join(results, `${name}.jsonl`);
}

function resultsOf(name: SystemName): Result[] {
  const lines = readFileSync(resultsFile(name), "utf8").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Result);
}
