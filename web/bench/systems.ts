// What is measured, each as one process (or tree of processes) between load and backend.
import path from "node:path";
import { startWebServer } from "../testing/web-server.ts";
import type { BareNodeCommands } from "./bare-node.ts";
import { startChild } from "./child.ts";

export interface Running {
  port: number;
  pid: number;
  stop(): Promise<void>;
}

export interface Measured {
  name: string;
  version: string;
  /** Whether it passes streams on; the constant handler does not. */
  streams: boolean;
  /** Comes before the backend's paths. */
  prefix: string;
  build?(): void;
  start(backendUrl: string): Promise<Running>;
}

const BARE_NODE = path.join(import.meta.dirname, "bare-node.ts");

/** The floor that Node sets; everything else is compared with it. */
const bareNode: Measured = {
  name: "bare-node",
  version: `Node ${process.versions.node}, http and undici's dispatcher`,
  streams: true,
  prefix: "/api",
  async start(backendUrl) {
    const child = await startChild<BareNodeCommands>(BARE_NODE, backendUrl);
    return { port: await child.call("port"), pid: child.pid, stop: child.stop };
  },
};

const tailrace: Measured = {
  name: "tailrace",
  version: "the built standalone server",
  streams: true,
  prefix: "/api",
  async start(backendUrl) {
    const server = await startWebServer({ BACKEND_URL: backendUrl });
    return {
      port: Number(new URL(server.url).port),
      pid: server.process.pid!,
      stop: () => server[Symbol.asyncDispose](),
    };
  },
};

export function installedSystems(): Measured[] {
  return [bareNode, tailrace];
}
