import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { freePort } from "../testing/web-server.ts";
import { startChild } from "./child.ts";
import { address, type System } from "./system.ts";
import { nextVersion } from "./tailrace.ts";

const TELEMETRY = { NEXT_TELEMETRY_DISABLED: "1" };

/** An external rewrite, as Next's documentation has it. */
export const nextRewrite: System = {
  title: "Next rewrite",
  about:
    "a minimal app with one external `rewrites()` entry, as Next's documentation has it; built anew for each backend",
  version: () => `Next ${nextVersion()}`,
  async start({ backendUrl, builtFor }) {
    const distDir = rewriteBuild(builtFor);
    return startNext("next-rewrite", { DIST_DIR: distDir, BACKEND_URL: trimmed(backendUrl) });
  },
};

/** A catch-all route handler that calls `fetch`, as tutorials write it. */
export const nextFetch: System = {
  title: "Next fetch",
  about:
    "a minimal app with one catch-all route handler that calls `fetch`, as tutorials write it, streaming both bodies",
  version: () => `Next ${nextVersion()}`,
  build: () => build("next-fetch", {}),
  start: ({ backendUrl }) => startNext("next-fetch", { BACKEND_URL: trimmed(backendUrl) }),
};

/** The folder of the build that knows `backendUrl`, which is made if there is none. */
function rewriteBuild(backendUrl: string): string {
  const distDir = `.next/${encodeURIComponent(address(backendUrl).host + address(backendUrl).base)}`;
  if (!builds.has(distDir)) {
    build("next-rewrite", { DIST_DIR: distDir, BACKEND_URL: trimmed(backendUrl) });
    builds.add(distDir);
  }
  return distDir;
}
const builds = new Set<string>();

/** Builds the minimal app in the folder `app`, absolute or one of those beside this file. */
export function build(app: string, env: Record<string, string>): void {
  execFileSync(process.execPath, [next(app), "build", folder(app)], {
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...TELEMETRY, ...env },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

export async function startNext(app: string, env: Record<string, string>) {
  const port = await freePort();
  return startChild({
    command: process.execPath,
    args: [next(app), "start", folder(app), "--hostname", "127.0.0.1", "--port", String(port)],
    env: { ...TELEMETRY, ...env },
    port,
  });
}

/** The command `next` of the app's own package: a benchmark's is not in this one. */
const next = (app: string) => createRequire(`${folder(app)}/`).resolve("next/dist/bin/next");
const folder = (app: string) => path.resolve(import.meta.dirname, app);
const trimmed = (backendUrl: string) => backendUrl.replace(/\/+$/, "");
