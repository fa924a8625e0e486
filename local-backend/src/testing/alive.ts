import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Whether a process runs. One that has ended and that nobody has waited for yet (a zombie) does not. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return process.platform !== "linux"; // On Linux it has ended between the two looks.
  }
}

/** Those of the processes that still run when the kernel has had a moment to end what was killed. */
export async function stillAlive(pids: number[]): Promise<number[]> {
  for (let waited = 0; waited < 1000 && pids.some(alive); waited += 10) await sleep(10);
  return pids.filter(alive);
}
