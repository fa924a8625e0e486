import { EventEmitter, once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LogStream } from "./log-stream.ts";

let answer: RequestListener;
let url: string;
const server = createServer((request, response) => answer(request, response));

beforeEach(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

/** The lines and gaps of a log, followed to its end. */
async function follow(url: string): Promise<unknown[]> {
  const got: unknown[] = [];
  await new Promise<void>((ended) =>
    new LogStream({
      url,
      tail: 7,
      silenceLimitMs: 10_000,
      answerLimitMs: 10_000,
      onState: ({ kind }) => kind === "ended" && ended(),
      onLine: ({ message }) => got.push(message),
      onGap: (missed) => got.push({ missed }),
    }).start(),
  );
  return got;
}

const line = (id: number) => `id: e-${id}\ndata: line ${id}\n\n`;

describe("LogStream", () => {
  it("loses nothing and repeats nothing, after whichever byte it is cut off", async () => {
    const events = [
      "retry: 1\n\n",
      "id: e-1\ndata: one ✓\n\n",
      ":\nid: e-2\r\ndata: two\r\n\r\n",
      'event: gap\nid: e-7\ndata: {"missed":5}\n\n',
      "data: eight\nid: e-8\n\n",
      "event: end\ndata: {}\n\n",
    ];
    const whole = Buffer.from(events.join(""));
    const cutOff = new Set<string>();
    answer = (request, response) => {
      const cursor = request.headers["last-event-id"];
      const rest = events.slice(events.findIndex((event) => event.includes(`id: ${cursor}`)) + 1).join("");
      response.writeHead(200, { "content-type": "text/event-stream" });
      if (cutOff.has(request.url!)) return response.end(cursor === undefined ? whole : rest);
      cutOff.add(request.url!);
      response.write(whole.subarray(0, Number(request.url!.match(/cut-(\d+)/)![1])), () =>
        response.destroy(),
      );
    };
    const all = await Promise.all(
      Array.from({ length: whole.length }, (_, cut) => follow(`${url}/cut-${cut}`)),
    );
    all.forEach((got, cut) =>
      expect(got, `cut after ${cut} bytes`).toEqual(["one ✓", "two", { missed: 5 }, "eight"]),
    );
    expect(cutOff.size).toBe(whole.length);
  });

  it("loses nothing and repeats nothing in 50 cuts at random moments, at 1,000 lines a second", async () => {
    const LINES = 2_000;
    let written = 0;
    let cuts = 0;
    const change = new EventEmitter().setMaxListeners(0);
    const writer = setInterval(() => {
      written = Math.min(LINES, written + 10);
      change.emit("change");
    }, 10);
    answer = (request, response) => {
      let sent = Number(request.headers["last-event-id"]?.slice(2) ?? 0);
      const send = () => {
        let text = "";
        while (sent < written) text += line(++sent);
        response.write(text);
        if (sent === LINES) response.end("event: end\ndata: {}\n\n");
      };
      response.writeHead(200, { "content-type": "text/event-stream" }).write("retry: 1\n\n");
      change.on("change", send);
      response.on("close", () => change.off("change", send));
    };
    const followThroughCuts = async () => {
      const sockets: Socket[] = [];
      // What stands in between cuts in the middle of anything.
      const between = createTcpServer((client) => {
        const upstream = connect((server.address() as AddressInfo).port, "127.0.0.1");
        client.on("error", () => {}).pipe(upstream);
        upstream.on("error", () => {}).on("close", () => client.destroy());
        let left = 500 + Math.random() * 4_000;
        upstream.on("data", (bytes: Buffer) => {
          const cut = sockets.length <= 10 && left < bytes.length;
          client.write(cut ? bytes.subarray(0, left) : bytes);
          left -= bytes.length;
          if (!cut) return;
          cuts += 1;
          client.destroySoon();
          upstream.destroy();
        });
        sockets.push(client, upstream);
      }).listen(0, "127.0.0.1");
      await once(between, "listening");
      const got = await follow(`http://127.0.0.1:${(between.address() as AddressInfo).port}/logs`);
      between.close();
      return got;
    };
    const expected = Array.from({ length: LINES }, (_, index) => `line ${index + 1}`);
    // Ten readers with five cuts each, as one reader would not come back so often.
    for (const got of await Promise.all(Array.from({ length: 10 }, followThroughCuts)))
      expect(got).toEqual(expected);
    expect(cuts).toBe(50);
    clearInterval(writer);
  }, 20_000);
});
