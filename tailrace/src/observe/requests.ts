import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { shared } from "../shared.ts";
import { Access } from "./access.ts";
import { settleHost } from "./settle-host.ts";

/**
 * Keeps an `Access` for each request to Next's server from now on. Before a handler sees a URL, Next has resolved its dot
 * segments and reordered and re-encoded its query; Node announces each request before Next gets it.
 *
 * `enterWith`, because Node publishes the announcement without running Next's listener in it (Node 26): nothing else reaches
 * from there into the handler.
 */
export function trackRequests(): void {
  onRequest(({ request, response }) => {
    settleHost(request); // first: the observers see what Next will see
    shared().accesses.enterWith(new Access(request, response).track());
  });
  process.prependOnceListener("exit", () => Access.finishAll()); // before a log flushes its last lines
}

interface Announcement {
  request: IncomingMessage;
  response: ServerResponse;
  server: Server;
}

const others = new WeakSet<Server>();

/** Calls `listener` for each request to Next's server, which Next does not hand out: Node tells of it with each request. */
export function onRequest(listener: (announcement: Announcement) => void): void {
  subscribe("http.server.request.start", (message) => {
    const announcement = message as Announcement;
    if (!others.has(announcement.server)) listener(announcement);
  });
}

/** Says that `server` is not Next's. */
export function isNotNext(server: Server): void {
  others.add(server);
}
