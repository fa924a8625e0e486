import type { TestProject } from "vitest/node";
import { chooseBrowser, launchBrowserServer } from "judge/testing/browser";
import { freePort, startWebServer } from "judge/testing/web-server";

/** What the tests share that run in one worker, one after another: what takes long to start. */
export interface Shared {
  /** A browser has one clipboard. */
  browserUrl: string;
  consoleUrl: string;
  /** Where the console looks for its backend. */
  backendPort: number;
}

declare module "vitest" {
  interface ProvidedContext {
    /** By worker; empty if there is no browser, and no test that runs. */
    shared: Shared[];
  }
}

export default async function setup(project: TestProject): Promise<(() => Promise<unknown>) | void> {
  project.provide("shared", []);
  if (!chooseBrowser() && !process.env.CI) return;
  const all = await Promise.all(Array.from({ length: project.config.maxWorkers }, start));
  project.provide(
    "shared",
    all.map(({ shared }) => shared),
  );
  return () => Promise.all(all.map(({ end }) => end()));
}

async function start(): Promise<{ shared: Shared; end(): Promise<unknown> }> {
  const backendPort = await freePort();
  const [browser, web] = await Promise.all([
    launchBrowserServer(),
    startWebServer({ BACKEND_URL: `http://127.0.0.1:${backendPort}` }),
  ]);
  return {
    shared: { browserUrl: browser.wsEndpoint(), consoleUrl: web.url, backendPort },
    end: () => Promise.all([browser.close(), web[Symbol.asyncDispose]()]),
  };
}
