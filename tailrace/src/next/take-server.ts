import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { responseOn } from "../node/response-on.ts";
import { settleTimes } from "../node/server-times.ts";

/** Who answers before Next does. */
export interface First {
  /** Answers `request`, or calls `next`, which has Next answer. */
  request(request: IncomingMessage, response: ServerResponse, next: () => void): void;
  /** The same for one that changes the protocol of its connection. `head`: what the client has sent of the new one already. */
  upgrade(request: IncomingMessage, socket: Socket, head: Buffer, next: () => void): void;
  /** Whether a request that asks for a change of protocol is answered as if it did not (RFC 9110, 7.8). */
  isOrdinary(request: IncomingMessage): boolean;
}

type Listener = (...event: unknown[]) => void;
// Node 24.9 and later.
type WithUpgrades = Server & { shouldUpgradeCallback?: (request: IncomingMessage) => boolean };

/**
 * Has `first` see each request to Next's server before Next does. Next hands out its server to nobody (15.5 and 16,
 * start-server.js), but Node announces each connection before it reads from it, and a socket knows its server. Its listener is
 * known by its name; a server of the app's own making stays as it is, as it may have something to say before Next, too.
 */
export function takeServer(first: First): void {
  const taken = new WeakSet<Server>();
  const take = (server: WithUpgrades | undefined) => {
    if (!server || taken.has(server)) return;
    taken.add(server);
    const nexts = server.listeners("request") as Listener[];
    if (!nexts.some(({ name }) => name === "requestListener")) return;
    settleTimes(server);
    const upgrades = server.listeners("upgrade") as Listener[];
    const request = (request: IncomingMessage, response: ServerResponse) =>
      first.request(request, response, () => nexts.forEach((next) => next.call(server, request, response)));
    server.removeAllListeners("request").on("request", request);
    server.shouldUpgradeCallback = (request) => !first.isOrdinary(request);
    server
      .removeAllListeners("upgrade")
      .on("upgrade", (asked: IncomingMessage, socket: Socket, head: Buffer) => {
        // An earlier Node, which has parsed nothing after the head: one with a body is not understood.
        if (first.isOrdinary(asked)) return void request(asked, responseOn(socket, asked));
        first.upgrade(asked, socket, head, () =>
          upgrades.forEach((next) => next.call(server, asked, socket, head)),
        );
      });
  };
  const channels = {
    "net.server.socket": (message: unknown) =>
      take((message as { socket: Socket & { server?: Server } }).socket.server),
    // Connections that were there before.
    "http.server.request.start": (message: unknown) => take((message as { server: Server }).server),
  };
  for (const [name, listener] of Object.entries(channels)) subscribe(name, listener);
}
