import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { createApp } from "./app.ts";
import { Changes } from "./changes.ts";
import { EventStreams } from "./event-stream.ts";
import { StartError } from "./start-error.ts";
import { Workload } from "./workload.ts";
import { readWorkloadsFile } from "./workloads-file.ts";

/** The logs of any program on this machine are to be read here: nobody else may come near. */
const HOST = "127.0.0.1";
/** As long as `Workload.close` gives the processes: a client that does not read holds up nothing. */
const FLUSH_MS = 1_000;
/** How often the list is told how the logs go on: as often as somebody can read another line. */
const LOOK_MS = 1_000;

export type LocalBackendOptions = {
  /** The workloads file. */
  file: string;
  /** The TCP port on 127.0.0.1; 0 takes any free one. Default 8080. */
  port?: number;
};

export type LocalBackend = {
  /** Such as `http://127.0.0.1:8080`. */
  url: string;
  /** By id; for who runs the backend in his own process and has lines of his own to add. */
  workloads: ReadonlyMap<string, Workload>;
  /** Ends all streams, all processes and the server, within 1.5 s. */
  close(): Promise<void>;
};

/**
 * Starts the commands of a workloads file and serves them over HTTP.
 * @throws {StartError} when the file is not right or the port is taken; then nothing has been started.
 */
export async function startLocalBackend({ file, port = 8080 }: LocalBackendOptions): Promise<LocalBackend> {
  const changes = new Changes();
  const streams = new EventStreams();
  const workloads = new Map<string, Workload>();
  for (const entry of await readWorkloadsFile(file)) workloads.set(entry.id, new Workload(entry, changes));

  const server = createAdaptorServer({
    fetch: createApp(workloads, changes, streams).fetch,
    overrideGlobalObjects: false, // The process may be someone else's: a test, or the script that also runs the web app.
  }) as Server;
  server.listen(port, HOST);
  await once(server, "listening").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EADDRINUSE")
      throw new StartError(`Port ${port} on ${HOST} is in use; set PORT to a free one.`);
    if (error.code === "EACCES")
      throw new StartError(`Port ${port} is not open to this user; set PORT to one above 1023.`);
    throw error;
  });

  const killAll = () => workloads.forEach((workload) => workload.kill());
  process.on("exit", killAll);
  for (const workload of workloads.values()) workload.start();
  const looking = setInterval(() => {
    const changed = [...workloads.values()].filter((workload) => workload.look());
    if (changed.length > 0) changes.notify();
  }, LOOK_MS);

  const close = async () => {
    clearInterval(looking);
    const closed = once(server, "close");
    server.close();
    streams.close(); // First: a viewer shall not see the ends that follow, but come again.
    const timer = setTimeout(() => server.closeAllConnections(), FLUSH_MS);
    await Promise.all([closed, ...[...workloads.values()].map((workload) => workload.close())]);
    clearTimeout(timer);
    process.off("exit", killAll);
  };
  let closing: Promise<void> | undefined;
  return {
    url: `http://${HOST}:${(server.address() as AddressInfo).port}`,
    workloads,
    close: () => (closing ??= close()),
  };
}
