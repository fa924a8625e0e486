// What is measured, each as one process (or tree of processes) between load and backend.
import path from "node:path";
import { SYSTEMS } from "judge/systems";
import { build, startNext } from "judge/systems/next";
import { nextVersion } from "judge/systems/tailrace";
import type { RunningSystem, System } from "judge/systems/system";
import type { BareNodeCommands } from "./bare-node.ts";
import { startChild } from "./child.ts";
import { json } from "./wire.ts";

export interface Running {
  port: number;
  pid: number;
  stop(): Promise<void>;
}

export interface Measured {
  name: string;
  /** What it is, as one line of Markdown. */
  about: string;
  version: string;
  /** Whether it passes streams on; the constant handler does not. */
  streams: boolean;
  /** Comes before the backend's paths. */
  prefix: string;
  build?(): void;
  start(backendUrl: string): Promise<Running>;
}

// One core for each: nginx has one worker, Node one thread.
process.env.GOMAXPROCS = "1";

const BARE_NODE = path.join(import.meta.dirname, "bare-node.ts");
const CONSTANT = path.join(import.meta.dirname, "constant");

/** The floor that Node sets; everything else is compared with it. */
const bareNode: Measured = {
  name: "bare-node",
  about: "`http` and undici's dispatcher, as good as they get (`web/bench/bare-node.ts`)",
  version: `Node ${process.versions.node}`,
  streams: true,
  prefix: "/api",
  async start(backendUrl) {
    const child = await startChild<BareNodeCommands>(BARE_NODE, backendUrl);
    return { port: await child.call("port"), pid: child.pid, stop: child.stop };
  },
};

/** The ceiling of any handler behind the fallback rewrite. */
const constant: Measured = {
  name: "constant",
  about: "a Next handler that returns a constant, behind the same fallback rewrite (`web/bench/constant`)",
  version: `Next ${nextVersion()}`,
  streams: false,
  prefix: "/api",
  build: () => build(CONSTANT, {}),
  start: async () => running(await startNext(CONSTANT, { JSON_300: json(300), JSON_100000: json(100_000) })),
};

/** Peers of the conformance run. Go's ReverseProxy is left out: Caddy's is the same. */
const PEERS = [
  "tailrace",
  "tailrace-handlers",
  "next-fetch",
  "next-rewrite",
  "http-proxy-middleware",
  "caddy",
  "nginx",
] as const;

/** Every system that is installed; what is not is named with a line on the terminal. */
export function installedSystems(): Measured[] {
  const peers = PEERS.flatMap((name) => {
    const system: System = SYSTEMS[name];
    const version = system.version();
    if (version) return [peer(name, version, system)];
    console.log(`${name} is not installed and left out.`);
    return [];
  });
  return [bareNode, ...peers, constant];
}

function peer(name: string, version: string, system: System): Measured {
  return {
    name,
    about: system.about,
    version,
    streams: true,
    prefix: "/api",
    build: system.build,
    start: async (backendUrl) => running(await system.start({ backendUrl, env: {}, builtFor: backendUrl })),
  };
}

function running(system: RunningSystem): Running {
  return {
    port: Number(new URL(system.url).port),
    pid: system.process.pid!,
    stop: () => system[Symbol.asyncDispose](),
  };
}
