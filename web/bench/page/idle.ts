import { cpus } from "node:os";
import { setTimeout } from "node:timers/promises";

const LOOK_MS = 300; // a tab that is closed still costs the browser, the servers and their garbage collectors a moment
const IDLE_SHARE = 0.9;
const LONGEST_MS = 5_000;

/** Resolves when the machine has little else to do; after 5 s in any case. */
export async function untilIdle(): Promise<void> {
  const until = performance.now() + LONGEST_MS;
  for (let before = times(); performance.now() < until; before = times()) {
    await setTimeout(LOOK_MS);
    const now = times();
    if (now.idle - before.idle >= IDLE_SHARE * (now.all - before.all)) return;
  }
}

/** Milliseconds since the start, of all processors together. */
function times(): { idle: number; all: number } {
  let [idle, all] = [0, 0];
  for (const { times } of cpus()) {
    idle += times.idle;
    for (const ms of Object.values(times)) all += ms;
  }
  return { idle, all };
}
