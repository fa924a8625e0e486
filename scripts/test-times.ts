// `pnpm test:times`: what `pnpm test` does, and then where the time went, by step and by test file, slowest first.
import { spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");

/** As much of Vitest's `TestModule` as is read here: the root has no Vitest. Durations are in milliseconds. */
interface TestModule {
  moduleId: string;
  diagnostic(): { prepareDuration: number; setupDuration: number; collectDuration: number; duration: number };
  children: { allTests(): Iterable<unknown> };
}

/** Appends a line of a table to the file TIMES for each test file. */
export default class TimesReporter {
  onTestModuleEnd(module: TestModule): void {
    const { prepareDuration, setupDuration, collectDuration, duration } = module.diagnostic();
    const tests = [...module.children.allTests()].length;
    const file = path.relative(root, module.moduleId);
    const ms = prepareDuration + setupDuration + collectDuration + duration;
    appendFileSync(process.env.TIMES!, line(ms, `${file} (${tests} tests)`));
  }
}

const line = (ms: number, what: string) => `${(ms / 1e3).toFixed(1).padStart(7)} s  ${what}\n`;

if (import.meta.main) {
  const folder = mkdtempSync(path.join(tmpdir(), "tailrace-times-"));
  const TIMES = path.join(folder, "times");
  writeFileSync(TIMES, "");
  const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
    scripts: { test: string };
  };
  let steps = "";
  for (const step of scripts.test.split(" && ")) {
    const reporters = step.endsWith(" test") ? ` --reporter=default --reporter=${import.meta.filename}` : "";
    const start = performance.now();
    const { status } = spawnSync(step + reporters, {
      cwd: root,
      env: { ...process.env, TIMES },
      shell: true,
      stdio: "inherit",
    });
    if (status !== 0) process.exitCode = 1; // and on with the others: their times are asked for
    steps += line(performance.now() - start, step);
  }
  const files = readFileSync(TIMES, "utf8").trimEnd().split("\n");
  console.log(`\n${steps}\nFiles that run side by side share the time of their step.\n`);
  console.log(files.sort((a, b) => parseFloat(b) - parseFloat(a)).join("\n"));
  rmSync(folder, { recursive: true });
}
