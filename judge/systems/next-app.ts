import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import path from "node:path";
import { freePort } from "../testing/web-server.ts";
import { startChild } from "./child.ts";
import { buildExample, builtExample } from "./example.ts";
import type { RunningSystem, System } from "./system.ts";
import { nextVersion } from "./tailrace.ts";

/** An ordinary Next app that has installed the packed library. */
export const nextApp: System = {
  title: "Tailrace installed",
  about:
    "examples/next-app, an ordinary Next app that has installed the packed library; its standalone server",
  version: () => `Next ${nextVersion()}`,
  build: () => buildExample("next-app", builtExample("next-app")),
  start: ({ backendUrl, env }) => startNextApp(builtExample("next-app"), backendUrl, env),
};

/** Starts the standalone server of an app that was built in the folder `app`. */
export async function startNextApp(
  app: string,
  backendUrl: string,
  env: Record<string, string> = {},
): Promise<RunningSystem> {
  const port = Number(env.PORT ?? (await freePort()));
  const running = await startChild({
    command: process.execPath,
    args: [path.join(app, ".next/standalone/server.js")],
    env: { HOSTNAME: "127.0.0.1", PORT: String(port), BACKEND_URL: backendUrl, ...env },
    port,
  });
  // Next takes connections before instrumentation.ts has run, and answers after it.
  const [answer] = (await once(get(`${running.url}/api/hello`, { agent: false }), "response")) as [
    IncomingMessage,
  ];
  answer.resume();
  return running;
}
