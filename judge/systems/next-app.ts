import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { freePort } from "../testing/web-server.ts";
import { startChild } from "./child.ts";
import type { System } from "./system.ts";
import { nextVersion } from "./tailrace.ts";

const ROOT = path.join(import.meta.dirname, "../..");
const APP = path.join(ROOT, "examples/next-app");
/** Where the app is put together: outside the workspace, whose packages it must not find. */
const BUILT = path.join(ROOT, "examples/.built/next-app");

/** An ordinary Next app that has installed the packed library. */
export const nextApp: System = {
  title: "Tailrace installed",
  about:
    "examples/next-app, an ordinary Next app that has installed the packed library; its standalone server",
  version: () => `Next ${nextVersion()}`,
  build: () => buildNextApp(BUILT),
  async start({ backendUrl, env }) {
    const port = await freePort();
    return startChild({
      command: process.execPath,
      args: [path.join(BUILT, ".next/standalone/server.js")],
      env: { HOSTNAME: "127.0.0.1", PORT: String(port), BACKEND_URL: backendUrl, ...env },
      port,
    });
  },
};

/** Packs the library, and installs and builds examples/next-app with it in `folder`, with the packages of `versions` if given. */
export function buildNextApp(folder: string, versions: readonly string[] = []): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const packed = path.join(folder, "packed");
  const env = { ...process.env, CI: "true", NEXT_TELEMETRY_DISABLED: "1" };
  const run = (cwd: string, command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd, env, stdio: ["ignore", "ignore", "inherit"] });
  run(path.join(ROOT, "tailrace"), "pnpm", "pack", "--pack-destination", packed);
  cpSync(APP, folder, { recursive: true, filter: (from) => !/\/(?:node_modules|\.next)(?:\/|$)/.test(from) });
  renameSync(path.join(packed, readdirSync(packed)[0]!), path.join(folder, "tailrace.tgz"));
  run(folder, "pnpm", "install", "--no-frozen-lockfile");
  if (versions.length > 0) run(folder, "pnpm", "add", "--save-exact", ...versions);
  run(folder, process.execPath, "node_modules/next/dist/bin/next", "build");
}
