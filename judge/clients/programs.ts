import { execFile, execFileSync } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { test } from "vitest";

/** A test with a program that not every machine has. */
export function testWith(program: string, title: string, run: () => Promise<void>): void {
  const isHere = runs(program);
  test.skipIf(!isHere)(isHere ? title : `${title} (there is no ${program} here)`, { timeout: 60_000 }, run);
}

function runs(program: string): boolean {
  try {
    execFileSync(program, [program === "java" ? "-version" : "--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** What `program` prints; it is run in this folder. Rejects if it ends with an error. */
export async function run(program: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, { cwd: path.join(import.meta.dirname) });
  return stdout;
}
