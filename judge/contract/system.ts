import { test } from "vitest";
import { SYSTEMS, type SystemName } from "../systems/index.ts";
import type { RunningSystem } from "../systems/system.ts";

export type { RunningSystem };

/** What is under test: Tailrace, or the peer that the environment variable SYSTEM names. */
const name = (process.env.SYSTEM ?? "tailrace") as SystemName;
if (!(name in SYSTEMS)) throw new Error(`SYSTEM is ${name}; known are ${Object.keys(SYSTEMS).join(", ")}.`);

export const isTailrace = name === "tailrace" || name === "tailrace-handlers";

/** Whether what HTTP has and a Next route handler cannot do is lost. */
export const isBehindNext = name === "tailrace-handlers";

/** Whether it is the console or another app that has the library. */
export const hasTailrace = isTailrace || name === "next-app";

/** A test of what only Tailrace can have: an environment to validate, a path of its own. */
export const testOfTailrace = test.runIf(isTailrace);

/** A test of what stands in place of that. */
export const testBehindNext = test.runIf(isBehindNext);

/** A test of what only a Next server can get wrong. */
export const testOfNext = test.runIf(isTailrace || name.startsWith("next-"));

/** How long a client waits for an answer. */
export const PATIENCE_MS = hasTailrace ? 25_000 : 5_000;

/** Milliseconds that a test may take where its default is too short; peers that hang must not hold up the rest. */
export const patience = (ms: number) => ({ timeout: hasTailrace ? ms : Math.min(ms, 45_000) });

export function hasExited({ process }: RunningSystem): boolean {
  return process.exitCode !== null || process.signalCode !== null;
}

/** Starts what is under test in front of the backend at `backendUrl`. */
export function startSystem(
  backendUrl: string,
  env: Record<string, string> = {},
  { builtFor = backendUrl } = {},
): Promise<RunningSystem> {
  return SYSTEMS[name].start({ backendUrl, env, builtFor });
}
