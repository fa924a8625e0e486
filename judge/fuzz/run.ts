// `pnpm fuzz -- --cases 10000 --seed 7`: more of fuzz.test.ts; of both ways in, or of what SYSTEM names.
import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import path from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  args: process.argv.slice(2).filter((arg) => arg !== "--"), // which pnpm passes on
  options: { cases: { type: "string", default: "10000" }, seed: { type: "string" } },
});
const { status } = spawnSync("vitest", ["run", "--project=!long", "fuzz/"], {
  cwd: path.join(import.meta.dirname, ".."),
  stdio: "inherit",
  env: { ...process.env, FUZZ_CASES: values.cases, FUZZ_SEED: values.seed ?? String(randomInt(2 ** 31)) },
});
process.exitCode = status ?? 1;
