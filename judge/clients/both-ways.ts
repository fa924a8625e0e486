import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { expect } from "vitest";
import { rawConnection } from "../contract/client";
import { startSystem } from "../contract/system";
import { Queue } from "../testing/queue";

/** What a server shares with its client's scenario. */
export interface Run {
  /** The client pushes each time that it has seen something; a server that waits for it shows that nothing is held back. */
  seen: Queue<void>;
  /** What the server has been asked, in its own words. */
  heard: unknown[];
}

/** Where a client finds its server. */
export interface Place extends Run {
  /** The server's `/v1`. */
  url: string;
  /** Asks what is in between, if anything, to end; resolves when it listens no more. */
  terminate(): Promise<void>;
}

/** What a client told, and what its server heard. */
interface Told<T> {
  told: T;
  heard: unknown[];
}

/**
 * Runs `scenario` against a server of its own, once directly and once through the hop, and expects that client and server
 * noticed no difference. Returns what they told.
 */
export async function bothWays<T>(
  serve: (run: Run) => Server | Promise<Server>,
  scenario: (place: Place) => Promise<T>,
): Promise<Told<T>> {
  const direct = await apart(serve, async (run, origin) =>
    scenario({ ...run, url: `${origin}/v1`, async terminate() {} }),
  );
  const through = await apart(serve, async (run, origin) => {
    await using system = await startSystem(origin);
    return await scenario({
      ...run,
      url: `${system.url}/api/v1`,
      async terminate() {
        system.terminate("SIGTERM");
        await expect.poll(() => listens(system.url)).toBe(false);
      },
    });
  });
  expect(through, "through the hop").toEqual(direct);
  return direct;
}

const listens = (url: string) =>
  rawConnection(url).then(
    (socket) => Boolean(socket.destroy()),
    () => false,
  );

/** Runs `client` with a server that nobody else has. */
async function apart<T>(
  serve: (run: Run) => Server | Promise<Server>,
  client: (run: Run, origin: string) => Promise<T>,
): Promise<Told<T>> {
  const run: Run = { seen: new Queue(), heard: [] };
  const server = await serve(run);
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const told = await client(run, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return { told, heard: run.heard };
  } finally {
    server.close();
    for (const socket of sockets) socket.destroy(); // tunnels among them, which the server does not know any more
  }
}
