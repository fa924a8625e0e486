// `pnpm example <name>`: installs and builds an example with the library as it is here.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const EXAMPLES = path.join(import.meta.dirname, "../../examples");
const LIBRARY = path.join(EXAMPLES, "../tailrace");

/**
 * Where the example `name` is built once for many starts: outside the repository, in whose workspace Next would find the root of
 * the app, and packages that the app has not installed.
 */
export const builtExample = (name: string) => path.join(tmpdir(), "tailrace-examples", name);

/** How long that may take on a machine that is busy. */
export const BUILD_TIMEOUT_MS = 300_000;

/**
 * Copies the example `name` to the folder `app`, puts the packed library beside it, where its lock file has that, installs, and
 * builds. After a `change` of the copy the lock file need not fit.
 */
export function buildExample(name: string, app: string, change?: (app: string) => void): void {
  const folder = path.dirname(app);
  const env = { ...process.env, CI: "true", NEXT_TELEMETRY_DISABLED: "1" };
  const run = (cwd: string, command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd, env, stdio: ["ignore", "inherit", "inherit"] });

  mkdirSync(folder, { recursive: true });
  rmSync(app, { recursive: true, force: true });
  cpSync(path.join(EXAMPLES, name), app, {
    recursive: true,
    filter: (from) => !/\/(?:node_modules|\.next)(?:\/|$)/.test(from),
  });
  change?.(app);

  const packed = mkdtempSync(path.join(folder, "packed-"));
  run(LIBRARY, "pnpm", "--reporter=silent", "pack", "--pack-destination", packed);
  run(packed, "tar", "-xzf", readdirSync(packed)[0]!);
  rmSync(path.join(folder, "tailrace"), { recursive: true, force: true });
  renameSync(path.join(packed, "package"), path.join(folder, "tailrace"));
  rmSync(packed, { recursive: true });

  run(app, "pnpm", "install", change ? "--no-frozen-lockfile" : "--frozen-lockfile");
  run(app, "pnpm", "run", "build");
}

if (import.meta.main) {
  const name = process.argv[2]!;
  console.log(`In ${builtExample(name)}:`);
  buildExample(name, builtExample(name));
}
