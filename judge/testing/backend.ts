import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A request, and what it is to be answered with. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

/** A backend that does what the test at hand scripts, and records what it receives. */
export interface Backend {
  url: string;
  /** For what a request handler has no part in, such as a change of protocol. */
  server: Server;
  /** Answers every request from now on. */
  handle(handler: Handler): void;
  /** The next request that arrives. */
  nextRequest(): Promise<IncomingMessage>;
  /** Everything received since the last call, byte for byte, over all connections. */
  takeReceived(): Buffer;
  /** Stops listening and cuts every connection; `listen` starts it again on the same port. */
  stop(): Promise<void>;
  listen(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function startBackend(): Promise<Backend> {
  let handler: Handler = (_request, response) => response.end("ok");
  let received: Buffer[] = [];
  let port = 0;

  const server: Server = createServer(
    { keepAliveTimeout: 60_000, requestTimeout: 0 },
    (request, response) => {
      server.emit("received", request);
      handler(request, response);
    },
  );
  server.on("connection", (socket) => socket.on("data", (data: Buffer) => received.push(data)));

  const backend: Backend = {
    url: "",
    server,
    handle(next) {
      handler = next;
    },
    async nextRequest() {
      const [request] = (await once(server, "received")) as [IncomingMessage];
      return request;
    },
    takeReceived() {
      const all = Buffer.concat(received);
      received = [];
      return all;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
    async listen() {
      server.listen(port, "127.0.0.1");
      await once(server, "listening");
      ({ port } = server.address() as AddressInfo);
      backend.url = `http://127.0.0.1:${port}`;
    },
    async [Symbol.asyncDispose]() {
      if (server.listening) await backend.stop();
    },
  };
  await backend.listen();
  return backend;
}

/** Resolves when `socket` is closed, however that came about. */
export function closed(socket: Socket): Promise<void> {
  socket.on("error", () => {}); // a reset is a close, too
  return new Promise((resolve) => socket.once("close", () => resolve()));
}

/** Starts an event stream: the headers go out at once. */
export function startEvents(response: ServerResponse, headers: Record<string, string> = {}): void {
  response.writeHead(200, { "content-type": "text/event-stream", ...headers });
  response.flushHeaders();
}
