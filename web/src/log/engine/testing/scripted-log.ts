import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { LogAddress } from "../load/log-request.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A log whose requests are answered one after another by `answers`, or by what is added to the list later. */
export async function scriptLog(...answers: Answer[]): Promise<LogAddress> {
  const server = createServer((request, response) => answers.shift()!(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/logs`;
  return { url, silenceLimitMs: 10_000, answerLimitMs: 10_000 };
}

/** Answers with a stream that begins with `text`. */
export function openStream(response: ServerResponse, text: string): ServerResponse {
  response.writeHead(200, { "content-type": "text/event-stream" }).write(`:\n${text}`);
  return response;
}

/** The event of a line that says "line `id`". */
export const lineEvent = (id: number) => `id: e-${id}\ndata: line ${id}\n\n`;

/** Those of lines from one number to another. */
export const lineEvents = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => lineEvent(from + index)).join("");

/** A log that is followed, with the response to write to. */
export async function followed(begin: string, ...later: ((response: ServerResponse) => void)[]) {
  const opened = Promise.withResolvers<ServerResponse>();
  const log = await scriptLog(
    (_, response) => opened.resolve(openStream(response, begin)),
    ...later.map((answer) => (_: unknown, response: ServerResponse) => answer(response)),
  );
  return { log, response: opened.promise };
}
