import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningSystem, startSystem } from "../contract/system";
import { type ScriptedBackend, startScriptedBackend, wireOf } from "./backend";
import { type Case, cases } from "./case";
import { talk } from "./client";
import { comparable, expected } from "./expected";
import { noted, type Noted, shortened } from "./noted";

// As many as take half a minute on a machine that is busy.
const CASES = Number(process.env.FUZZ_CASES ?? 400);
// The same each time, so that what fails here is not what chance has found: `pnpm fuzz` looks for that.
const SEED = Number(process.env.FUZZ_SEED ?? 1);

const SHRINKING_MS = 60_000;

let backend: ScriptedBackend;
let system: RunningSystem;
beforeAll(async () => {
  backend = await startScriptedBackend();
  system = await startSystem(backend.url);
});
afterAll(async () => {
  await system[Symbol.asyncDispose]();
  await backend[Symbol.asyncDispose]();
});

/** Plays the case against `origin`, whose `prefix` leads to the backend. */
async function play({ backend: script, client }: Case, origin: string, prefix: string): Promise<Noted> {
  const { path, play } = backend.play(script);
  return noted(await talk(origin, prefix + path, client, play), play.heard);
}

/** When the first case failed, as `performance.now()`. */
let failedAt = Infinity;

async function compare(script: Case): Promise<void> {
  // One that hangs is not made smaller for ever.
  if (performance.now() - failedAt > SHRINKING_MS) return;
  try {
    await same(script);
  } catch (error) {
    failedAt = Math.min(failedAt, performance.now());
    throw error;
  }
}

/** Rejects if the case is not the same with the hop and without. */
async function same(script: Case): Promise<void> {
  const direct = await play(script, backend.url, "");
  const wanted = expected(direct, script);
  const through = await play(script, system.url, "/api").catch((error: Error) => {
    throw new Error(`with the hop ${error.message}; without it: ${JSON.stringify(shortened(direct))}`, {
      cause: error,
    });
  });
  expect(shortened(comparable(through, wanted, script)), "with the hop").toEqual(shortened(wanted));
  expect(comparable(through, wanted, script), "with the hop").toEqual(wanted);
}

test(
  `${CASES} cases of backends and clients, by seed ${SEED}, are the same with the hop and without`,
  { timeout: 30_000 + CASES * 1_000 },
  async () => {
    await fc.assert(fc.asyncProperty(cases, compare), {
      numRuns: CASES,
      seed: SEED,
      includeErrorInReport: true,
      reporter: (details) => {
        if (!details.failed) return;
        const [script] = details.counterexample!;
        const { client, backend } = script;
        throw new Error(
          `seed ${details.seed}, path ${details.counterexamplePath}, after ${details.numRuns} cases and ${details.numShrinks} steps\n` +
            `client: ${JSON.stringify(client)}\nbackend: ${JSON.stringify(backend)}\n` +
            `backend's bytes: ${JSON.stringify(shortened(wireOf(backend, client.method).toString("latin1")))}\n` +
            `${(details.errorInstance as Error).message}`,
          { cause: details.errorInstance },
        );
      },
    });
  },
);
