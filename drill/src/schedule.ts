/** What may happen to the parts of a deployment. */
export type Fault =
  | { kind: "restart" | "kill"; replica: number }
  | { kind: "freeze"; replica: number; ms: number }
  | { kind: "backend killed" | "backend frozen" | "wire slow"; ms: number }
  | { kind: "balancer reloaded" | "connections dead" };

export interface Step {
  fault: Fault;
  /** Milliseconds until the next one, from when this one is over. */
  pauseMs: number;
}

const STEPS = 6; // two restarts or kills of each replica at most, in under a minute
const FROZEN_MS = 3_000; // as long as a machine that swaps; the page takes a stream for dead after 17 s
const SLOW_MS = 5_000;
const AWAY_MS = 3_000; // less than the hop waits for a backend: a plain EventSource gives up at a 502

/** The faults that `seed` draws for `replicas` replicas: the same ones each time. */
export function schedule(seed: number, replicas: number): Step[] {
  const next = random(seed);
  const below = (n: number) => Math.floor(next() * n);
  const draws: (() => Fault)[] = [
    () => ({ kind: "restart", replica: below(replicas) }),
    () => ({ kind: "kill", replica: below(replicas) }),
    () => ({ kind: "freeze", replica: below(replicas), ms: FROZEN_MS }),
    () => ({ kind: "backend killed", ms: 200 + below(AWAY_MS - 200) }),
    () => ({ kind: "backend frozen", ms: 200 + below(AWAY_MS - 200) }),
    () => ({ kind: "wire slow", ms: SLOW_MS }),
    () => ({ kind: "connections dead" }),
    () => ({ kind: "balancer reloaded" }),
  ];
  return Array.from({ length: STEPS }, () => ({
    fault: draws[below(draws.length)]!(),
    pauseMs: below(2_000),
  }));
}

/** One line for who reads along. */
export function describe(fault: Fault): string {
  const where = "replica" in fault ? ` replica ${fault.replica + 1}` : "";
  return `${fault.kind}${where}${"ms" in fault ? ` for ${fault.ms} ms` : ""}`;
}

/** Numbers from 0 to 1 (Tommy Ettinger's mulberry32): few lines, and good enough to draw with. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
