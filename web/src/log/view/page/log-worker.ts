/** The worker that follows the logs of a page. */
export interface LogWorker {
  worker: Worker;
  /** Resolves if it throws, first of all where a script of it cannot be loaded: after a deployment, say. */
  failed: Promise<unknown>;
}

let prepared: LogWorker | undefined;

/** Has a worker load for the next `takeLogWorker`. */
export function prepareLogWorker(): void {
  prepared ??= startLogWorker();
}

export function takeLogWorker(): LogWorker {
  const taken = prepared ?? startLogWorker();
  prepared = undefined;
  return taken;
}

function startLogWorker(): LogWorker {
  const worker = new Worker(new URL("../../engine/session/log.worker.ts", import.meta.url), {
    type: "module",
  });
  return {
    worker,
    failed: new Promise((resolve) => worker.addEventListener("error", resolve, { once: true })),
  };
}
