import * as Comlink from "comlink";
import type { FinderApi } from "../find/finder.worker";
import { createLogSession } from "./log-session";

function spawnFinder() {
  const worker = new Worker(new URL("../find/finder.worker.ts", import.meta.url), { type: "module" });
  const failed = new Promise((resolve) => {
    worker.addEventListener("error", (event) => {
      event.preventDefault(); // else it is this worker's error too, and the page's
      resolve(event);
    });
  });
  return { remote: Comlink.wrap<FinderApi>(worker), failed, terminate: () => worker.terminate() };
}

Comlink.expose(createLogSession(spawnFinder));
