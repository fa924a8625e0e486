import * as Comlink from "comlink";
import type { FinderApi } from "./finder.worker";
import { createLogSession } from "./log-session";

function spawnFinder() {
  const worker = new Worker(new URL("./finder.worker.ts", import.meta.url), { type: "module" });
  return { remote: Comlink.wrap<FinderApi>(worker), terminate: () => worker.terminate() };
}

Comlink.expose(createLogSession(spawnFinder));
