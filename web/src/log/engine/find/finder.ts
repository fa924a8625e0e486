import type { Remote } from "comlink";
import { LEVELS, type Mark, type Pattern } from "../protocol";
import type { Candidate } from "../query/built-in";
import { type About, type AskedQuery, SEPARATOR, STREAMS } from "./find";
import type { FinderApi } from "./finder.worker";

/** A worker that runs patterns, and can be ended while it does. */
export interface FinderWorker {
  remote: Remote<FinderApi>;
  /** Resolves if its scripts cannot be loaded. */
  failed: Promise<unknown>;
  terminate(): void;
}

// A thousand times what a usual expression takes for a batch, and no longer than a reader waits for an answer.
const LIMIT_MS = 1_000;

/** A pattern that takes so long that it was given up. */
export class TooSlowError extends Error {}

/**
 * Runs readers' patterns where they block nobody. JavaScript cannot stop an expression that backtracks for ever, like
 * `(a+)+$`; but the worker in which it runs can be ended. One batch at a time, so that the time counted is its own.
 */
export class Finder {
  readonly #spawn: () => FinderWorker;
  #worker: FinderWorker | undefined;
  /** Rejects if the worker cannot be loaded. */
  #ready: Promise<unknown> = Promise.resolve();
  #last: Promise<unknown> = Promise.resolve();

  constructor(spawn: () => FinderWorker) {
    this.#spawn = spawn;
  }

  /** Has the worker load, so that the first pattern need not wait for it. */
  start(): void {
    if (this.#worker) return;
    const worker = (this.#worker = this.#spawn());
    const failed = worker.failed.then(() => {
      if (this.#worker === worker) this.#worker = undefined; // the next pattern tries again
      throw new Error("The search could not be loaded. Is the server there?");
    });
    this.#ready = Promise.race([worker.remote.ready(), failed]);
    this.#ready.catch(() => {}); // whoever runs a pattern is told
  }

  /** Indices of the texts that have a hit, ascending. Rejects with `TooSlowError`, or if the worker cannot be loaded. */
  lines(pattern: Pattern, texts: string[]): Promise<Uint32Array> {
    const joined = texts.join(SEPARATOR);
    return this.#run((remote) => remote.findLines(pattern, joined));
  }

  /** Indices of the lines that a query lets through, ascending. Rejects as `lines` does. */
  passing(query: AskedQuery, lines: Candidate[]): Promise<Uint32Array> {
    const joined = lines.map(({ text }) => text).join(SEPARATOR);
    const about = aboutLines(lines);
    return this.#run((remote) => remote.findPassing(query, joined, about));
  }

  /** Where the hits in each text are. Rejects as `lines` does. */
  marks(pattern: Pattern, texts: string[]): Promise<Mark[][]> {
    const joined = texts.join(SEPARATOR);
    return this.#run((remote) => remote.findMarks(pattern, joined));
  }

  #run<T>(find: (remote: Remote<FinderApi>) => Promise<T>): Promise<T> {
    const result = this.#last.then(async () => {
      this.start();
      await this.#ready; // a worker's start is not the pattern's time
      return this.#inTime(find);
    });
    this.#last = result.catch(() => {});
    return result;
  }

  async #inTime<T>(find: (remote: Remote<FinderApi>) => Promise<T>): Promise<T> {
    const worker = this.#worker!;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        worker.terminate();
        this.#worker = undefined;
        this.start();
        reject(new TooSlowError("The expression takes too long."));
      }, LIMIT_MS);
    });
    try {
      return await Promise.race([find(worker.remote), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function aboutLines(lines: Candidate[]): About {
  const workloads = [...new Set(lines.map(({ workload }) => workload))];
  return {
    levels: Uint8Array.from(lines, ({ level }) => (level ? LEVELS.indexOf(level) : LEVELS.length)),
    streams: Uint8Array.from(lines, ({ stream }) => STREAMS.indexOf(stream)),
    sources: Uint16Array.from(lines, ({ workload }) => workloads.indexOf(workload)),
    times: Float64Array.from(lines, ({ at }) => at ?? NaN),
    workloads,
  };
}
