// The floor that Node sets: a proxy of `http` and undici's dispatcher alone, with nothing between the two sockets but
// what HTTP asks for. No error page, no header policy beyond hop-by-hop, no heartbeat.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Agent, type Dispatcher } from "undici";
import { serve } from "./child.ts";

const [backendUrl] = process.argv.slice(2);
const HOP_BY_HOP = new Set(["connection", "keep-alive", "transfer-encoding", "upgrade", "host", "expect"]);
const agent = new Agent({ allowH2: false, headersTimeout: 0, bodyTimeout: 0 });

function endToEnd(rawHeaders: string[]): string[] {
  const headers: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (!HOP_BY_HOP.has(rawHeaders[i]!.toLowerCase())) headers.push(rawHeaders[i]!, rawHeaders[i + 1]!);
  }
  return headers;
}

class Exchange implements Dispatcher.DispatchHandler {
  readonly #response: ServerResponse;
  constructor(response: ServerResponse) {
    this.#response = response;
  }
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#response.once(
      "close",
      () => !this.#response.writableFinished && controller.abort(new Error("left")),
    );
    this.#response.on("drain", () => controller.resume());
  }
  onResponseStart(
    _controller: unknown,
    status: number,
    fields: Record<string, string | string[] | undefined>,
  ) {
    if (status < 200) return;
    const response = this.#response;
    for (const name in fields) if (!HOP_BY_HOP.has(name)) response.setHeader(name, fields[name]!);
    response.statusCode = status;
    // With a known length the body comes at once, in the same packet.
    if (!("content-length" in fields)) response.flushHeaders();
  }
  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (!this.#response.write(chunk)) controller.pause();
  }
  onResponseEnd(): void {
    this.#response.end();
  }
  onResponseError(): void {
    if (this.#response.headersSent) this.#response.destroy();
    else this.#response.writeHead(502).end();
  }
}

const server = createServer((request: IncomingMessage, response: ServerResponse) => {
  const hasBody =
    request.headers["content-length"] !== undefined || request.headers["transfer-encoding"] !== undefined;
  agent.dispatch(
    {
      origin: backendUrl!,
      path: request.url!.slice("/api".length),
      method: request.method as Dispatcher.HttpMethod,
      headers: endToEnd(request.rawHeaders),
      body: hasBody ? request : null,
    },
    new Exchange(response),
  );
});

const commands = { port: () => (server.address() as AddressInfo).port };
export type BareNodeCommands = typeof commands;

server.listen(0, "127.0.0.1", 4096, () => serve(commands));
