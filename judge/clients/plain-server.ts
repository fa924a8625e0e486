import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Run } from "./both-ways";
import { serveEvents } from "./events-server";

const TEXT = "größer und größer, ".repeat(500);

/**
 * A server with something of everything that an ordinary client has to do with: bodies in both directions, framed in every way,
 * codings, ranges, redirects, cookies, refusals, and the events of `serveEvents`.
 */
export function servePlain(run: Run): Server {
  const events = serveEvents(run).listeners("request")[0] as (
    request: IncomingMessage,
    response: ServerResponse,
  ) => void;
  return createServer((request, response) => void answer(request, response));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url, headers } = request;
    switch (url) {
      case "/v1/events":
      case "/v1/seen":
        return events(request, response);
      case "/v1/text":
        response.setHeader("content-type", "text/plain; charset=utf-8");
        response.setHeader("content-length", Buffer.byteLength(TEXT));
        return void response.end(TEXT);
      case "/v1/chunked":
        response.write(TEXT.slice(0, 100));
        return void response.end(TEXT.slice(100));
      case "/v1/coded": {
        const accepted = String(headers["accept-encoding"]);
        const coding = /\bbr\b/.test(accepted) ? "br" : /\bgzip\b/.test(accepted) ? "gzip" : undefined;
        if (!coding) return void response.end(TEXT);
        response.setHeader("content-encoding", coding);
        return void response.end(coding === "br" ? brotliCompressSync(TEXT) : gzipSync(TEXT));
      }
      case "/v1/range": {
        const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? 0);
        const rest = Buffer.from(TEXT).subarray(from);
        response.setHeader("content-length", rest.length);
        if (from > 0) {
          response.statusCode = 206;
          response.setHeader(
            "content-range",
            `bytes ${from}-${from + rest.length - 1}/${from + rest.length}`,
          );
        }
        return void response.end(rest);
      }
      case "/v1/redirect":
        return void response.writeHead(307, { location: `http://${headers.host}/v1/upload` }).end();
      case "/v1/cookies":
        response.setHeader("set-cookie", ["a=1; Path=/", "b=2; Path=/; HttpOnly"]);
        return void response.end(headers.cookie ?? "none");
      case "/v1/broken":
        response.writeHead(200, { "content-length": 100 });
        return void response.write("half", () => response.destroy());
      case "/v1/nothing":
        return void response.writeHead(204).end();
      case "/v1/refused":
        response.writeHead(401, { "www-authenticate": 'Basic realm="x"' });
        return void response.end("who are you?");
      default: {
        const body = await buffer(request);
        const sum = createHash("sha256").update(body).digest("hex");
        run.heard.push(`${method} ${url} ${headers["content-type"] ?? "untyped"} ${body.length} bytes`);
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ method, url, sum, length: body.length }));
      }
    }
  }
}
