import { createRequire } from "node:module";
import { startWebServer } from "../testing/web-server.ts";
import { asRunningSystem } from "./child.ts";
import type { System } from "./system.ts";

const require = createRequire(import.meta.url);

/** The built standalone server. */
export const tailrace: System = {
  title: "Tailrace",
  about: "the built standalone server",
  version: () => `Next ${nextVersion()}`,
  start: async ({ backendUrl, env }) =>
    asRunningSystem(await startWebServer({ BACKEND_URL: backendUrl, ...env })),
};

/** The same server where the hop cannot answer before Next does. */
export const tailraceHandlers: System = {
  ...tailrace,
  title: "Handlers",
  about:
    "the same server with its front door closed, so that every request goes through Next's route handlers",
  start: ({ backendUrl, env, builtFor }) =>
    tailrace.start({ backendUrl, env: { FRONT_DOOR: "closed", ...env }, builtFor }),
};

export function nextVersion(): string {
  return (require("next/package.json") as { version: string }).version;
}
